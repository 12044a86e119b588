"""What stands in a file, before it is typed: where each thing was written, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .nodes import Node
from .problems import Problem


@dataclass(frozen=True)
class Written:
    """One document of a file, as it is written."""

    file: str
    node: Node

    def problem(self, path: Sequence[object], message: str, *, warning: bool = False) -> Problem:
        """A problem at a path of this document, shown as it is written."""
        shown, _, line = self.node.written(path)
        return Problem(self.file, line, ".".join(shown), message, warning)

    def states(self, path: Sequence[object]) -> bool:
        """Whether a path leads to something that stands in this document, and was not lent to it by another."""
        node: Node | None = self.node
        for part in path[:3]:  # a section, an item, and its field: what one document can lend another
            node = node.child(part) if node else None
        return node is not None
