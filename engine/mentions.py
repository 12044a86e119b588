"""Where a paper names an instrument: by its title, its number, capitals, or a short form that the paper explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .named_law import Named, NamedLaw

SORTS = ("Act", "Regulations", "Order")


@dataclass(frozen=True, slots=True)
class Mention:
    """An instrument named in a paper: one that the tool knows, or some other law."""

    start: int
    end: int
    #: None for law that is not in the statute map, and for a short form that could mean several instruments.
    law: Named | None
    #: Act, Regulations or Order.
    sort: str
    title: str
    year: str = ""
    #: The title is one that the tool knows, and the year is not.
    wrong_year: bool = False
    #: A short form of which the paper does not say what it means.
    unclear: bool = False
    #: Named only as what changed another instrument: "as amended by ...".
    amending: bool = False

    @property
    def key(self) -> str:
        """What tells the instrument from others."""
        return self.law.id if self.law else f"{self.title} {self.year}".strip()


_YEAR = r"(?:,? of|,)? ?(?:\((?P<bracketed>(?:19|20)\d\d)\)|(?P<year>(?:19|20)\d\d)\b)(?![-/\d])"
_SORT = r"\b(?P<sort>Act|ACT|Regulations|REGULATIONS|Order|ORDER)\b"
#: A title that goes on after the year is another instrument: "Act 1998 (Commencement No. 2) Order".
_LONGER = r"(?! \([A-Z][^)\n]{0,60}\)(?: \([A-Z][^)\n]{0,60}\))* (?:Order|Regulations)\b)"
NUMBER = re.compile(r"\bS\.? ?I\.? ?(?:No\.? ?)?(?P<year>(?:19|20)\d\d) ?(?:/|No\.?) ?(?P<number>\d{1,4})\b")
_SHORT = re.compile(rf"\b(?:the|that|this) (?P<year>(?:19|20)\d\d) {_SORT}", re.IGNORECASE)
_DEFINED = re.compile(
    r" ?\((?:hereafter |hereinafter |referred to (?:here |below )?as |known as |or )?[\"“‘'”]{0,2}(?:[Tt]he )?"
    r"(?P<name>[A-Z][A-Za-z]{1,7}(?: ?(?:19|20)\d\d)?|(?:(?:19|20)\d\d )?(?:Act|Regulations|Order))[\"”’']{0,2}\)"
)
_TITLE_WORD = re.compile(r"(?:[A-Z][\w'’&-]*,?|and|of|the|for|in|to|on|&|etc\.?,?|\([^()\n]{1,60}\),?)")
_NO_TITLE = re.compile(
    r"(?:(?:the|of|and|in|to|for|on|under|by|see|that|this|a|an|its|from|with|as|both|since|section\w*|&)\b,? ?)+",
    re.IGNORECASE,
)
_AMENDED_BY = re.compile(
    r"\b(?:amended|inserted|substituted|updated|modified|replaced|extended|added|strengthened)(?: \w+)? by "
    r"(?:the )?(?:[^.;\n]{0,60}(?:,| and) (?:the )?)?$",
    re.IGNORECASE,
)


def find_mentions(text: str, law: NamedLaw) -> tuple[Mention, ...]:
    """Every instrument that a running text names, in the order of the text."""
    found = _apart([*_titles(text, law), *_capitals(text, law), *_numbers(text, law), *_other_law(text)])
    found, meanings = _with_short_forms(text, _joined(text, found))
    found = _apart([*found, *_short_forms(text, found, meanings)])
    return tuple(
        replace(each, amending=bool(_AMENDED_BY.search(text[max(each.start - 140, 0) : each.start]))) for each in found
    )


def sort_of(law: Named) -> str:
    """Whether an instrument is an Act, Regulations or an Order."""
    return next(each for each in SORTS if each in law.title)


def _apart(found: Iterable[Mention]) -> list[Mention]:
    """The mentions in the order of the text; where two overlap, the one that was found first."""
    kept: dict[int, Mention] = {}
    taken: set[int] = set()
    for each in found:
        places = range(each.start, each.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept[each.start] = each
    return [kept[start] for start in sorted(kept)]


def _year(match: re.Match[str]) -> str:
    return match["bracketed"] or match["year"] or ""


def _titles(text: str, law: NamedLaw) -> Iterator[Mention]:
    """The instruments that the tool knows, by their titles: the longest titles first."""
    names = [(name, known) for known in law.instruments for name in known.names]
    for name, known in sorted(names, key=lambda each: -len(each[0])):
        title, _, year = name.rpartition(" ")
        words = r"[ ,()]{1,3}".join(_word(each) for each in re.findall(r"[\w&]+", title))
        optional = "?" if known.only_of_its_title else ""
        for match in re.finditer(rf"\b(?i:{words})(?:{_YEAR}){optional}{_LONGER}", text):
            said, end = _year(match), match.end()
            if said and said != year and "," in match[0].rsplit(" ", 1)[0][-2:]:
                said, end = "", match.start("year") - 2  # "since that Act, 2003 was ..." names no year
            if said not in ("", year) and (not known.only_of_its_title or _goes_before(text, match.start())):
                continue
            if not said and (match[0].islower() or re.match(_YEAR, text[end : end + 12])):
                continue  # no name, or one that goes on as the name of another instrument
            yield Mention(match.start(), end, known, sort_of(known), title, said or year, said not in ("", year))


def _word(word: str) -> str:
    return "(?:and|&)" if word.lower() in ("and", "&") else re.escape(word)


def _goes_before(text: str, start: int) -> bool:
    """Whether a title began before this place, so that what stands here is only its end."""
    first = _title_start(text, start)
    lead = _NO_TITLE.match(text[first:start])
    return bool(text[first + (lead.end() if lead else 0) : start].strip())


def _capitals(text: str, law: NamedLaw) -> Iterator[Mention]:
    """Instruments by capitals: "CDA 1998", and "CDA" where a provision stands directly beside it."""
    for known in law.instruments:
        for name in known.short:
            year = re.search(r"\d{4}$", name)
            beside = "" if year else r"(?:(?<=\d )|(?<=\) )|(?<=of the )|(?<=\d of )|(?<=\) of ))"
            for match in re.finditer(rf"{beside}\b{re.escape(name)}\b(?! ?(?:19|20)\d\d)", text):
                yield Mention(match.start(), match.end(), known, sort_of(known), known.title, year[0] if year else "")


def _numbers(text: str, law: NamedLaw) -> Iterator[Mention]:
    """Statutory instruments by their numbers: "SI 2007/1830"."""
    for match in NUMBER.finditer(text):
        number = f"SI {match['year']}/{match['number']}"
        known = next((each for each in law.instruments if each.citation == number), None)
        if known:
            yield Mention(match.start(), match.end(), known, sort_of(known), known.title, match["year"])
        else:
            yield Mention(match.start(), match.end(), None, "Regulations", number)


def _other_law(text: str) -> Iterator[Mention]:
    """Law that is not in the statute map: capital words before Act, Regulations or Order, and a year."""
    for match in re.finditer(rf"{_SORT}(?:{_YEAR})?", text):
        sort, year = match["sort"].title(), _year(match)
        if not year and sort != "Act":
            continue
        start = _title_start(text, match.start())
        lead = _NO_TITLE.match(text[start : match.start()])
        start += lead.end() if lead else 0
        title = text[start : match.start()].strip()
        if title and (year or " " in title):
            yield Mention(start, match.end(), None, sort, f"{title} {sort}", year)


def _title_start(text: str, end: int) -> int:
    """Where the words of a title begin that ends at a place."""
    start = end
    while start > 0 and end - start < 160:
        if text[:start].rstrip(" ,").endswith(")"):
            first = text.rfind("(", 0, start)
        else:
            first = max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start)) + 1
        word = text[first:start].strip()
        if first < 0 or not word or not _TITLE_WORD.fullmatch(word):
            break
        start = first
    return start


def _joined(text: str, found: list[Mention]) -> list[Mention]:
    """A title and the number after it as one mention: "... Regulations 2007 (SI 2007/1830)"."""
    joined: list[Mention] = []
    for each in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and NUMBER.match(text, each.start)
            and re.fullmatch(r"[ ,;(]{1,3}", text[last.end : each.start])
            and each.law is last.law
        ):
            joined[-1] = replace(last, end=each.end + text.startswith(")", each.end))
        else:
            joined.append(each)
    return joined


def _with_short_forms(text: str, found: list[Mention]) -> tuple[list[Mention], dict[str, dict[str, Mention]]]:
    """The mentions with the short form that the paper gives in brackets after a name, and what each form means."""
    meanings: dict[str, dict[str, Mention]] = {}
    longer = []
    for each in found:
        match = _DEFINED.match(text, each.end)
        longer.append(replace(each, end=match.end()) if match else each)
        if match and not each.wrong_year:
            meanings.setdefault(match["name"], {}).setdefault(each.key, each)
    return longer, meanings


def _short_forms(text: str, named: list[Mention], meanings: dict[str, dict[str, Mention]]) -> Iterator[Mention]:
    """ "The 1998 Act" where the paper names one Act of 1998, and the short forms that it explains."""
    for match in _SHORT.finditer(text):
        year, sort = match["year"], match["sort"].title()
        of_year = {each.key: each for each in named if each.sort == sort and each.year == year and not each.wrong_year}
        yield _meant(match, meanings.get(f"{year} {sort}") or of_year, sort, year)
    for name, meant in meanings.items():
        if name in SORTS:
            pattern = rf"\b(?:[Tt]he|[Tt]hat|[Tt]his) {name}\b(?! (?:of )?\(?(?:19|20)\d\d)"
        else:
            pattern = rf"\b{re.escape(name)}\b"
        for match in re.finditer(pattern, text) if not name[0].isdigit() else ():
            yield _meant(match, meant, "", "")


def _meant(match: re.Match[str], meant: dict[str, Mention], sort: str, year: str) -> Mention:
    if len(meant) == 1:
        [each] = meant.values()
        return replace(each, start=match.start(), end=match.end())
    return Mention(match.start(), match.end(), None, sort, match[0], year, unclear=True)
