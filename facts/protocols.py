"""Information sharing protocols, with what they cover and the bodies whose sharing they govern."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from .documents import Contained, Document
from .evidence import Fact
from .fields import Entry, listed, told
from .values import ActValue, BodyId, TimeValue, YesNoValue

ProtocolContent: TypeAlias = Literal[
    "sharing under section 17A",
    "sharing under section 115",
    "other sharing for the assessment and the plan",
]

_PARTNERSHIP = "the partnership's officer"


class Party(Entry):
    """A body under an information sharing protocol. Written plainly: yes if the protocol covers it, no if not."""

    shorthand: ClassVar[str] = "covered"
    key: ClassVar[str] = "body"

    covered: Fact[YesNoValue] | None = told(
        "Whether the protocol covers the body's sharing.", "Does the protocol cover this body?", _PARTNERSHIP
    )
    nominee: Fact[YesNoValue] | None = told(
        "Whether the body has nominated somebody within it to help information flow under the protocol.",
        "Has the body nominated somebody within it to help information flow under the protocol?",
        "the body itself",
        state=True,
    )
    follows: Fact[YesNoValue] | None = told(
        "Whether the body shares information as the protocol says.",
        "Does the body share information as the protocol says?",
        "the body itself",
        state=True,
    )


class Protocol(Document):
    """An information sharing protocol (SI 2007/1830 reg 4; SI 2007/3076 reg 4)."""

    dated_by: ClassVar[str] = "standing"
    others: ClassVar[str] = "Was any information sharing protocol in place"
    ask_others: ClassVar[str] = _PARTNERSHIP

    signed: Fact[ActValue] | None = told("When it was signed.", "When was the protocol signed?", _PARTNERSHIP)
    standing: Fact[TimeValue] | None = told(
        "When it was in place.", "Is the protocol in place, and from when to when?", _PARTNERSHIP
    )
    contents: dict[ProtocolContent, Contained] = listed(
        "The kinds of sharing that it covers.", "Does the protocol cover this?", _PARTNERSHIP
    )
    parties: dict[BodyId, Party] = listed(
        "The bodies under it.",
        "Which bodies does the protocol cover?",
        _PARTNERSHIP,
        others="Does the protocol cover any body",
    )
