"""The citations of a paper for a terminal: what is wrong in full, and a line each for the rest."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine.checked_citations import CheckedPaper, Citation, Verdict
from ..facts.days import in_words
from ..facts.problems import short
from .text import wrapped

Lines = Iterator[tuple[str, str]]
#: What is wrong, at the head of its reason.
WRONG = {
    Verdict.NO_SUCH_PROVISION: "There is no such provision.",
    Verdict.SOMETHING_ELSE: "It says something else than the paper says it does.",
    Verdict.NOT_IN_FORCE: "Not in force on the day.",
}
#: The heading of each other verdict, and what it means where the paper's day is known and where it is not.
REST = {
    Verdict.RIGHT: (
        "RIGHT",
        "It exists, was in force, and is about what the paper says.",
        "It exists, and is about what the paper says.",
    ),
    Verdict.EXISTS: (
        "EXISTS",
        "It exists and was in force. What the paper says of it was not compared.",
        "It exists. What the paper says of it was not compared.",
    ),
    Verdict.NOT_CHECKED: ("NOT CHECKED", "The tool does not hold this part of the law, or is not certain of it.", ""),
    Verdict.NOT_CLEAR: ("NOT CLEAR", "The paper does not say there which Act or regulations it means.", ""),
}
#: A quotation is cut to this many letters.
MOST = 200


def lines(paper: CheckedPaper, width: int) -> Lines:
    """The report on a paper, line by line, each with its style."""
    yield from ((line, "bold") for line, _ in wrapped(f"Citations of the law in {paper.name}", width))
    yield from wrapped(_day(paper), width)
    wrong = [each for each in paper.citations if each.verdict.misquotes]
    if wrong:
        yield "", ""
        yield f"WRONG ({len(wrong)})", "bold red"
        for each in wrong:
            yield from _wrong(each, width)
    for verdict, (heading, means, undated) in REST.items():
        chosen = [each for each in paper.citations if each.verdict is verdict]
        if chosen:
            yield "", ""
            yield f"{heading} ({len(chosen)})", "bold"
            yield from wrapped(undated if undated and paper.as_at is None else means, width)
            yield from _together(chosen, width)
    if paper.other_law:
        yield "", ""
        yield f"OTHER LAW ({len(paper.other_law)})", "bold"
        yield from wrapped("The paper names it, and the tool does not check it.", width)
        for other in paper.other_law:
            yield from wrapped(f"* {short(other.title, MOST)}: {', '.join(other.places)}", width, "  ")
    yield "", ""
    yield from wrapped(_counted(paper, len(wrong)), width)


def _day(paper: CheckedPaper) -> str:
    if paper.as_at is None:
        missing = "No date was found at the head of the paper, so whether the law was in force was not compared."
        return f"{missing} Give the day with --as-at."
    found = f", the date found in the paper ({paper.date_found})" if paper.date_found else ""
    return f"As at {in_words(paper.as_at)}{found}."


def _wrong(each: Citation, width: int) -> Lines:
    yield from wrapped(f"* {_place(each)}: “{short(each.quoted, MOST)}”", width, "  ")
    yield from wrapped(f"  {WRONG[each.verdict]} {each.why}", width, "  ")
    for meant in each.meant:
        yield from wrapped(f"  Probably meant: {meant.words}", width, "    ")
        yield f"    {meant.link}", ""
    if not each.meant and each.cited is not None:
        yield f"    {each.cited.link}", ""


def _place(each: Citation) -> str:
    return each.place[:1].upper() + each.place[1:]


def _together(chosen: list[Citation], width: int) -> Lines:
    """A line for each thing that is cited, with every place; what is taken from nearby is told apart."""
    places: dict[tuple[str, str], list[str]] = {}
    for each in chosen:
        words = each.cited.words if each.cited else f"“{short(each.quoted, MOST)}”"
        taken = " (not named there; taken from what stands nearby)" if each.taken and each.cited else ""
        why = f". {each.why}" if each.why and each.cited else ""
        places.setdefault((words, taken + why), []).append(each.place)
    for (words, remark), where in places.items():
        yield from wrapped(f"* {words[:1].upper() + words[1:]}: {', '.join(dict.fromkeys(where))}{remark}", width, "  ")


def _counted(paper: CheckedPaper, wrong: int) -> str:
    number = len(paper.citations)
    if not number:
        return "No citation of law that the tool holds was found."
    found = f"{number} citation{'s' * (number != 1)} found, {wrong or 'none'} wrong."
    return f"{found} Only citations were checked, not what was done: see docs/citations.md."
