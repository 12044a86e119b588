"""A dossier without its names: what is put away, and what is called the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.load import Loaded, load
from dutybound.facts.pseudonyms import PUBLIC, Pseudonyms, without_names
from pydantic import BaseModel

REDACTION = Path(__file__).parent.parent / "reports" / "redaction"
OTTOLINE, FITZROY = REDACTION / "ottoline", REDACTION / "fitzroy"


def read(path: Path) -> Loaded:
    return load([path], rulebook_without_cases().gazetteer)


def without(path: Path) -> Loaded:
    loaded = read(path)
    return without_names(loaded, Pseudonyms().of(loaded.dossier))


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield path, key
            yield from texts(each, f"{path}.{key}")
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each, path)
    elif type(value) is str:
        yield path, value


def test_no_text_of_the_compilers_own_is_left() -> None:
    """Every text that has a capital letter or more than one word was written by somebody, or is a public name."""
    left = {
        text
        for path, text in texts(without(OTTOLINE).dossier)
        if text != "[withheld]" and (text != text.lower() or " " in text) and not path.endswith(".title")
    }
    assert left == {"unitary district", "police and crime commissioner", "former partner", "no review"} & left


def test_titles_say_only_what_a_thing_is_and_its_number() -> None:
    dossier = without(OTTOLINE).dossier
    assert [each.title for each in dossier.deaths.values()] == ["death 1", "death 2"]
    assert [*dossier.sources] == ["source-1", "source-2", "source-3"]
    assert dossier.dossier.title == "Anytown Community Safety Partnership"
    assert [each.title for section in PUBLIC for each in dossier.section(section).values()] == [
        *("Anytown", "Commissioner for Anyshire", "Anytown Community Safety Partnership"),
    ]


def test_what_names_a_thing_still_names_it() -> None:
    dossier = without(OTTOLINE).dossier
    adopted = dossier.plans["plan-1"].adopted
    assert adopted is not None and adopted.either[0].source == "source-2"
    assert dossier.decisions["decision-1"].of == ("death-2",)
    assert [*dossier.plans["plan-1"].revisions] == ["revision-1"]


def test_the_days_and_what_is_known_stay() -> None:
    was, now = read(OTTOLINE).dossier, without(OTTOLINE).dossier
    before, after = was.deaths["hermione"], now.deaths["death-1"]
    for name in ("date", "notified", "decision", "age", "resulted_from"):
        told = [[each.value for each in getattr(death, name).either] for death in (before, after)]
        assert told[0] == told[1]
    unknown = now.partnerships["anytown-csp"].combination.agreement
    assert unknown is not None and not unknown.either and unknown.unknown == "[withheld]"


def test_an_id_is_called_the_same_in_every_dossier_and_a_number_is_given_once() -> None:
    first, second = read(OTTOLINE), read(FITZROY)
    pseudonyms = Pseudonyms()
    of_first, of_second = pseudonyms.of(first.dossier), pseudonyms.of(second.dossier)
    assert of_first["plan-by-ambrose"] == of_second["plan-by-ambrose"] == "plan-1"
    assert [*without_names(second, of_second).dossier.plans] == ["plan-1"]
    assert [*without_names(second, of_second).dossier.deaths] == ["death-3"]
    every = {**of_first, **of_second}
    assert len(set(every.values())) == len(every)
    assert pseudonyms.of(first.dossier) == of_first


def test_a_dossier_is_given_the_pseudonyms_of_its_own_things_alone() -> None:
    """However many dossiers were read before it: its pseudonyms go with it to another process."""
    first, second = read(OTTOLINE).dossier, read(FITZROY).dossier
    alone = Pseudonyms().of(second)
    pseudonyms = Pseudonyms()
    pseudonyms.of(first)
    assert pseudonyms.of(second).keys() == alone.keys()
