"""Reading the keys of a rule file's mappings, with every problem at its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..facts.days import read_one_day
from ..facts.nodes import Node
from ..facts.problems import nearest, short
from .grammar import Grammar


@dataclass(frozen=True)
class Keys:
    """Reads the keys of mappings for one rule; what is wrong goes to its grammar's problems."""

    grammar: Grammar

    def wrong(self, node: Node | int, message: str) -> None:
        """Note a problem at a node or line."""
        self.grammar.wrong(node, message)

    def text(self, node: Node, key: str, *, needed: bool = True) -> str:
        """The text under a key, its lines joined."""
        child = node.get(key)
        if child is None:
            if needed:
                self.wrong(node, f'"{key}" is missing')
            return ""
        if not isinstance(child.value, str):
            self.wrong(child, f"{key}: expected text")
            return ""
        return " ".join(child.value.split())

    def word(self, node: Node, key: str, words: Sequence[str], what: str, *, needed: bool = True) -> str:
        """The text under a key, which must be one of these words."""
        text = self.text(node, key, needed=needed)
        if text and text not in words:
            child = node.get(key) or node
            hint = nearest(text, words)
            meant = hint if "mean" in hint else ""
            self.wrong(child, f"{what}: expected one of {', '.join(words)}; found {short(text)}{meant}")
            return ""
        return text

    def only(self, node: Node, known: Sequence[str], *, ordered: bool = False) -> None:
        """Refuse keys that are not known, and, where the order matters, keys out of it."""
        if not isinstance(node.value, dict):
            self.wrong(node, "expected a mapping of keys to values")
            return
        last = -1
        for key in node.value:
            line = node.key_lines.get(key, node.line)
            if key not in known:
                self.wrong(line, f'unknown key "{key}"{nearest(key, known)}')
                continue
            place = known.index(key)
            if ordered and place < last:
                self.wrong(line, f'"{key}" stands too late: expected it before "{known[last]}"')
            last = max(last, place)

    def listed(self, node: Node | None) -> list[Node]:
        """The entries of a list; none where there is no list."""
        if node is None:
            return []
        if not isinstance(node.value, list):
            self.wrong(node, "expected a list")
            return []
        return node.value

    def day(self, node: Node, key: str) -> date | None:
        """The day under a key; ``to`` may be open."""
        text = self.text(node, key)
        if text == "open" and key == "to":
            return date.max
        try:
            return read_one_day(text)
        except ValueError:
            if text:
                self.wrong(
                    node.get(key) or node,
                    f"{key}: expected a day such as 2007-08-01{' or open' if key == 'to' else ''}, found {short(text)}",
                )
            return None
