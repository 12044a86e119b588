"""A strict reader of web pages for tests: what is not well formed raises, and elements can be looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}
#: What may not stand inside a paragraph: a browser would end the paragraph there without a word.
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "details", "section", "article", "h1", "h2", "h3", "h4", "h5", "form"}
#: What may stand only in what.
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "summary": {"details"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "caption": {"table"},
    "legend": {"fieldset"},
    "option": {"select"},
}


@dataclass
class Element:
    """An element: its name, its attributes, and the text and elements in it."""

    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def every(self, *names: str, of: str = "") -> Iterator[Element]:
        """The elements in it of some names (any, if none is given), and of a class."""
        for each in self.inside:
            if isinstance(each, Element):
                if (not names or each.name in names) and (not of or of in each.attributes.get("class", "").split()):
                    yield each
                yield from each.every(*names, of=of)

    def one(self, *names: str, of: str = "") -> Element:
        [found] = self.every(*names, of=of)
        return found

    def within(self, *names: str) -> bool:
        return any(each.name in names for each in self.above())

    def above(self) -> Iterator[Element]:
        if self.parent is not None:
            yield self.parent
            yield from self.parent.above()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice: {names}"
        new = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        if tag in PARENTS:
            assert self.here.name in PARENTS[tag], f"<{tag}> in <{self.here.name}>"
        if tag in BLOCKS:
            assert self.here.name != "p" and not new.within("p"), f"<{tag}> in a paragraph"
        assert tag != "a" or not new.within("a", "summary"), "a link in a link or a summary"
        self.here.inside.append(new)
        if tag not in VOID:
            self.here = new

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(f"<{tag}/> is no HTML")

    def handle_endtag(self, tag: str) -> None:
        assert self.here.name == tag, f"</{tag}> where <{self.here.name}> is open"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read_page(text: str) -> Element:
    """A page as its elements. Raises AssertionError where a browser would have to mend it."""
    assert text.startswith("<!DOCTYPE html>")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.name}> is never closed"
    return reader.root
