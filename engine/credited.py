"""Whether a paper credits to a provision what stands in another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .named_law import Named, NamedLaw, Provisions, Subject
from .numbering import Numbered
from .passages import Passage, words_between
from .references import Reference

#: What may stand between what is credited and the provision to which it is: "were set up in 1998 under ...".
_UNDER = (
    r"(?:[ ,(\"“]|\b(?:in (?:19|20)\d\d|in law|by law|originally|first|nationally|on a statutory basis"
    r"|as (?:a|an) (?:statutory |legal )?(?:requirement|duty|obligation)"
    r"|as (?:required|set out|provided for|laid down|introduced)|in (?:accordance|line|compliance) with"
    r"|by virtue of|for the purposes? of|pursuant to|under|through|by|in|of|within"
    r"|the (?:provisions|requirements|terms|duty|powers?)|the)\b)*$"
)
_VERB = (
    r"(?:requires?|required|requiring|places?|placed|placing|gives?|gave|giving|imposes?|imposed|imposing|sets? out"
    r"|sets? up|provides?|provided|providing|allows?|allowed|enables?|enabled|empowers?|empowered|permits?|obliges?"
    r"|states?|says|deals with|covers|concerns|is about|relates to|makes? provision|made provision|creates?|created"
    r"|establishes|established|introduces|introduced|to|for|on)"
)
_LEAD = re.compile(r"^(?:[ ,()\"”]|\b(?:and|&|the|of|also|which|that|it|as amended(?: by)?|currently|now|further)\b)*")
#: "Under section 17, the partnership must ...".
_OPENS = re.compile(
    r"(?:^|[.;:] )\W*(?:under|by|pursuant to|in accordance with|by virtue of)(?: the)? *$", re.IGNORECASE
)
_MUST = (
    r"(?:\w+[^\w;:\n]+){0,6}?(?:must|shall|(?:is|are|was|were) (?:required|obliged) to"
    r"|(?:has|have|had) (?:a|the) (?:statutory |legal )?(?:duty|power|responsibility) to)"
)
#: Words of a writer who corrects, compares or denies.
_CORRECTS = re.compile(
    r"\b(?:not|nor|never|neither|rather than|instead of|wrong\w*|incorrect\w*|misquot\w*|mistak\w*|unlike"
    r"|confus\w*|error\w*)\b",
    re.IGNORECASE,
)
_APART = r"[^\w;:\n]+"


@dataclass(frozen=True)
class Elsewhere:
    """What a paper credits to the wrong provision: what it is, or why it cannot stand there, and where it does."""

    why: str
    meant: Provisions
    #: False where other words of the sentence fit the provision, or correct a mistake: then nothing is said.
    sure: bool = True


def about(
    reference: Reference, subjects: Iterable[Subject], law: Named, passage: Passage, spans: list[tuple[int, int]]
) -> bool:
    """Whether a sentence has words of what the provisions that it cites are about."""
    said = words_between(passage, spans, *passage.sentence(reference.start))
    cited = [each for each in subjects if any(each.is_in(law.id, number) for number in reference.provisions)]
    return any(words.search(said) for each in cited for words in each.words)


def credited_elsewhere(
    reference: Reference, law: Named, table: NamedLaw, passage: Passage, others: tuple[Reference, ...]
) -> Elsewhere | None:
    """Where what a paper credits to provisions stands, if not in them; None where it credits nothing else to them."""
    start, end = passage.sentence(reference.start)
    spans = [(each.start, each.end) for each in others] + _mentions(others)
    sentence = words_between(passage, spans, start, end)
    sure = not _CORRECTS.search(sentence)
    mistake = _known_mistake(reference, law, table, sentence)
    if mistake is not None:
        return replace(mistake, sure=sure)
    sure = sure and not about(reference, table.subjects, law, passage, spans)
    first, _ = passage.sentence(max(start - 2, passage.paragraph(start)[0]))
    before = words_between(passage, spans, min(first, start), reference.start)
    after = words_between(passage, spans, max(reference.end, _end(reference)), end)
    beside = [each for each in others if each is not reference and start <= each.start < end]
    for subject in table.subjects:
        if any(subject.is_in(law.id, number) for number in reference.provisions):
            continue
        if _credits(subject, before, after) and _can_be_meant(subject, reference, law, table, beside):
            known = table.about(law.id, reference.provisions[0])
            why = f"It is about {known[0].about}, and not about" if known else "It is not about"
            return Elsewhere(f"{why} {subject.about}.", _meant(subject, reference), sure)
    return None


def _end(reference: Reference) -> int:
    return reference.mention.end if reference.mention and reference.named else reference.end


def _mentions(references: tuple[Reference, ...]) -> list[tuple[int, int]]:
    return [(each.mention.start, each.mention.end) for each in references if each.mention]


def _known_mistake(reference: Reference, law: Named, table: NamedLaw, sentence: str) -> Elsewhere | None:
    for each in table.mistakes:
        cited = each.instrument == law.id and {number.whole for number in reference.provisions} <= set(each.provisions)
        if cited and any(words.search(sentence) for words in each.words):
            return Elsewhere(each.says, each.meant)
    return None


def _credits(subject: Subject, before: str, after: str) -> bool:
    """Whether the words before or after a citation credit a subject to it."""
    rest = _LEAD.sub("", after)
    verb = f"(?:{_VERB}|{_MUST})" if _OPENS.search(before) else _VERB
    return any(re.search(f"{each.pattern}{_UNDER}", before, re.IGNORECASE) for each in subject.before) or any(
        re.match(rf"(?:{verb}\b(?:{_APART}\w+){{0,8}}?{_APART})?{each.pattern}", rest, re.IGNORECASE)
        for each in subject.after
    )


def _can_be_meant(subject: Subject, reference: Reference, law: Named, table: NamedLaw, beside: list[Reference]) -> bool:
    """Whether nothing else in the sentence is what is credited, and the provision cited is known to be about others.

    A provision of which the tool knows nothing is only taken for a mistake where the number is right and the
    instrument is wrong, or the instrument is right.
    """
    same_number = _same_number(subject, reference)
    for each in beside:
        if each.law is None:
            continue
        if any(subject.is_in(each.law.id, number) for number in each.provisions):
            return False
        if not each.provisions and each.law.id in {**subject.stands_in, **subject.also_in} and not same_number:
            return False
    known = all(table.about(law.id, number) for number in reference.provisions)
    return known or same_number or law.id in subject.stands_in


def _same_number(subject: Subject, reference: Reference) -> bool:
    numbers = {number.whole for listed in subject.stands_in.values() for number in listed}
    return {number.whole for number in reference.provisions} <= numbers


def _meant(subject: Subject, reference: Reference) -> Provisions:
    """Where a subject stands: under the same numbers, or else in the likeliest place."""
    cited = {number.whole for number in reference.provisions}
    if _same_number(subject, reference):
        return {id: tuple(each for each in listed if each in cited) for id, listed in subject.stands_in.items()}
    id, listed = next(iter(subject.stands_in.items()))
    return {id: listed[:1]}


def numbers(meant: Provisions) -> tuple[tuple[str, tuple[Numbered, ...]], ...]:
    """What is meant, as pairs of an instrument and its provisions, without the empty ones."""
    return tuple((id, listed) for id, listed in meant.items() if listed)
