"""A dossier in which every name that somebody may have written is put away, before anything is made of it.

Whoever compiled a dossier may have put a name into any free text: a title, a note, the reason why a thing is not
known, even an id. So each thing of a dossier is called after its kind and a number, and all other free text is left
out. What a report says is then made without these texts, and no word of the law is lost where a title happens to be
one. Organisations and places that have duties are named in public and keep their names. Facts and days stay as they
are, so that the same duties are met and missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from pydantic import BaseModel

from .dossier import SECTIONS, Dossier
from .load import InputFile, Loaded
from .values import Kind, Refers

WITHHELD = "[withheld]"
#: Sections whose things are organisations or places with duties.
PUBLIC = ("areas", "counties", "bodies", "partnerships")
#: Fields of text that hold a word of the dossier's language, or the public name of a place.
_KEPT = ("what", "kind", "rule", "key", "term", "code", "council")
#: Fields of text of which nothing depends on whether they are there.
_LEFT_OUT = ("at", "note", "words", "every", "url", "as_at_note", "claims")


@dataclass
class Pseudonyms:
    """What the things of dossiers, one after another, are called instead: the same id is the same in all of them."""

    _given: dict[tuple[str, str], str] = field(default_factory=dict)
    _taken: Counter[str] = field(default_factory=Counter)

    def of(self, dossier: Dossier) -> Mapping[str, str]:
        """What each id of a dossier is called. A number that is taken is given to no other thing.

        An id stands in one section only. What is handed out is as large as the dossier, however many went before it.
        """
        return {
            id: self._given.get((section, id)) or self._give(section, id)
            for section in SECTIONS
            if section not in PUBLIC
            for id in dossier.section(section)
        }

    def _give(self, section: str, id: str) -> str:
        self._taken[section] += 1
        name = f"{_one_of(section)}-{self._taken[section]}"
        self._given[section, id] = name
        return name


def without_names(loaded: Loaded, names: Mapping[str, str]) -> Loaded:
    """The dossier with its names and free texts put away, its things called so instead, and its files without names.

    Its warnings stay: they quote what it says, and are for whoever reads it and for no report.
    """
    dossier = loaded.dossier
    changed: dict[str, Any] = {each: _section(each, dossier, names) for each in SECTIONS}
    for series in ("none", "whole", "counts", "practices"):
        changed[series] = _put_away(getattr(dossier, series), series, None, names)
    titles = ", ".join(each.title or id for id, each in dossier.partnerships.items())
    header = dossier.dossier.model_copy(update={"title": titles or WITHHELD, "as_at_note": None})
    changed |= {"dossier": header, "claims": ()}
    return replace(
        loaded,
        dossier=dossier.model_copy(update=changed),
        files=tuple(InputFile(f"file {number}", each.sha256) for number, each in enumerate(loaded.files, 1)),
    )


def _one_of(section: str) -> str:
    """What one thing of a section or list is called: plan, police-and-crime-plan, body."""
    one = f"{section[:-3]}y" if section.endswith("ies") else section.removesuffix("s")
    return one.replace("_", "-")


def _section(section: str, dossier: Dossier, names: Mapping[str, str]) -> dict[str, Any]:
    made = {}
    for id, item in dossier.section(section).items():
        called = names.get(id, id)
        title = item.title if section in PUBLIC else called.replace("-", " ")
        without = _put_away(item, section, None, names)
        made[called] = without.model_copy(update={"title": title}) if "title" in type(item).model_fields else without
    return made


def _put_away(value: Any, name: str, hint: Any, names: Mapping[str, str]) -> Any:
    """A value of the dossier, of a field of this name and with this annotation, without names and free texts."""
    if isinstance(value, BaseModel):
        return value.model_copy(
            update={
                each: _put_away(getattr(value, each), each, (field.annotation, *field.metadata), names)
                for each, field in type(value).model_fields.items()
            }
        )
    if isinstance(value, tuple):
        return tuple(_put_away(each, name, hint, names) for each in value)
    if isinstance(value, dict):
        keys = _keys(value, name, hint, names)
        return {keys[key]: _put_away(each, name, None, names) for key, each in value.items()}
    if isinstance(value, str):
        return _text(value, name, hint, names)
    return value


def _keys(entries: dict[str, Any], name: str, hint: Any, names: Mapping[str, str]) -> dict[str, str]:
    """What the keys of a list inside an item are called: those that name nothing else are the compiler's own words."""
    kinds = [mark for mark in _marks(hint) if isinstance(mark, Kind | Refers)]
    own = Kind.ID in kinds and not any(isinstance(mark, Refers) for mark in kinds)
    return {key: f"{_one_of(name)}-{number}" if own else names.get(key, key) for number, key in enumerate(entries, 1)}


def _text(text: str, name: str, hint: Any, names: Mapping[str, str]) -> str | None:
    marks = list(_marks(hint))
    if Kind.ID in marks:
        return names.get(text, text)
    if Kind.TEXT not in marks or name in _KEPT:
        return text
    return None if name in _LEFT_OUT else WITHHELD


def _marks(hint: Any) -> Iterator[Any]:
    """What an annotation says of the texts in it, and of the keys before the values."""
    if isinstance(hint, Kind | Refers):
        yield hint
    for each in (*getattr(hint, "__metadata__", ()), *(hint if isinstance(hint, tuple) else get_args(hint))):
        yield from _marks(each)
