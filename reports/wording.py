"""What every format says in the same words: a finding's law and evidence, names in a list, the use of a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ..engine.statuses import Status
from ..facts.days import in_words
from ..facts.world import Doubt
from .model import Evidence, QuestionOpen, Report, ReportedFinding

#: Why a duty cannot be told where an answer to a question alone does not mend it.
CAUSES = {
    "conflict": "Sources conflict",
    "hedged": "Only suggested by a source",
    "law unsettled": "Depends on how the law is read",
}

#: Every cause for which a duty cannot be told.
CAUSES_IN_FULL = {
    **CAUSES,
    "fact": "A fact is missing, or not known exactly enough",
    "last known": "It was so on the day of the dossier, and is only last known on the day of the audit",
    "waits on a rule": "It waits on another finding",
}

NOT_ADVICE = "This is not legal advice. What the tool does not decide: docs/meaning.md."
#: What a report says on its face that speaks of deaths and is not redacted.
DEATHS = "This report speaks of deaths and is not redacted: take care with whom you share it (see --redact)."
REDACTED = "Redacted: names, ages, days and places of death, notes and quotes were taken out."
#: How a name begins that needs no article.
_NAMED = ("the ", "each ", "every ", "whoever ", "a ", "an ", "itself", "themselves")


def care(*, deaths: int, redacted: bool) -> str:
    """What is said on the face of a report that holds some deaths: take care, or that it was redacted; else nothing."""
    if redacted:
        return REDACTED
    return DEATHS if deaths else ""


def named(who: str) -> str:
    """Somebody's name with its article, as in a sentence."""
    return who if who.startswith(_NAMED) else f"the {who}"


def as_at_in_words(report: Report) -> str:
    """The day of the report, with what is noted on it; a note on the dossier's day is none on another."""
    noted = report.as_at_note and report.as_at == report.dossier.as_at
    return f"{in_words(report.as_at)}{f' ({report.as_at_note})' if noted else ''}"


def of_another_day(report: Report) -> str:
    """What a reader must know where the dossier speaks for another day than the report; nothing where it does not."""
    if report.as_at == report.dossier.as_at:
        return ""
    open_for_it = report.last_known or any(each.cause == Doubt.LAST_KNOWN.value for each in report.findings)
    known = ": on this day, how things stood then is only last known" if open_for_it else ""
    return f"The dossier speaks as at {in_words(report.dossier.as_at)}{known}."


def provisions_counted(number: int) -> str:
    """How many provisions, in words."""
    return f"{number:,} provision{'' if number == 1 else 's'}"


def label(finding: ReportedFinding) -> str:
    """The status in a reader's words."""
    return Status(finding.status).label


def narrowed_in_words(report: Report) -> str:
    """What a report was narrowed to, so that it is not taken for the whole; nothing if it is the whole."""
    if report.narrowed is None:
        return ""
    labels = "; ".join(Status(each).label for each in report.narrowed.statuses)
    kinds = [f"Shows only: {labels}."] if labels else []
    if report.narrowed.provisions:
        kinds.append(f"Only under: {'; '.join(report.narrowed.provisions)}.")
    return f"{' '.join(kinds)} {len(report.findings):,} of {report.narrowed.among:,} findings."


def all_findings(report: Report) -> str:
    """What the sum of all statuses is called."""
    return "All findings" if report.narrowed is None else "All findings shown"


def listed(titles: tuple[str, ...], most: int = 4) -> str:
    """Names joined for a sentence; beyond a few, the first ones and how many more."""
    if len(titles) > most:
        shown = max(most - 1, 1)
        return f"{', '.join(titles[:shown])} and {len(titles) - shown} more"
    return " and ".join([", ".join(titles[:-1]), titles[-1]]) if len(titles) > 1 else "".join(titles)


class Asks(Protocol):
    """What asks something of somebody: a finding, or a duty of a portfolio."""

    @property
    def force(self) -> str:
        """How strongly: must, must have regard, expected, may, or condition."""

    @property
    def local(self) -> bool:
        """Whether it stands in a local rule, which is not law."""


def force(finding: Asks) -> str:
    """How strongly the law asks, to begin a line with."""
    return finding.force[:1].upper() + finding.force[1:]


def place_in_law(finding: ReportedFinding, provisions: str | None = None) -> str:
    """The provision (or those given) and its instrument; a local rule is never shown as law."""
    local = " (a local rule, not law)" if finding.local else ""
    return f"{provisions or finding.provision}, {finding.instrument}{local}"


def law(finding: ReportedFinding) -> str:
    """The force, the provision and its instrument."""
    return f"{force(finding)}: {place_in_law(finding)}"


def from_table(evidence: Evidence) -> bool:
    """Whether this is geography that ships with the rules, and no statement of the dossier."""
    return evidence.by == "table"


def source_titles(report: Report) -> Mapping[str, str]:
    """The titles of the sources by id, by which the words of evidence name them."""
    return {each.id: each.title for each in report.sources}


def stated_in(titles: Mapping[str, str], evidence: Evidence) -> str:
    """Where a statement stands: its source by title, and the place in it."""
    own = (evidence.note or "the shipped tables") if from_table(evidence) else "the dossier"
    place = f", {evidence.at}" if evidence.at else ""
    return f"{titles.get(evidence.source or '', own)}{place}"


def what_is_stated(evidence: Evidence) -> str:
    """What a statement says: in the words given for it, or what it comes to."""
    first, *rest = evidence.path.split(".")
    if evidence.weight == "unknown":
        why = f": {evidence.words}" if evidence.words else ""
        return f"{' '.join(rest).replace('_', ' ')} is {evidence.value}{why}"
    if evidence.words:
        return evidence.words
    if first in ("none", "whole", "counts"):
        return evidence.value
    if first == "judgements":
        return f"{evidence.value}, {evidence.note}" if evidence.note else evidence.value
    return f"{' '.join(rest).replace('_', ' ')}: {evidence.value}" if rest else evidence.value


def how_firm(evidence: Evidence) -> str:
    """How firmly it is said, and whether it is the compiler's own reading; nothing if it is simply stated."""
    weight = "" if evidence.weight in ("stated", "unknown") else f" ({evidence.weight})"
    reading = evidence.by == "compiler" and evidence.basis
    return f"{weight} [compiler's reading: {evidence.basis}]" if reading else weight


def evidence_in_words(titles: Mapping[str, str], evidence: Evidence) -> str:
    """A statement in words: what it says, whose it is, and how firm."""
    return f"{what_is_stated(evidence)} ({stated_in(titles, evidence)}){how_firm(evidence)}"


def hedge(titles: Mapping[str, str], finding: ReportedFinding) -> str:
    """What a source only suggests, quoted; it is not believed."""
    hedged = [each for each in finding.evidence if each.weight != "stated" and each.words]
    return f"Said: {evidence_in_words(titles, hedged[0])}." if hedged and finding.cause == "hedged" else ""


def asked(each: QuestionOpen, most: int = 3) -> str:
    """A question in words: of what it is asked, and how many findings it may settle."""
    about = f" ({listed(each.about, most)})" if each.about else ""
    settled = len(each.settles)
    effect = f"may settle {settled}" if settled else f"bears on {len(each.bears_on)}"
    return f"{each.question}{about} {effect[:1].upper()}{effect[1:]}."


def a_breach(finding: ReportedFinding) -> bool:
    """Whether it is a gap of force must on stated evidence, in a period judged by default: it sets exit code 1."""
    must = finding.force == "must" and not finding.local
    return finding.status == Status.GAP.value and must and finding.stated and not finding.opened
