"""Kleene's strong three-valued logic: the only place where truths are combined."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """True, false, or not known."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, value: bool) -> Truth:
        """The truth of a Python yes or no."""
        return cls.TRUE if value else cls.FALSE

    @property
    def settled(self) -> bool:
        """Whether this is true or false."""
        return self is not Truth.UNKNOWN


def negation(truth: Truth) -> Truth:
    """Not.

    >>> [negation(t).value for t in (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)]
    ['false', 'true', 'unknown']
    """
    if truth is Truth.UNKNOWN:
        return truth
    return Truth.FALSE if truth is Truth.TRUE else Truth.TRUE


def all_of(truths: Iterable[Truth]) -> Truth:
    """And: false if any is false, true if all are true, else not known.

    >>> all_of([Truth.TRUE, Truth.UNKNOWN]).value, all_of([Truth.FALSE, Truth.UNKNOWN]).value
    ('unknown', 'false')
    """
    so_far = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return truth
        if truth is Truth.UNKNOWN:
            so_far = truth
    return so_far


def any_of(truths: Iterable[Truth]) -> Truth:
    """Or: true if any is true, false if all are false, else not known.

    >>> any_of([Truth.TRUE, Truth.UNKNOWN]).value, any_of([Truth.FALSE, Truth.UNKNOWN]).value
    ('true', 'unknown')
    """
    so_far = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return truth
        if truth is Truth.UNKNOWN:
            so_far = truth
    return so_far


def at_least(number: int, truths: Iterable[Truth]) -> Truth:
    """At least so many are true.

    >>> at_least(2, [Truth.TRUE, Truth.UNKNOWN]).value, at_least(2, [Truth.TRUE, Truth.FALSE]).value
    ('unknown', 'false')
    """
    found = list(truths)
    certain = found.count(Truth.TRUE)
    if certain >= number:
        return Truth.TRUE
    return Truth.UNKNOWN if certain + found.count(Truth.UNKNOWN) >= number else Truth.FALSE


def agreed(truths: Iterable[Truth]) -> Truth:
    """What all of several readings say; not known where they differ, or where none is given.

    >>> agreed([Truth.TRUE, Truth.TRUE]).value, agreed([Truth.TRUE, Truth.FALSE]).value
    ('true', 'unknown')
    """
    found = set(truths)
    return found.pop() if len(found) == 1 else Truth.UNKNOWN
