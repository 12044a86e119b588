"""Where a paper refers to the law: provisions by number with the instrument that they are of, and whole instruments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .mentions import Mention, find_mentions, sort_of
from .named_law import Named, NamedLaw
from .numbering import REFERENCE, Numbered, is_plural, kind_of, numbers_in
from .passages import Passage

#: The sort of instrument that has provisions of each kind.
HOMES = {"s": ("Act",), "reg": ("Regulations",), "art": ("Order",), "Sch": ("Act", "Regulations", "Order")}
KINDS = {"Act": "s", "Regulations": "reg", "Order": "art"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a whole instrument, or to some of its provisions."""

    start: int
    end: int
    quoted: str
    provisions: tuple[Numbered, ...]
    mention: Mention | None
    #: Whether the paper names the instrument with the provisions; else it is taken from what stands nearby.
    named: bool = True
    #: A link that shows a version of its own: as made, or as it stood on a day.
    dated_link: bool = False

    @property
    def law(self) -> Named | None:
        """The instrument, where it is known and is one that the tool has a map of."""
        return self.mention.law if self.mention else None


_LINK = re.compile(
    r"legislation\.gov\.uk/(?:id/)?(?P<type>ukpga|uksi|wsi)/(?P<year>\d{4})/(?P<number>\d+)"
    r"/(?P<kind>section|regulation|article|schedule)/(?P<path>\w+(?:/[\w-]+)*)"
)
_LINK_KINDS = {"section": "s", "regulation": "reg", "article": "art", "schedule": "Sch"}
#: What may stand between provisions and the instrument that they are of.
_OF = re.compile(
    r",? ?(?:\(?as amended[^()\n;.]{0,120}\)?,? ?)?(?:(?:of|to|in|under|from) )?(?:the |that |this )?[\"“‘'(]*",
    re.IGNORECASE,
)
#: What may stand between an instrument and its provisions: "Act 1998 s 17", "Act 1998 (section 17)".
_THEN = re.compile(r"(?: ?\(as amended[^)\n]{0,80}\))? ?[(–-]? ?", re.IGNORECASE)
_THEN_SHORT = re.compile(r"(?: ?\(as amended[^)\n]{0,80}\))?,? ?[(–-]? ?", re.IGNORECASE)
_JOINED = re.compile(r" ?(?:,? and|,? or|,|&) ")
#: What follows a number of a text that is no law: "section 4 of this report", "section 5 above".
_OTHER_TEXT = re.compile(
    r" (?:of|in|to|from) (?:the|this|our|that|its|your|their|an?)\b(?! (?:said )?(?:Act|Regulations|Order)\b)"
    r"| (?:above|below|overleaf)\b",
    re.IGNORECASE,
)
#: How far a name can stand from its provisions.
_FAR = 160


def find_references(passage: Passage, law: NamedLaw) -> tuple[Reference, ...]:
    """Every reference of a paper to law, in the order of the text."""
    mentions = find_mentions(passage.text, law)
    beside = _beside(passage.text, mentions)
    used = {each.mention.start for each in beside if each.mention}
    whole = (
        Reference(each.start, each.end, _quoted(passage.text, each.start, each.end), (), each)
        for each in mentions
        if each.start not in used
    )
    found = sorted([*beside, *whole, *_links(passage.text, law)], key=lambda each: each.start)
    return tuple(_resolved(found, passage, mentions))


def _quoted(text: str, start: int, end: int) -> str:
    end += text[start:end].count("(") > text[start:end].count(")") and text.startswith(")", end)
    return text[start:end].strip(" ,;")


def _beside(text: str, mentions: tuple[Mention, ...]) -> list[Reference]:
    """The provisions that a paper cites by number, each with the instrument that it names beside them."""
    inside = {place for each in mentions for place in range(each.start, each.end)}
    matches = [each for each in REFERENCE.finditer(text) if each.start() not in inside]
    found: list[Reference] = []
    later: tuple[int, Mention | None] = (0, None)
    for match in reversed(matches):
        mention = _after(text, match, mentions)
        if mention is None and later[1] and _JOINED.fullmatch(text[match.end() : later[0]]):
            mention = later[1]  # "section 5 and section 6 of the ... Act"
        later = (match.start(), mention)
        several = mention is not None or is_plural(match)
        mention = mention or _before(text, match, mentions)
        if mention is None and _OTHER_TEXT.match(text, match.end()):
            continue
        found.append(_reference(text, match, mention, several=several))
    return found


def _after(text: str, match: re.Match[str], mentions: tuple[Mention, ...]) -> Mention | None:
    """The instrument that stands after provisions: "section 17 of the ... Act"."""
    near = (each for each in mentions if match.end() <= each.start <= match.end() + _FAR and not each.amending)
    return next((each for each in near if _OF.fullmatch(text[match.end() : each.start])), None)


def _before(text: str, match: re.Match[str], mentions: tuple[Mention, ...]) -> Mention | None:
    """The instrument that stands before provisions: "... Act 1998 s 17"."""
    gap = _THEN if "tion" in match[0] or "cle" in match[0] else _THEN_SHORT
    near = [each for each in mentions if each.end < match.start() <= each.end + _FAR and not each.amending]
    return next((each for each in near if gap.fullmatch(text[each.end : match.start()])), None)


def _reference(text: str, match: re.Match[str], mention: Mention | None, *, several: bool) -> Reference:
    kind = kind_of(match)
    if mention is not None and kind != "Sch":
        kind = KINDS.get(mention.sort, kind)  # "section 4 of the Regulations" means regulation 4
    provisions = numbers_in(kind, match["list"], None if several else 1)
    start, end = match.start(), match.end()
    if mention is not None:
        start, end = min(start, mention.start), max(end, mention.end)
    return Reference(
        match.start(), match.end(), _quoted(text, start, end), provisions, mention, named=mention is not None
    )


def _links(text: str, law: NamedLaw) -> Iterator[Reference]:
    """Addresses of provisions on legislation.gov.uk."""
    for match in _LINK.finditer(text):
        address = f"https://www.legislation.gov.uk/{match['type']}/{match['year']}/{match['number']}"
        known = next((each for each in law.instruments if each.link == address), None)
        if known is not None:
            parts = [each for each in match["path"].split("/") if each not in ("paragraph", "crossheading")]
            numbers = [each for each in parts if re.fullmatch(r"\d{1,3}[A-Z]{0,2}|[a-z]{1,3}", each)]
            provision = Numbered(_LINK_KINDS[match["kind"]], tuple(numbers or parts[:1]))
            mention = Mention(match.start(), match.end(), known, sort_of(known), known.title)
            dated = len(numbers) < len(parts)
            yield Reference(match.start(), match.end(), match[0], (provision,), mention, dated_link=dated)


# -- provisions without an instrument


def _resolved(found: list[Reference], passage: Passage, mentions: tuple[Mention, ...]) -> Iterator[Reference]:
    """The references, those without an instrument taken from what the paper says nearby or said before."""
    first = {each.key: each for each in reversed(mentions)}
    cited: dict[Numbered, set[str]] = {}
    for each in found:
        if each.mention is None:
            earlier = cited.get(each.provisions[0].whole, set())
            each = replace(
                each, mention=_taken(each, passage, mentions, {key: first[key] for key in earlier & set(first)})
            )
        if each.mention is not None and not each.mention.unclear:
            for provision in each.provisions:
                cited.setdefault(provision.whole, set()).add(each.mention.key)
        yield each


def _taken(
    reference: Reference, passage: Passage, mentions: tuple[Mention, ...], earlier: dict[str, Mention]
) -> Mention | None:
    """The instrument of a bare number: named before it in the paragraph; or of this number before; or just above."""
    sorts = HOMES[reference.provisions[0].kind]
    start, _ = passage.paragraph(reference.start)
    here = _named_in(mentions, start, reference.start, sorts)
    if here:
        last = here[-1]
        return last if len({each.key for each in here}) == 1 or list(earlier) == [last.key] else None
    if len(earlier) == 1:
        return next(iter(earlier.values()))
    above = start
    for _ in range(2):
        above, _ = passage.paragraph(max(above - 1, 0))
    near = _named_in(mentions, above, start, sorts)
    return near[-1] if not earlier and len({each.key for each in near}) == 1 else None


def _named_in(mentions: tuple[Mention, ...], start: int, end: int, sorts: tuple[str, ...]) -> list[Mention]:
    return [each for each in mentions if start <= each.start < end and each.sort in sorts and not each.amending]
