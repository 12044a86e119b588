"""A fact and the evidence behind it: one value, several in conflict, or asked and not known."""

from __future__ import annotations

from datetime import date
from enum import Enum
from itertools import combinations
from typing import Any, Generic, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, PrivateAttr, ValidationInfo, model_validator

from .values import DayValue, Kind, SourceId, TextValue, day_of_dossier

V = TypeVar("V")


class Weight(str, Enum):
    """How firmly a source says a thing. Only what is stated settles anything."""

    STATED = "stated"
    HEDGED = "hedged"
    HEARSAY = "hearsay"


class Evidence(BaseModel):
    """Where a fact stands, how firmly it is said, and whether it is the compiler's own reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    source: SourceId | None = Field(None, description="The id of the source that says so.")
    at: TextValue | None = Field(None, description="The place in the source: page, paragraph or note.")
    note: TextValue | None = Field(None, description="A remark of the compiler's.")
    weight: Weight = Field(Weight.STATED, description="stated settles; hedged and hearsay are quoted only.")
    words: TextValue | None = Field(None, description="The source's words in short, or what they amount to.")
    by: Literal["compiler"] | None = Field(None, description="compiler: this is the compiler's own reading.")
    basis: TextValue | None = Field(None, description="What the compiler's reading rests on.")
    _as_at: date = PrivateAttr(default_factory=lambda: date.max)  # a default would be copied for each statement
    _from_table: bool = PrivateAttr(default=False)

    def model_post_init(self, context: Any, /) -> None:
        """Keep the day on which the dossier of this statement speaks."""
        self._as_at = (context or {}).get("as_at", date.max)

    @property
    def as_at(self) -> date:
        """The day on which the dossier of this statement speaks."""
        return cast(date, self._private["_as_at"])

    @property
    def origin(self) -> str | None:
        """compiler for the compiler's own reading, table for a row of the shipped tables; None for the source's."""
        return "compiler" if self.compilers else "table" if self._private["_from_table"] else None

    @property
    def _private(self) -> dict[str, Any]:
        """What is kept beside the fields: read here at once, for pydantic looks in ten places before it looks here."""
        return cast("dict[str, Any]", self.__pydantic_private__)

    @property
    def settles(self) -> bool:
        """Whether a statement of this weight settles anything."""
        return self.weight is Weight.STATED

    @property
    def compilers(self) -> bool:
        """Whether this is the compiler's own reading and not the source's words."""
        return self.by == "compiler"


class Told(Evidence, Generic[V]):
    """A value as one source states it."""

    value: V = Field(description="The value.")

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """A name for the schema: the value with its evidence."""
        return f"Evidence of {value_name(params[0])}"


def in_one_place(one: Evidence, other: Evidence) -> bool:
    """Whether two values stand in one source, and not in two places of it: a paper can contradict itself."""
    apart = one.source and one.at and other.at and one.at != other.at
    return one.source == other.source and not apart


def value_name(annotation: Any) -> str:
    """A short name for a type of value."""
    kind = next((each for each in getattr(annotation, "__metadata__", ()) if isinstance(each, Kind)), None)
    if kind is not None:
        return kind.value
    options = getattr(annotation, "__args__", ())
    return " or ".join(map(str, options[:2])) + (" or others" if len(options) > 2 else "") if options else "value"


class Fact(BaseModel, Generic[V]):
    """What is known of one thing.

    Written as a plain value; as ``{value: …, source: …}``; as ``{unknown: why}`` where it was asked and not
    answered; or as ``{either: […]}`` where sources conflict.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    either: tuple[Told[V], ...] = Field((), description="The values that sources state.")
    unknown: TextValue | None = Field(None, description="Why it is not known, though it was asked.")
    asked: DayValue | None = Field(None, description="When it was asked.")

    @model_validator(mode="before")
    @classmethod
    def _in_full(cls, raw: object) -> object:
        """Bring every way of writing a fact into one form."""
        if isinstance(raw, Fact):
            return raw
        if isinstance(raw, dict):
            if "either" in raw:
                if not isinstance(raw["either"], list) or len(raw["either"]) < 2:
                    raise ValueError("either: expected a list of two or more values, each with its source")
                return raw | {"either": [_told(each) for each in raw["either"]]}
            if "unknown" in raw:
                return raw
            return {"either": [raw]}
        return {"either": [{"value": raw}]}

    @model_validator(mode="after")
    def _places_differ(self, info: ValidationInfo) -> Fact[V]:
        if any(in_one_place(*pair) for pair in combinations(self.either, 2)) and day_of_dossier(info):
            raise ValueError(
                "either: one source cannot state two values in one place; name another source or place for each"
            )
        return self

    @classmethod
    def told(cls, *pairs: tuple[Evidence, V]) -> Fact[V]:
        """A derived fact: each value with the evidence of what it was derived from."""
        either: Any = tuple(evidence.model_copy(update={"value": value}) for evidence, value in pairs)
        return cls.model_construct(either=either, unknown=None, asked=None)

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """A name for the schema: the fact's kind of value."""
        return f"Fact of {value_name(params[0])}"

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Every way in which a fact can be written."""
        in_full = handler(core_schema)
        properties = handler.resolve_ref_schema(in_full)["properties"]
        told = properties["either"]["items"]
        value = handler.resolve_ref_schema(told)["properties"]["value"]
        unknown = {
            "type": "object",
            "properties": {"unknown": properties["unknown"], "asked": properties["asked"]},
            "required": ["unknown"],
            "additionalProperties": False,
        }
        either = {
            "type": "object",
            "properties": {"either": {"type": "array", "minItems": 2, "items": {"anyOf": [value, told]}}},
            "required": ["either"],
            "additionalProperties": False,
        }
        return {"title": cls.__name__, "anyOf": [value, told, unknown, either]}

    def joined(self, other: Fact[V]) -> Fact[V]:
        """Both facts together: every statement once, anything before unknown.

        A value that both state keeps the evidence of both: the firmer of the two may be either.
        """
        if not self.either or not other.either:
            return self if self.either or not other.either else other
        added = tuple(told for told in other.either if told not in self.either)
        return self.model_copy(update={"either": self.either + added})


def _told(raw: object) -> object:
    return raw if isinstance(raw, dict) else {"value": raw}
