"""The citations of a paper, each with what is right or wrong about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from ..facts.days import in_words
from ..facts.papers import Paper
from .credited import about, credited_elsewhere, numbers
from .held_law import exists, in_force, link_to, when
from .named_law import Named, NamedLaw, OldText
from .numbering import Numbered
from .numbering import in_words as provisions_in_words
from .paper_date import date_of
from .passages import Passage, running, words_between
from .references import HOMES, KINDS, Reference, find_references


class Verdict(Enum):
    """What can be said of a citation."""

    NO_SUCH_PROVISION = "no_such_provision"
    SOMETHING_ELSE = "something_else"
    NOT_IN_FORCE = "not_in_force"
    RIGHT = "right"
    EXISTS = "exists"
    NOT_CHECKED = "not_checked"
    NOT_CLEAR = "not_clear"

    @property
    def misquotes(self) -> bool:
        """Whether the paper has the law wrong."""
        return self in (Verdict.NO_SUCH_PROVISION, Verdict.SOMETHING_ELSE, Verdict.NOT_IN_FORCE)


@dataclass(frozen=True)
class Cited:
    """An instrument, or some of its provisions."""

    law: Named
    provisions: tuple[Numbered, ...]

    @property
    def words(self) -> str:
        """As a sentence says it."""
        if not self.provisions:
            return f"the {self.law.title}"
        return f"{provisions_in_words(self.provisions)} of the {self.law.title}"

    @property
    def link(self) -> str:
        """Where it can be read."""
        return link_to(self.law, self.provisions[0]) if self.provisions else self.law.link


@dataclass(frozen=True)
class Citation:
    """One citation of a paper, with its verdict."""

    place: str
    quoted: str
    cited: Cited | None
    verdict: Verdict
    why: str = ""
    meant: tuple[Cited, ...] = ()
    #: The instrument is not named beside the provision, and is taken from what the paper says nearby or before.
    taken: bool = False


@dataclass(frozen=True)
class OtherLaw:
    """Law that a paper names and the tool has no map of."""

    title: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class CheckedPaper:
    """A paper with all its citations of the law."""

    name: str
    as_at: date | None
    #: Where the paper gives its date; empty where it was given on the command line, or there is none.
    date_found: str
    citations: tuple[Citation, ...]
    other_law: tuple[OtherLaw, ...]

    @property
    def misquotes(self) -> bool:
        """Whether any citation is wrong."""
        return any(each.verdict.misquotes for each in self.citations)


#: Words of a writer who knows that a provision is of another time.
_OTHER_TIME = re.compile(
    r"\b(?:not yet|when (?:it |they )?(?:comes?|commenced|in force|brought)|once|forthcoming|proposed|Bill|draft"
    r"|will (?:come|be|replace|require|become|place|introduce|amend)|due to|comes? into force|coming into force"
    r"|commence\w*|repealed|revoked|former\w*|previous\w*|original\w*|until|before|superseded|replaced|as enacted"
    r"|used to|at the time|histor\w+|no longer|ceased|abolished|old|then)\b",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: How far apart the words of an old text may stand in a paper.
SPREAD = 8000


def check_citations(paper: Paper, law: NamedLaw, as_at: date | None) -> CheckedPaper:
    """Every citation of a paper with its verdict, on a day or else on the paper's own date."""
    found = None if as_at else date_of(paper)
    day = as_at or (found[0] if found else None)
    passage = running(paper)
    references = find_references(passage, law)
    checker = _Checker(law, passage, references, day)
    placed = [*checker.citations(), *checker.old_texts()]
    citations = tuple(citation for _, citation in sorted(placed, key=lambda each: each[0]))
    return CheckedPaper(paper.name, day, found[1] if found else "", citations, checker.other_law())


class _Checker:
    def __init__(self, law: NamedLaw, passage: Passage, references: tuple[Reference, ...], day: date | None) -> None:
        self.law = law
        self.passage = passage
        self.references = references
        self.day = day
        self.spans = [(each.start, each.end) for each in references]
        self.spans += [(each.mention.start, each.mention.end) for each in references if each.mention]
        #: The instruments that the paper names, in the order in which it does.
        self.named = tuple(dict.fromkeys(each.law.id for each in references if each.law and each.named))

    def citations(self) -> Iterator[tuple[int, Citation]]:
        """Each citation with its place in the text."""
        for each in self.references:
            if each.mention is None or each.mention.unclear:
                citation = self._of_unknown(each)
            elif each.law is None:
                continue
            elif each.named:
                citation = self._named(each, each.law)
            else:
                citation = self._taken(each, each.law)
            if citation is not None:
                yield each.start, citation

    def other_law(self) -> tuple[OtherLaw, ...]:
        """Law that the paper names and that the tool has no map of."""
        places: dict[str, list[str]] = {}
        for each in self.references:
            mention = each.mention
            if mention is not None and mention.law is None and not mention.unclear:
                places.setdefault(mention.key, []).append(self.passage.place(each.start))
        return tuple(OtherLaw(title, tuple(dict.fromkeys(where))) for title, where in places.items())

    def _citation(self, each: Reference, verdict: Verdict, why: str = "", meant: tuple[Cited, ...] = ()) -> Citation:
        cited = Cited(each.law, each.provisions) if each.law else None
        return Citation(self.passage.place(each.start), each.quoted, cited, verdict, why, meant, taken=not each.named)

    # -- where the paper does not name the instrument

    def _of_unknown(self, each: Reference) -> Citation | None:
        """A provision of which the paper does not say what it is of: known where only one that it names fits."""
        if not each.provisions:
            return None
        homes = [self.law.by_id[id] for id in self.named if self._fits(each, self.law.by_id[id])]
        about_it = [law for law in homes if about(each, self.law.subjects, law, self.passage, self.spans)]
        if len(about_it) == 1 and each.mention is None:
            [law] = about_it
            mention = next(one.mention for one in self.references if one.law is law)
            return self._taken(replace(each, mention=mention), law)
        if not homes and each.mention is None:
            return None
        return self._citation(each, Verdict.NOT_CLEAR, "The paper does not say here of what this is.")

    def _fits(self, each: Reference, law: Named) -> bool:
        """Whether an instrument has provisions of this kind, and these among them."""
        kind = each.provisions[0].kind
        sort = next(sort for sort in KINDS if sort in law.title)
        return sort in HOMES[kind] and all(exists(law, number.whole) for number in each.provisions)

    def _taken(self, each: Reference, law: Named) -> Citation | None:
        """A provision of an instrument that stands nearby: this may be mistaken, and so is never called wrong."""
        if any(exists(law, number.whole) is not True for number in each.provisions):
            return None
        if any(exists(law, number) is False for number in each.provisions):
            return self._citation(
                replace(each, mention=None), Verdict.NOT_CLEAR, "The paper does not say here of what this is."
            )
        if self.day and any(in_force(law, number, self.day) is False for number in each.provisions):
            why = f"It is taken to be of the {law.title}, which had no such provision in force on {in_words(self.day)}."
            return self._citation(each, Verdict.NOT_CLEAR, why)
        return self._settled(each, law)

    # -- where it does

    def _named(self, each: Reference, law: Named) -> Citation:
        assert each.mention is not None
        if each.mention.wrong_year:
            why = f"There is no {each.mention.title} {each.mention.year}."
            return self._citation(each, Verdict.NO_SUCH_PROVISION, why, (Cited(law, each.provisions),))
        missing = tuple(number for number in each.provisions if exists(law, number) is False)
        if missing:
            why = f"The {law.title} has no {provisions_in_words(missing)}."
            return self._citation(each, Verdict.NO_SUCH_PROVISION, why, self._twins(missing, law))
        elsewhere = credited_elsewhere(each, law, self.law, self.passage, self.references) if each.provisions else None
        if elsewhere is not None and elsewhere.sure:
            meant = tuple(Cited(self.law.by_id[id], listed) for id, listed in numbers(elsewhere.meant))
            return self._citation(each, Verdict.SOMETHING_ELSE, elsewhere.why, meant)
        if self.day and not each.dated_link:
            past = tuple(
                number for number in each.provisions if in_force(law, number, self.day) is False and exists(law, number)
            )
            if past and not self._knows_the_time(each, law):
                words = provisions_in_words(past)
                why = f"{words[:1].upper()}{words[1:]} {'were' if len(past) > 1 else 'was'} not in force."
                return self._citation(each, Verdict.NOT_IN_FORCE, f"{why} {when(law, past[0], self.day)}")
        return self._settled(each, law, compared=elsewhere is None)

    def _settled(self, each: Reference, law: Named, *, compared: bool = True) -> Citation:
        """A citation with which nothing is wrong: right, or not compared, or not held by the map."""
        unheld = tuple(number for number in each.provisions if exists(law, number) is None)
        if unheld:
            why = f"The tool does not hold {provisions_in_words(unheld)}."
            return self._citation(each, Verdict.NOT_CHECKED, why)
        if self.day and any(in_force(law, number, self.day) is not True for number in each.provisions):
            why = "It was not in force on the day, or that is not certain; the paper may say so itself."
            return self._citation(each, Verdict.NOT_CHECKED, why)
        if compared and each.provisions and about(each, self.law.subjects, law, self.passage, self.spans):
            return self._citation(each, Verdict.RIGHT)
        return self._citation(each, Verdict.EXISTS)

    def _twins(self, missing: tuple[Numbered, ...], law: Named) -> tuple[Cited, ...]:
        """The one instrument that has these provisions, of those that the paper names and the other nation's."""
        family = law.title.replace("(Wales) ", "")
        likely = [
            other
            for other in self.law.instruments
            if other is not law
            and (other.id in self.named or other.title.replace("(Wales) ", "") == family)
            and all(exists(other, number) for number in missing)
        ]
        return (Cited(likely[0], missing),) if len(likely) == 1 else ()

    def _knows_the_time(self, each: Reference, law: Named) -> bool:
        """Whether the sentence shows that its writer knows that the provision is of another time."""
        start, end = self.passage.sentence(each.start)
        said = words_between(self.passage, self.spans, start, end)
        years = [int(year) for year in _A_YEAR.findall(said)]
        in_its_time = any(in_force(law, number, date(year, 12, 31)) for year in years for number in each.provisions)
        return bool(_OTHER_TIME.search(said)) or in_its_time

    # -- texts that are no longer in force

    def old_texts(self) -> Iterator[tuple[int, Citation]]:
        """Each text that the paper quotes in words that are no longer in force on its date."""
        for each in self.law.old_texts:
            start = self._starts(each)
            if start is None or self.day is None or self.day <= each.to:
                continue
            if _OTHER_TIME.search(self.passage.text[max(start - 300, 0) : start]):
                continue
            law = self.law.by_id[each.instrument]
            cited = Cited(law, (each.provision,))
            first, last = self.passage.sentence(start)
            quoted = self.passage.text[first:last].strip()
            yield start, Citation(self.passage.place(start), quoted, cited, Verdict.NOT_IN_FORCE, each.says)

    def _starts(self, old: OldText) -> int | None:
        """Where a text begins that has enough of the words of an old one, close together."""
        found = sorted(
            (match.start(), index)
            for index, words in enumerate(old.words)
            for match in words.finditer(self.passage.text)
        )
        for place, (start, _) in enumerate(found):
            near = {index for at, index in found[place:] if at - start <= SPREAD}
            if len(near) >= old.at_least:
                return start
        return None
