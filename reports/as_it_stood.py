"""A rule as it stood on one day: the version then in force in each nation, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..engine.changes import NATIONS, in_force_on
from ..engine.conditions import ALWAYS, Judge, leaves
from ..engine.law import Part, Provision, Rule, Shape, Version
from ..engine.periods import STARTS
from ..engine.rulebook import Rulebook, conditions_of
from ..facts.days import MONTH_NAMES, in_words
from .law import heading
from .phrases import Phrase, Words, day_words, due_words, phrase, sentence, words_of
from .text import wrapped

Lines = Iterator[tuple[str, str]]


def rule_on(rulebook: Rulebook, rule: Rule, day: date, width: int) -> Lines:
    """A rule with the versions in force on a day: what each says, or when the law was or will be in force."""
    citations = {each.id: each.citation for each in rulebook.instruments}
    yield rule.id, "bold"
    yield f"As it stood on {in_words(day)}", ""
    yield from heading(rule, width)
    for part in rule.parts:
        yield "", ""
        if part.name:
            yield from _bold(f"Part {part.name}: {part.words}", width)
        yield from _versions(rule, part, day, citations, width)
    for row in rule.rows:
        yield "", ""
        where = ""
        if row.where != ALWAYS:
            where = f", where {phrase(row.where, words_of(rule, None, row.versions[0])).text}"
        yield from _bold(f"{': '.join(filter(None, (row.kind, row.expect)))}{where}", width)
        here = {nation: in_force_on(row.versions, nation, day) for nation in NATIONS}
        yield from _cited(here, citations, width)
        ever = {nation for version in row.versions for nation in version.extents}
        missing = {nation: version for nation, version in here.items() if nation in ever}
        yield from _absent(row.versions, missing, day, citations, width)
    asked = [key for key in rule.judgements if key in _judgements(rule, day)]
    if asked:
        yield "", ""
    for key in asked:
        yield from wrapped(f"Judgement {key}: {rule.judgements[key]}", width, "  ")


def _bold(text: str, width: int) -> Lines:
    for line, _ in wrapped(text, width, "  "):
        yield line, "bold"


def _judgements(rule: Rule, day: date) -> set[str]:
    """The judgements for which the versions of a day ask."""
    texts = [version.text for version in rule.versions if version.on(day)]
    found = (leaf for text in texts for condition in conditions_of(text) for leaf in leaves(condition))
    return {leaf.key for leaf in found if isinstance(leaf, Judge)}


# -- the versions


def _versions(rule: Rule, part: Part, day: date, citations: dict[str, str], width: int) -> Lines:
    """The versions of a day, those that say the same together, and the nations that have none."""
    here = {nation: in_force_on(part.versions, nation, day) for nation in NATIONS}
    shown: list[tuple[list[str], list[tuple[str, str]]]] = []
    for nation, version in here.items():
        if version is None:
            continue
        said = list(_said(rule, part, version, width))
        alike = next((nations for nations, other in shown if other == said), None)
        if alike is None:
            shown.append(([nation], said))
        else:
            alike.append(nation)
    for nations, said in shown:
        yield from _cited({nation: here[nation] for nation in nations}, citations, width)
        yield from said
    yield from _absent(part.versions, here, day, citations, width)


def _cited(here: dict[str, Version | None], citations: dict[str, str], width: int) -> Lines:
    """Where the versions stand, and since when and until when."""
    for version in dict.fromkeys(each for each in here.values() if each is not None):
        nations = " and ".join(nation.capitalize() for nation, each in here.items() if each == version)
        until = "" if version.open else f" to {in_words(version.last)}"
        since = f"in force from {in_words(version.first)}{until}, by {version.by}"
        yield from wrapped(f"{nations}: {_place(version, citations)}, {since}; {version.sure}", width, "  ")
        if version.also:
            places = "; ".join(_place(each, citations) for each in version.also)
            yield from wrapped(f"  With it: {places}", width, "    ")
        yield f"  {version.link}", ""


def _absent(
    versions: Iterable[Version], here: dict[str, Version | None], day: date, citations: dict[str, str], width: int
) -> Lines:
    """The nations without a version on the day, each with the nearest before and after it."""
    for nation in (nation for nation, version in here.items() if version is None):
        known = sorted((each for each in versions if nation in each.extents), key=lambda each: each.first)
        head = f"{nation.capitalize()}: not in force on {in_words(day)}"
        ended = [each for each in known if each.last < day][-1:]
        coming = [each for each in known if each.first > day][:1]
        nearest = [f"It was last in force on {in_words(each.last)}: {_place(each, citations)}." for each in ended]
        nearest += [
            f"It comes into force on {in_words(each.first)}: {_place(each, citations)}, by {each.by}."
            for each in coming
        ]
        yield from wrapped(
            " ".join([f"{head}.", *nearest]) if nearest else f"{head}, nor on any other day.", width, "  "
        )


def _place(cited: Version | Provision, citations: dict[str, str]) -> str:
    return f"{cited.provision}, {citations.get(cited.instrument, cited.instrument)}"


# -- what a version says


def _said(rule: Rule, part: Part, version: Version, width: int) -> Lines:
    """What one version says, indented."""
    words, text = words_of(rule, part, version), version.text
    told: set[str] = set()
    if text.title != rule.title:
        yield from _indented(f"{sentence(text.title, words)}.", width)
    if rule.judged:
        yield from _indented(_shape(text.shape, words), width)
    if rule.law_of.form != "as_at":
        yield from _indented(f"Which version applies: the one in force on {_law_of(rule, words)}.", width)
    if text.arises is not None:
        yield from _tree("Arises if ", phrase(text.arises.condition, words), told, width)
        if text.arises.see:
            yield from _indented(f"What must exist first: {text.arises.see}", width)
    if text.applies != ALWAYS:
        yield from _tree("Applies if ", phrase(text.applies, words), told, width)
    for each in text.exceptions:
        place = f" ({each.provision})" if each.provision else ""
        named = f": {each.words}, that is, if " if each.words else " if "
        yield from _tree(f"Exception{place}{named}", phrase(each.when, words), told, width)
    if text.requires is not None:
        yield from _tree("It asks that " if rule.judged else "It holds if ", phrase(text.requires, words), told, width)
    if text.readings:
        ways = f"The law can be read in {len(text.readings)} ways, and is settled only where all agree:"
        yield from _indented(ways, width)
    for name, reading in text.readings:
        yield from _tree(f"Read as {name}: it asks that ", phrase(reading, words), told, width)
    if text.used is not None:
        yield from _tree("Used if ", phrase(text.used, words), told, width)
    if text.gap:
        yield from _indented(f"A gap reads: {sentence(text.gap, words)}", width)
    for label, steps in (("To put right", text.remedy), ("Once the year is over", text.remedy_past)):
        for step in steps:
            yield from _indented(f"{label}: {sentence(step.who, words)}: {sentence(step.do, words)}.", width)


def _indented(text: str, width: int) -> Lines:
    yield from wrapped(f"  {text}", width, "    ")


def _tree(lead: str, said: Phrase, told: set[str], width: int, indent: str = "  ") -> Lines:
    """A condition and those of which it is made; one with a name is told in full where it first stands."""
    text, inner = said.text, said.inner
    if said.name:
        known = said.name in told
        told.add(said.name)
        inner = () if known else said.inner
        if len(inner) == 1 and not inner[0].name:
            text, inner = f"{text}, that is, {inner[0].text}", inner[0].inner
    yield from wrapped(f"{indent}{lead}{text}{':' if inner else ''}", width, f"{indent}  ")
    for each in inner:
        yield from _tree("- ", each, told, width, f"{indent}  ")


_DUE = {
    "period_end": "by the end of the {period}",
    "day_before_period": "before the {period} starts",
    "month_after_period": "within a month of the end of the {period}",
    "next_period_end": "by the end of the {period} after it",
}


def _shape(shape: Shape, words: Words) -> str:
    if shape.recurs:
        period = "quarter" if shape.form == "quarter" else "year"
        month = MONTH_NAMES[STARTS[shape.form] - 1]
        late = "counts as done late" if shape.late_counts else "does not count"
        due = _DUE[shape.when].format(period=period)
        return f"It recurs each {shape.form} from 1 {month}, and is due {due}. What is done afterwards {late}."
    if shape.form == "state":
        return "It is judged as things stand on the day of the audit."
    late = "" if shape.late_counts else " What is done afterwards does not count."
    if not shape.by:
        return "It is done once. No day is fixed by which it is due."
    named = [f"{f'{name}: ' if name else ''}{due_words(due, words)}" for name, due in shape.by]
    ways = f", as the law can be read in {len(named)} ways" if len(named) > 1 else ""
    return f"It is due once{ways}, {'; or '.join(named)}.{late}"


def _law_of(rule: Rule, words: Words) -> str:
    if rule.law_of.event is not None:
        return day_words(rule.law_of.event, words)
    return "the last day for doing it in time (until that day has come, on the day of the audit)"
