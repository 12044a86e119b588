"""What every format says in the same words: a finding's law and evidence, names in a list, the use of a question."""

from __future__ import annotations

from collections.abc import Mapping

from ..engine.statuses import Status
from .model import Evidence, QuestionOpen, Report, ReportedFinding
from .portfolio import Duty

#: Why a duty cannot be told where an answer to a question alone does not mend it.
CAUSES = {
    "conflict": "Sources conflict",
    "hedged": "Only suggested by a source",
    "law unsettled": "Depends on how the law is read",
}

NOT_ADVICE = "This is not legal advice. What the tool does not decide: docs/meaning.md."
#: What a report says on its face that speaks of deaths and is not redacted.
DEATHS = "This report speaks of deaths and is not redacted: take care with whom you share it (see --redact)."


def label(finding: ReportedFinding) -> str:
    """The status in a reader's words."""
    return Status(finding.status).label


def listed(titles: tuple[str, ...], most: int = 4) -> str:
    """Names joined for a sentence; beyond a few, the first ones and how many more."""
    if len(titles) > most:
        shown = max(most - 1, 1)
        return f"{', '.join(titles[:shown])} and {len(titles) - shown} more"
    return " and ".join([", ".join(titles[:-1]), titles[-1]]) if len(titles) > 1 else "".join(titles)


def force(finding: ReportedFinding | Duty) -> str:
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
    if evidence.words:
        return evidence.words
    first, *rest = evidence.path.split(".")
    if first in ("none", "whole", "counts"):
        return evidence.value
    if first == "judgements":
        return f"{evidence.value}, {evidence.note}" if evidence.note else evidence.value
    return f"{' '.join(rest).replace('_', ' ')}: {evidence.value}" if rest else evidence.value


def how_firm(evidence: Evidence) -> str:
    """How firmly it is said, and whether it is the compiler's own reading; nothing if it is simply stated."""
    weight = "" if evidence.weight == "stated" else f" ({evidence.weight})"
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
