"""What is settled on a partial dossier must hold in every complete one that agrees with it.

The complete dossiers are drawn at random and made vaguer step by step, so that each agrees with what is left of it.
What the law says of a complete one is decided here a second time, day by day and in two values, from the law that
each rule cites and not from the engine: it looks below the atoms on which both engines stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from dutybound.engine.findings import Finding
from dutybound.engine.statuses import Status

from .generate import (
    AGREEMENT,
    ASSESSMENT,
    DECISION,
    SCRUTINY,
    SENT,
    Raw,
    audited,
    complete,
    key,
    only,
    places_of,
    time_of,
    vague,
)

RULES = (ASSESSMENT, SENT, AGREEMENT, SCRUTINY, DECISION)
Key = tuple[str, str, str | None, str | None]
ONE_DAY = timedelta(days=1)


# -- the law, read slowly


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def day_of(text: str | None) -> date | None:
    """The day of an act that was done."""
    return None if text in (None, "no") else date.fromisoformat(text)


def as_at_of(raw: Raw) -> date:
    return date.fromisoformat(raw["dossier"]["as_at"])


def areas_of(raw: Raw) -> list[str]:
    [partnership] = raw["partnerships"].values()
    return list(partnership["areas"])


def units(raw: Raw, day: date) -> Iterator[tuple[str, set[str]]]:
    """Each area, or the combined area while an agreement stands (s 5(1A), (1B)). One stated stands on the as-at day."""
    [(csp, partnership)] = raw["partnerships"].items()
    agreed = day_of(partnership.get("combination", {}).get("agreement"))
    if len(partnership["areas"]) > 1 and agreed is not None and agreed <= day:
        yield csp, set(partnership["areas"])
        return
    for area in partnership["areas"]:
        yield area, {area}


def covering(raw: Raw, series: str, places: set[str]) -> Iterator[tuple[str, Raw]]:
    for id, item in raw.get(series, {}).items():
        if places <= places_of(raw, item["covers"]):
            yield id, item


def judged(raw: Raw, rule: str, of: set[str]) -> str | None:
    """The recorded answer to the one judgement of a rule."""
    for each in raw.get("judgements", {}).values():
        if each["rule"] == rule and of & set(each["of"]):
            return str(each["answer"])
    return None


def is_welsh(raw: Raw) -> bool:
    return areas_of(raw) == ["anytref"]


def words(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def last_year(as_at: date, month: int) -> int:
    """The year, from the first of a month, that ended last."""
    return (as_at.year if as_at >= date(as_at.year, month, 1) else as_at.year - 1) - 1


def assessments(raw: Raw) -> Iterator[tuple[Key, str | None]]:
    """Reg 5(1): in every year from 1 April the strategy group prepares an assessment; a later one does not make up."""
    as_at = as_at_of(raw)
    year = last_year(as_at, 4)
    for id, places in units(raw, date(year + 1, 3, 31)):
        prepared = {day_of(item["prepared"]) for _, item in covering(raw, "assessments", places)}
        found = any(day in prepared for day in days(date(year, 4, 1), date(year + 1, 3, 31)) if day <= as_at)
        verdict: str | None = "compliant" if found else "gap"
        if found and len(areas_of(raw)) > 1 and len(places) == 1:
            verdict = {"yes": "compliant", "no": "gap", None: None}[judged(raw, ASSESSMENT, places)]
        yield (ASSESSMENT, id, words(year), None), verdict


def sending(raw: Raw) -> Iterator[tuple[Key, str | None]]:
    """Reg 13A: the plan is sent to the elected policing body; in England from 22 November 2012, not in the City."""
    as_at = as_at_of(raw)
    for id, places in units(raw, as_at):
        found = (SENT, id, None, None)
        if is_welsh(raw) or as_at < date(2012, 11, 22):
            yield found, "not_in_force"
            continue
        if places == {"city-of-london"}:
            yield found, "not_applicable"
            continue
        body = "mopac" if places == {"camden"} else next(iter(raw["bodies"]))
        sent = []
        for _, plan in covering(raw, "plans", places):
            first, last = time_of(plan.get("in_force", plan["for"]))
            adopted = day_of(plan["adopted"])
            if adopted is None or not any(day == as_at for day in days(first, last)):
                continue
            went = day_of(plan.get("sent", {}).get(body))
            sent.append(went is not None and went <= as_at)
        verdict = "compliant" if all(sent) else "gap" if not any(sent) else None
        yield found, verdict if sent else "not_applicable"


def agreements(raw: Raw) -> Iterator[tuple[Key, str | None]]:
    """Reg 9(1): an agreement for every year, before that year ends; late is better than never."""
    as_at = as_at_of(raw)
    year = last_year(as_at, 4)
    for county in raw.get("counties", {}):
        prepared, earlier = [], False
        for _, item in covering(raw, "agreements", {county}):
            first, last = time_of(item["for"])
            day = day_of(item["prepared"])
            whole_year = all(first <= each <= last for each in days(date(year, 4, 1), date(year + 1, 3, 31)))
            if day is None or day > as_at or not whole_year:
                continue
            if day < date(year, 4, 1) and first < date(year, 4, 1):
                earlier = True  # made for several years, of which this is not the first: afresh for it or not?
            else:
                prepared.append(day)
        in_time = any(day <= date(year + 1, 3, 31) for day in prepared)
        verdict: str | None = "compliant" if in_time else "met_late" if prepared else "gap"
        if earlier and not in_time:
            answer = judged(raw, AGREEMENT, {county})
            verdict = {"yes": "compliant", "no": verdict, None: None}[answer]
        yield (AGREEMENT, county, words(year), None), verdict


def scrutiny(raw: Raw) -> Iterator[tuple[Key, str | None]]:
    """Reg 4: at least once in every twelve-month period; the Regulations do not say from when it is counted."""
    as_at = as_at_of(raw)
    year = last_year(as_at, 5)
    started = date(2009, 10, 1) if is_welsh(raw) else date(2009, 4, 30)
    for council in [*areas_of(raw), *raw.get("counties", {})]:
        found = (SCRUTINY, council, words(year), None)
        if date(year, 5, 1) < started:
            yield found, "not_in_force" if date(year + 1, 4, 30) < started else "not_applicable"
            continue
        held = {
            day_of(item["held"])
            for _, item in covering(raw, "meetings", {council})
            if item["kind"] == "scrutiny" and item["held"] <= as_at.isoformat()
        }
        in_council_year = any(day in held for day in days(date(year, 5, 1), date(year + 1, 4, 30)))
        end = next(
            day - ONE_DAY
            for day in days(date(year, 5, 2), date(year + 1, 5, 1))
            if (day.month, day.day) == (started.month, started.day)
        )
        first = date(end.year - 1, started.month, started.day)
        in_year_of_law = any(day in held for day in days(first, end))
        every_window = all(
            any(day in held for day in days(_year_before(last), last))
            for last in days(date(year, 5, 1), date(year + 1, 4, 30))
            if _year_before(last) >= started
        )
        readings = {in_council_year, in_year_of_law, every_window}
        yield found, {True: "compliant", False: "gap"}[readings.pop()] if len(readings) == 1 else None


def _year_before(last: date) -> date:
    """The first of the twelve months that end with a day."""
    following = last + ONE_DAY
    day = 28 if (following.month, following.day) == (2, 29) else following.day
    return date(following.year - 1, following.month, day)


def decisions(raw: Raw) -> Iterator[tuple[Key, str | None]]:
    """The guidance of December 2016: a decision within a month, from coming to attention or from the notice."""
    as_at = as_at_of(raw)
    for id, death in raw.get("deaths", {}).items():
        found = (DECISION, id, None, None)
        if as_at < date(2016, 12, 31):
            yield found, "not_in_force"
            continue
        known, notified = day_of(death["known_from"]), day_of(death["notified"])
        assert known is not None
        within_section_9 = (
            int(death["age"]) >= 16
            and death["resulted_from"] != "none of these"
            and (death["caused_by"] != "none of these" or death["same_household"] == "yes")
        )
        if death["resulted_from"] == "none of these":  # it may still appear to have resulted from violence
            within_section_9 = False if death["referred"] == "yes" else judged_of_death(raw, id, death)
        by_guidance = max(known, date.fromisoformat(death["date"])) >= date(2016, 12, 31)
        if within_section_9 is None and by_guidance and death["delay_reasons"] == "no":
            yield found, None
            continue
        called_for = within_section_9 or death["referred"] == "yes"
        if not by_guidance or not called_for or death["delay_reasons"] == "yes":
            yield found, "not_applicable"
            continue
        if is_welsh(raw):
            assert known < date(2024, 10, 1)
        decided = day_of(death["review_decision"])
        lasts = {_month_after(start) if start else date.max for start in (known, notified)}
        if decided is not None:
            late = {decided > last for last in lasts}
            yield found, {True: "met_late", False: "compliant"}[late.pop()] if len(late) == 1 else None
        else:
            passed = {last < as_at for last in lasts}
            yield found, {True: "gap", False: "due"}[passed.pop()] if len(passed) == 1 else None


def judged_of_death(raw: Raw, id: str, death: Raw) -> bool | None:
    """Section 9 where the cause is not violence: it may appear so, to whoever judged it."""
    by_whom = death["caused_by"] != "none of these" or death["same_household"] == "yes"
    if int(death["age"]) < 16 or not by_whom:
        return False
    for each in raw.get("judgements", {}).values():
        if each["key"] == "appears-to-have-resulted" and id in each["of"]:
            return bool(each["answer"] == "yes")
    return None


def _month_after(day: date) -> date:
    """The corresponding date in the next month, or its last day."""
    later = day
    for later in days(day + timedelta(days=28), day + timedelta(days=31)):
        if later.day == day.day and later.month != day.month:
            return later
    following = date(day.year + (day.month == 12), day.month % 12 + 1, 1)
    return max(each for each in days(following, following + timedelta(days=30)) if each.month == following.month)


def by_law(raw: Raw) -> dict[Key, str | None]:
    """What the law says of a complete dossier; None where it takes a judgement, or can be read in two ways."""
    return dict(each for read in (assessments, sending, agreements, scrutiny, decisions) for each in read(raw))


# -- against the engine

SEEDS = 120


def settled(finding: Finding) -> bool:
    return finding.status not in (Status.CANNOT_TELL, Status.JUDGEMENT_NEEDED, Status.DUE, Status.POWER)


def agrees(finding: Finding, verdict: str) -> bool:
    """Whether a settled finding leaves a verdict possible."""
    said = finding.status.value
    # Met while it is not known whether it was in time, or whether the duty was owed at all.
    if said == "compliant" and verdict == "met_late":
        return not finding.timing_known
    return said == verdict or (said == "compliant" and verdict == "not_applicable")


def test_the_engine_says_of_a_complete_dossier_what_the_law_says() -> None:
    rules, seen = only(*RULES), Counter[tuple[str, str]]()
    for seed in range(SEEDS):
        raw = complete(Random(seed))
        found = {key(each): each for each in audited(raw, rules=rules).findings}
        for subject, verdict in by_law(raw).items():
            if verdict is not None:
                assert subject in found or verdict == "not_in_force", f"seed {seed}: {subject} has no finding"
                said = found[subject].status.value if subject in found else "not_in_force"
                assert said == verdict, f"seed {seed}: {subject} is {said}, and by law {verdict}"
                seen[subject[0], verdict] += 1
    for rule in (ASSESSMENT, SENT, AGREEMENT, SCRUTINY):
        assert seen[rule, "gap"] and seen[rule, "compliant"], f"{rule} was not tried both ways: {seen}"
    assert seen[AGREEMENT, "met_late"], seen
    assert all(seen[DECISION, each] for each in ("compliant", "met_late", "not_applicable")), seen


def test_no_completion_contradicts_what_is_settled_on_a_partial_dossier() -> None:
    rules, seen = only(*RULES), Counter[str]()
    for seed in range(SEEDS):
        random = Random(seed)
        raw = complete(random)
        truth = by_law(raw)
        for steps in (6, 12):
            partial = vague(raw, random, steps)
            for finding in audited(partial, rules=rules).findings:
                verdict = truth.get(key(finding)) or truth.get(
                    (finding.rule, str(finding.partnership), finding.period, None)
                )
                seen[finding.status.value] += 1
                if verdict is not None and settled(finding):
                    assert agrees(finding, verdict), (
                        f"seed {seed}, {steps} steps: {finding.id} is {finding.status.value}, and by law {verdict}"
                    )
    assert seen["gap"] > 20 and seen["compliant"] > 10 and seen["cannot_tell"] > 20, seen
