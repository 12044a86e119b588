"""The closed list of statuses, with the label and rank of each: the one place where they stand."""

from __future__ import annotations

from enum import Enum


class Status(Enum):
    """What a finding comes to. The value is the key of every output."""

    GAP = "gap"
    MET_LATE = "met_late"
    DUE = "due"
    JUDGEMENT_NEEDED = "judgement_needed"
    CANNOT_TELL = "cannot_tell"
    COMPLIANT = "compliant"
    NOT_APPLICABLE = "not_applicable"
    POWER = "power"
    #: The law was not in force on its date, or does not extend there: listed only when asked for.
    NOT_IN_FORCE = "not_in_force"

    @property
    def label(self) -> str:
        """The status in a reader's words."""
        return _LABELS[self]

    @property
    def rank(self) -> int:
        """Its place in reports: what matters most first."""
        return list(Status).index(self)


_LABELS = {
    Status.GAP: "gap",
    Status.MET_LATE: "met late",
    Status.DUE: "due",
    Status.JUDGEMENT_NEEDED: "judgement needed",
    Status.CANNOT_TELL: "cannot tell",
    Status.COMPLIANT: "met, on these facts",
    Status.NOT_APPLICABLE: "not applicable",
    Status.POWER: "power",
    Status.NOT_IN_FORCE: "not in force",
}

#: Every status that a summary counts, in order.
COUNTED = tuple(status for status in Status if status is not Status.NOT_IN_FORCE)
