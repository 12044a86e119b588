"""How a model declares what it holds: each field with its description, its question and who would know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator

from .values import TextValue

#: Keys by which a mapping is known to be a fact with its evidence, and not an item.
EVIDENCE_KEYS = frozenset({"value", "unknown", "either"})


def told(description: str, question: str = "", ask: str = "", *, state: bool = False, alias: str = "") -> Any:
    """A fact that may be left out.

    ``question`` is what an interviewer would ask, ``ask`` is who would know. A ``state`` holds on the dossier's
    own day and is only last known on any other.
    """
    extra: dict[str, Any] = {"question": question, "ask": ask, "state": state}
    return Field(default=None, description=description, json_schema_extra=extra, alias=alias or None)


def listed(description: str, question: str = "", ask: str = "", others: str = "") -> Any:
    """An open list inside an item: a mapping from id to entry. ``others`` asks whether there were any more."""
    extra: dict[str, Any] = {"question": question, "ask": ask, "others": others}
    return Field(default_factory=dict, description=description, json_schema_extra=extra)


class Model(BaseModel):
    """What every model in a dossier shares: it is frozen, and unknown keys are errors.

    None is built when it is declared (``defer_build``): the first dossier that is read builds them all together, which
    takes less than one by one, and a command that reads none builds none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=False)


class Item(Model):
    """An entry of a series, under its id, with the areas that it covers."""

    #: The one date of which a statement that closes the series speaks.
    dated_by: ClassVar[str] = ""
    #: Asks whether there were any others, and of whom.
    others: ClassVar[str] = ""
    others_in_force: ClassVar[str] = ""
    ask_others: ClassVar[str] = ""

    title: TextValue | None = Field(None, description="What it is called.")
    note: TextValue | None = Field(None, description="A remark of the compiler's.")

    @model_validator(mode="before")
    @classmethod
    def _one_area_is_a_list(cls, raw: object) -> object:
        """Let ``covers: anytown`` stand for a list of one."""
        if isinstance(raw, dict) and isinstance(raw.get("covers"), str):
            return raw | {"covers": [raw["covers"]]}
        return raw


class Entry(Model):
    """An entry of a list inside an item. Written plainly, its one main fact stands for it."""

    #: The field that a plain value fills.
    shorthand: ClassVar[str]
    #: What rules call the key under which the entry stands.
    key: ClassVar[str]

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The entry in full, or its main fact alone."""
        in_full = handler(core_schema)
        main = handler.resolve_ref_schema(in_full)["properties"][cls.shorthand]
        return {"anyOf": [main, in_full]}

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, raw: object) -> object:
        """Let ``anyshire-pcc: 2025-04`` stand for ``anyshire-pcc: {date: 2025-04}``."""
        if not isinstance(raw, dict) or EVIDENCE_KEYS & raw.keys():
            return {cls.shorthand: raw}
        return raw


@dataclass(frozen=True, slots=True)
class Derived:
    """What a derived name gives: a description and the type of what it yields."""

    description: str
    #: An item model or subject (by name) for things, a ``Kind`` for values, and whether there are many.
    yields: Any
    many: bool = False
    #: For a list of a dossier's items: the series, so that statements can close it.
    series: str = ""
    question: str = ""
    ask: str = ""
    options: tuple[str, ...] = ()
    #: Where in the dossier the answer belongs: a field of the same item, or a whole path.
    answer: str = ""
    #: Whether it yields a state, which holds on the dossier's own day.
    state: bool = False
    #: For an item: whether it is read with the world, since more than the item decides it.
    in_world: bool = False


F = TypeVar("F", bound=Callable[..., Any])


def derived(
    description: str,
    yields: Any,
    *,
    many: bool = False,
    series: str = "",
    question: str = "",
    ask: str = "",
    options: tuple[str, ...] = (),
    answer: str = "",
    state: bool = False,
    in_world: bool = False,
) -> Callable[[F], F]:
    """Declare a method as a derived name that rules can read as if it were a field."""

    def declare(method: F) -> F:
        mark = Derived(description, yields, many, series, question, ask, options, answer, state, in_world)
        method.derived = mark  # type: ignore[attr-defined]
        return method

    return declare
