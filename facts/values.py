"""The types of value in a dossier, and how each is read from text.

Scalars arrive as text and are typed here: a day, a time, an act, a number, yes or no, text, one of a list, an id.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler, ValidationInfo, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from .days import DAY_FORMS, Day, Time, read_day, read_time
from .problems import short
from .truth import Truth


class Kind(Enum):
    """The type of a value, as rules see it."""

    DAY = "day"
    ACT = "act"
    TIME = "time"
    NUMBER = "number"
    YES_NO = "yes or no"
    TEXT = "text"
    CHOICE = "one of a list"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, somewhere from ``lowest`` to ``highest`` (None is an open edge)."""

    lowest: int
    highest: int | None
    text: str = field(default="", compare=False)

    def at_least(self, other: int) -> Truth:
        """Whether the number is this or more."""
        if self.lowest >= other:
            return Truth.TRUE
        return Truth.FALSE if self.highest is not None and self.highest < other else Truth.UNKNOWN

    def equals(self, other: int) -> Truth:
        """Whether the number is exactly this."""
        if self.lowest == self.highest == other:
            return Truth.TRUE
        above = self.highest is not None and other > self.highest
        return Truth.FALSE if other < self.lowest or above else Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id as naming something in one of these sections of the dossier."""

    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Marks a type whose values a function reads from text, and no more is built for it.

    pydantic's PlainValidator also builds what would write the type out, twice for each field; no fact is written so.
    """

    function: Callable[..., object]
    #: Whether the function is also given what is being read, since the day of the dossier decides what the text means.
    on_the_day: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A validator that is the function."""
        if self.on_the_day:
            return core_schema.with_info_plain_validator_function(self.function)
        return core_schema.no_info_plain_validator_function(self.function)


def day_of_dossier(info: ValidationInfo) -> date:
    """The day on which the dossier that is being read speaks."""
    context: dict[str, Any] = info.context or {}
    day: date = context.get("as_at", date.max)
    return day


def _text(raw: object, expected: str) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, str | int) and str(raw).strip():
        return str(raw).strip()
    found = "a mapping" if isinstance(raw, dict) else "a list" if isinstance(raw, list) else short(raw)
    raise ValueError(f"expected {expected}, found {found}")


def _read_day(raw: object) -> Day:
    text = _text(raw, DAY_FORMS)
    try:
        return read_day(text)
    except ValueError as error:
        raise ValueError(f"{error}, found {short(text)}") from None


def _read_act(raw: object, info: ValidationInfo) -> Day:
    text = _text(raw, f"{DAY_FORMS}, yes or no")
    as_at = day_of_dossier(info)
    if text in ("yes", "true"):
        return Day(date.min, as_at, "yes")
    if text in ("no", "false"):
        return Day.after(as_at)
    return _read_day(text)


def _read_time(raw: object, info: ValidationInfo) -> Time:
    text = _text(raw, "a time such as 2015/16 or 2014-04-01..2015-03-31")
    try:
        return read_time(text, day_of_dossier(info))
    except ValueError as error:
        raise ValueError(f"{error}, found {short(text)}") from None


_NUMBER = re.compile(r"([0-9]{1,6})(?:(\.\.)([0-9]{1,6})?)?")


def _read_number(raw: object) -> Number:
    text = _text(raw, "a whole number such as 3, 3..5 or 16..")
    match = _NUMBER.fullmatch(text)
    if not match:
        raise ValueError(f"expected a whole number such as 3, 3..5 or 16.., found {short(text)}")
    low = int(match[1])
    high = low if not match[2] else int(match[3]) if match[3] else None
    if high is not None and high < low:
        raise ValueError(f"the numbers {text} end before they start")
    return Number(low, high, text)


def _read_age(raw: object) -> Number:
    age = _read_number(raw)
    if age.lowest > 120 or (age.highest or 0) > 120:
        raise ValueError(f"an age is at most 120, found {age.text}")
    return age


def _read_yes_no(raw: object) -> bool:
    text = _text(raw, "yes or no")
    if text in ("yes", "true"):
        return True
    if text in ("no", "false"):
        return False
    raise ValueError(f"expected yes or no, found {short(text)}")


def _read_text(raw: object) -> str:
    return _text(raw, "text")


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Whether a text is an id: lower-case words and numbers joined by hyphens."""
    return bool(_ID.fullmatch(text))


def read_id(raw: object) -> str:
    """Read an id."""
    text = _text(raw, "an id")
    if not is_id(text):
        raise ValueError(f"expected an id in lower-case words joined by hyphens, found {short(text)}")
    return text


def _schema(description: str, pattern: str = "") -> WithJsonSchema:
    plain = {"type": ["string", "number", "boolean"], "description": description}
    return WithJsonSchema(plain | ({"pattern": pattern} if pattern else {}))


_DAY_SCHEMA = "A day: 2016-03-18, 2016-03, 2016, 2015/16, 2016-01..2016-03, ..2016-03 or 2016-01.."
DayValue: TypeAlias = Annotated[Day, ReadBy(_read_day), _schema(_DAY_SCHEMA), Kind.DAY]
ActValue: TypeAlias = Annotated[
    Day,
    ReadBy(_read_act, on_the_day=True),
    _schema(f"An act: {_DAY_SCHEMA[7:]}; yes (done, day not known); no (not done by the dossier's day)"),
    Kind.ACT,
]
TimeValue: TypeAlias = Annotated[
    Time,
    ReadBy(_read_time, on_the_day=True),
    _schema("A time: 2015/16, 2014-04-01..2015-03-31, 2014-04-01.., or yes (holds on the dossier's day)"),
    Kind.TIME,
]
NumberValue: TypeAlias = Annotated[
    Number, ReadBy(_read_number), _schema("A whole number: 3, 3..5 or 16.."), Kind.NUMBER
]
AgeValue: TypeAlias = Annotated[Number, ReadBy(_read_age), _schema("An age in years: 34, 20..29 or 16.."), Kind.NUMBER]
YesNoValue: TypeAlias = Annotated[bool, ReadBy(_read_yes_no), _schema("yes or no"), Kind.YES_NO]
TextValue: TypeAlias = Annotated[str, ReadBy(_read_text), _schema("Text"), Kind.TEXT]
Id: TypeAlias = Annotated[
    str, ReadBy(read_id), _schema("An id: lower-case words joined by hyphens", _ID.pattern), Kind.ID
]
SourceId: TypeAlias = Annotated[Id, Refers(("sources",))]
AreaId: TypeAlias = Annotated[Id, Refers(("areas", "counties", "partnerships"))]
BodyId: TypeAlias = Annotated[Id, Refers(("bodies",))]
