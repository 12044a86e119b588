"""How findings cite a statement of the dossier, and print its value."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..facts.days import Day, Time, in_words
from ..facts.evidence import Evidence
from ..facts.values import Number
from .proof import Cited


def cited(told: Evidence, path: tuple[str, ...], value: str | None = None) -> Cited:
    """A statement as findings cite it."""
    return Cited(
        path=".".join(path),
        value=value if value is not None else say(getattr(told, "value", None)),
        source=told.source,
        at=told.at,
        note=told.note,
        words=told.words,
        weight=told.weight.value,
        by=told.origin,
        basis=told.basis,
    )


def not_known(why: str, path: tuple[str, ...]) -> tuple[Cited, ...]:
    """That something is not known, as findings cite it with the reason; nothing where none was given."""
    return (Cited(".".join(path), "not known", words=why, weight="unknown"),) if why else ()


def say(value: Any) -> str:
    """A value as findings print it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Day):
        if value.text.startswith("after "):
            return f"no (not by {in_words(date.fromisoformat(value.text[6:]))})"
        return "yes" if value.text == "yes" else in_words(value)
    if isinstance(value, Time | Number):
        return value.text
    return "" if value is None else str(value)
