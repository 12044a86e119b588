"""A report without what must not be shared: people's names, victims' ages, days and places of death, notes and quotes.

Whoever compiled a dossier may have put a name into any free text: a title, a note, the reason why a thing is not
known, even an id. So every title and id of a thing is put away for its kind and a number, every other free text is
left out, and what a report says of a death stands without its days. Organisations, places that have duties, the law
and the statuses stay: what is left still tells a gap from a duty that was met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from pydantic import BaseModel

from ..facts.days import Day, in_words
from ..facts.dossier import SECTIONS, Dossier
from ..facts.evidence import Fact
from .model import DayKnown, Evidence, LawVersion, Report, ReportedFinding

WITHHELD = "[withheld]"
DAY_WITHHELD = "[day withheld]"
#: Sections whose things are organisations or places with duties: they are named in public and keep their names.
PUBLIC = ("areas", "counties", "bodies", "partnerships")
#: Fields whose text is one of the language's own words.
_WORDS_OF_THE_LANGUAGE = ("what", "kind", "every", "rule", "key", "term", "provision", "code", "council", "weight")
_DAY = re.compile(
    r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b"
    r"|\b\d{4}-\d{2}(?:-\d{2})?\b"
)


class NotRedactedError(Exception):
    """A value that should have been taken out is still in the report: nothing may be written."""


@dataclass(frozen=True)
class _Names:
    """What stands for what: for text that people read, and for ids in paths."""

    of_ids: dict[str, str]
    #: By each title, free text and day that may stand nowhere, in small letters: what stands instead.
    instead: dict[str, str]
    #: Finds any of these, the longest first.
    pattern: re.Pattern[str]
    #: Texts that were put through before: a report says most things many times.
    _done: dict[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """Text with every name and free text put away."""
        if text not in self._done:
            self._done[text] = self.pattern.sub(lambda found: self.instead[found[0].lower()], text)
        return self._done[text]

    def path(self, path: str) -> str:
        """A path or id with every id of a thing put away."""
        return re.sub(r"[a-z0-9-]+", lambda found: self.of_ids.get(found[0], found[0]), path)


def redacted(report: Report, dossier: Dossier) -> Report:
    """The report as it can be shared. Raises NotRedactedError rather than let through what should be out."""
    names = _names(dossier)
    titles = [each.title for each in report.partnerships]
    safe = replace(
        report,
        as_at_note=None,
        dossier=replace(
            report.dossier,
            title=", ".join(titles) or WITHHELD,
            files=tuple(replace(each, path=f"file {number}") for number, each in enumerate(report.dossier.files, 1)),
        ),
        redacted=True,
        sources=tuple(
            replace(each, id=names.of_ids[each.id], title=names.of_ids[each.id].replace("-", " "), date=None, url=None)
            for each in report.sources
        ),
        left_aside=tuple(names.path(each) for each in report.left_aside),
        questions=_told(report.questions, names),
        findings=tuple(_finding(each, names) for each in report.findings),
    )
    _check(safe, names)
    return safe


# -- what is put away


def _names(dossier: Dossier) -> _Names:
    of_titles: dict[str, str] = {}
    of_ids: dict[str, str] = {}
    for section in SECTIONS:
        if section in PUBLIC:
            continue
        kind = section[:-3] + "y" if section.endswith("ies") else section.removesuffix("s")
        for number, (id, item) in enumerate(dossier.section(section).items(), 1):
            of_ids[id] = f"{kind.replace('_', '-')}-{number}"
            for title in (getattr(item, "title", None), id):
                if title and (title != id or _telling(id)):
                    of_titles[title] = f"{kind.replace('_', ' ')} {number}"
    public = {text for section in PUBLIC for item in dossier.section(section).values() for text in _named(item)}
    put_away = {text: WITHHELD for text in _free_texts(dossier) if _telling(text) and text not in {*public, *of_titles}}
    for death in dossier.deaths.values():
        put_away.update(dict.fromkeys(_days(death), DAY_WITHHELD))
    instead = {text.lower(): new for text, new in {**put_away, **of_titles}.items()}
    longest = sorted(instead, key=lambda text: (-len(text), text))
    every = "|".join(re.escape(text) for text in longest) or r"(?!)"
    return _Names(of_ids, instead, re.compile(rf"(?<!\w)(?:{every})(?!\w)", re.IGNORECASE))


def _telling(text: str) -> bool:
    """Whether a text can tell anything of anybody: more than a plain word such as plan, yes or in_force."""
    return not re.fullmatch(r"[a-z_]+", text) and len(text) > 2


def _named(item: Any) -> Iterator[str]:
    yield from (text for name in ("title", "council") if (text := getattr(item, name, None)))


def _free_texts(value: Any, name: str = "") -> Iterator[str]:
    """Every text of a dossier that is not one of the language's own words."""
    if isinstance(value, BaseModel):
        for each in type(value).model_fields:
            yield from _free_texts(getattr(value, each), each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _free_texts(each, name)
    elif isinstance(value, tuple):
        if name not in ("covers", "of", "areas"):
            for each in value:
                yield from _free_texts(each, name)
    elif isinstance(value, str) and type(value) is str and name in _FREE:
        yield value


#: The fields of free text that a report can print outside the evidence, whose own notes and quotes go altogether.
_FREE = frozenset(("title", "note", "words", "basis", "unknown", "intended", "extent", "other_learning", "as_at_note"))


def _days(death: Any) -> Iterator[str]:
    """The day of a death in every way in which a report can write it, where it is known exactly."""
    fact: Fact[Day] | None = death.date
    for told in fact.either if fact else ():
        if told.value.exact:
            yield in_words(told.value)
            yield told.value.earliest.isoformat()


# -- what is left


def _finding(finding: ReportedFinding, names: _Names) -> ReportedFinding:
    of_a_death = finding.subject.kind == "death" or any(_of_deaths(each.path) for each in finding.evidence)
    told: ReportedFinding = _told(finding, names)
    told = replace(
        told,
        id=names.path(finding.id),
        subject=replace(told.subject, id=names.path(finding.subject.id)),
    )
    if not of_a_death:
        return told
    without: ReportedFinding = _without_days(told)
    return without


def _of_deaths(path: str) -> bool:
    return path.split(".")[0] == "deaths"


#: What is no free text, whatever it says: the keys of the law and of the language.
_KEPT = frozenset(
    (
        *("rule", "part", "provision", "instrument", "url", "kind", "force", "status", "cause", "period", "use"),
        *("form", "truth", "doubt", "outcome", "partnership", "waits_on", "title", "part_words", "review", "acts"),
        *("for_", "id", "settles", "bears_on"),
    )
)


def _of_the_dossier(value: Any) -> Iterator[str]:
    """The fields of a part of the report in which a dossier may speak."""
    for each in fields(value):
        if each.name not in _KEPT or (each.name == "title" and not isinstance(value, ReportedFinding)):
            yield each.name


def _told(value: Any, names: _Names, name: str = "") -> Any:
    """A part of the report with every text put through the names."""
    if isinstance(value, Evidence):
        return _evidence(value, names)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each: _told(getattr(value, each), names, each) for each in _of_the_dossier(value)}
        for each in ("settles", "bears_on"):
            if hasattr(value, each):
                changed[each] = tuple(names.path(id) for id in getattr(value, each))
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(_told(each, names, name) for each in value)
    if isinstance(value, str):
        return names.path(value) if name in _PATHS else names.text(value)
    return value


def _evidence(evidence: Evidence, names: _Names) -> Evidence:
    from_table = evidence.by == "table"
    return replace(
        evidence,
        path=names.path(evidence.path),
        value=WITHHELD if _of_deaths(evidence.path) else names.text(evidence.value),
        source=names.of_ids.get(evidence.source or "", evidence.source),
        at=None,
        note=evidence.note if from_table else None,
        words=None,
        basis=None,
    )


def _without_days(value: Any) -> Any:
    """A part of a finding on a death without any day; the law's own days stay."""
    if isinstance(value, DayKnown):
        return DayKnown(None, None, DAY_WITHHELD)
    if isinstance(value, LawVersion):
        return replace(value, why=_without_days(value.why))
    if isinstance(value, ReportedFinding):
        return replace(value, **{name: _without_days(getattr(value, name)) for name in _TELLING_OF_A_DEATH})
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _without_days(getattr(value, each.name)) for each in fields(value)})
    if isinstance(value, tuple):
        return tuple(_without_days(each) for each in value)
    return _DAY.sub(DAY_WITHHELD, value) if isinstance(value, str) else value


_TELLING_OF_A_DEATH = (
    *("sentence", "hinge", "remark", "since", "due", "done_on", "late_by", "remedy", "questions", "evidence"),
    *("proof", "subject", "law_version"),
)


def _check(report: Report, names: _Names) -> None:
    def left(value: Any) -> bool:
        if is_dataclass(value) and not isinstance(value, type):
            return any(left(getattr(value, each)) for each in _of_the_dossier(value) if each not in _PATHS)
        if isinstance(value, tuple):
            return any(left(each) for each in value)
        return isinstance(value, str) and names.pattern.search(value) is not None

    if left((report.findings, report.questions, report.sources, report.left_aside)):
        raise NotRedactedError("something that is to be withheld is still in the report, so nothing was written")


_PATHS = frozenset(("path", "paths"))
