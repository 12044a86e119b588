"""Random complete dossiers, and dossiers that tell less than another: what the property tests are made of.

A complete dossier gives every date to the day and closes every list. Each step of ``vaguer`` takes something away
from a dossier (a fact, an item, a closing statement, the precision of a day) or casts doubt on it (a hedge, a second
source), so that all that the more complete one tells is possible under the vaguer one: they agree by construction.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, get_args

import yaml
from dutybound.engine.audit import audit
from dutybound.engine.findings import Audit, Finding
from dutybound.engine.rulebook import Rulebook, load_rulebook
from dutybound.facts.documents import AgreementContent
from dutybound.facts.groups import ArrangedFor, SeatOf
from dutybound.facts.load import Loaded, dossier_of
from dutybound.facts.nodes import Node
from dutybound.facts.protocols import ProtocolContent
from dutybound.facts.written import Written

Raw = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
ACT = "crime-and-disorder-act-1998"
REGS = "strategy-regulations-2007"
ASSESSMENT = f"{REGS}/assessment-each-year"
PLAN = f"{REGS}/partnership-plan"
REVISED = f"{REGS}/plan-revised-before-each-year"
SENT = f"{REGS}/plan-sent-to-policing-body"
AGREEMENT = f"{REGS}/county-agreement-each-year"
PUBLIC = f"{REGS}/public-meeting-each-year"
GROUP = f"{REGS}/strategy-group"
APPOINTEES = f"{REGS}/two-appointees"
SCRUTINY = "scrutiny-regulations-2009/scrutiny-each-twelve-months"
DECISION = "homicide-review-guidance-2016/review-decision-within-a-month"

#: The base dossiers, and how often each is taken.
BASES = (
    *["two-tier-district"] * 4,
    *["two-districts-unknown"] * 4,
    "unitary-district",
    "welsh-area",
    "london-borough",
    "city-of-london",
)
#: Days of audit: in the middle of years, on their edges, and under older and newer law.
DAYS = tuple(
    date.fromisoformat(day)
    for day in ("2016-06-01", "2016-03-31", "2017-04-30", "2018-05-01", "2010-11-15", "2019-03-18", "2023-09-20")
)
ONE_DAY = timedelta(days=1)


# -- from a plain mapping to findings


@cache
def rulebook() -> Rulebook:
    """The shipped rules, loaded once."""
    return load_rulebook()


def base(name: str) -> Raw:
    """A base dossier as its file has it, every scalar as text."""
    text = (ROOT / "rules" / "bases" / f"{name}.yaml").read_text(encoding="utf-8")
    raw: Raw = yaml.load(text, Loader=yaml.BaseLoader)
    return raw


def given(name: str, as_at: str = "2016-06-01", **sections: Any) -> Raw:
    """A base dossier on a day, with sections laid over it."""
    raw = base(name)
    raw["dossier"]["as_at"] = as_at
    raw["sources"] = {id: {"title": id, "kind": "minute"} for id in ("file", "letter", "web")}
    for section, content in sections.items():
        raw[section] = {**raw.get(section, {}), **content} if isinstance(content, dict) else content
    return raw


def node_of(plain: Any) -> Node:
    """Plain data as if it had been read from a file."""
    if isinstance(plain, dict):
        return Node(1, {key: node_of(value) for key, value in plain.items()})
    if isinstance(plain, list):
        return Node(1, [node_of(value) for value in plain])
    return Node(1, plain)


def loaded(raw: Raw) -> Loaded:
    """The dossier of plain data, checked as any file is."""
    dossier, warnings = dossier_of([Written("dossier.yaml", node_of(raw))], rulebook().gazetteer)
    return Loaded(dossier, (), warnings)


def audited(raw: Raw, **options: Any) -> Audit:
    """The audit of plain data, what was not in force included."""
    return audit(loaded(raw), options.pop("rules", None) or rulebook(), everything=True, **options)


def only(*rules: str) -> Rulebook:
    """The rulebook with these rules to be judged, and every term and list."""
    book = rulebook()
    kept = {id: rule for id, rule in book.rules.items() if not rule.judged or id in rules}
    return Rulebook(kept, (), (), book.gazetteer, book.bases, book.digest)


#: In how many parts the rules are tried on random dossiers.
SHARES = 3


@cache
def share(number: int) -> Rulebook:
    """A third of the rules to be judged, of each instrument alike, and one that is always in force."""
    judged = [rule.id for rule in rulebook().judged]
    return only(*judged[number::SHARES], GROUP)


def by_id(result: Audit) -> dict[str, Finding]:
    """The findings under their ids."""
    return {finding.id: finding for finding in result.findings}


def one(
    raw: Raw, rule: str, subject: str, period: str | None = None, part: str | None = None, **options: Any
) -> Finding:
    """The one finding of a rule, subject and period."""
    wanted = (rule, subject, period, part)
    rules = only(rule, GROUP)  # one that is always in force: a run that evaluates nothing is an error
    found = [each for each in audited(raw, rules=rules, **options).findings if key(each) == wanted]
    assert len(found) == 1, f"{len(found)} findings of {wanted}"
    return found[0]


def key(finding: Finding) -> tuple[str, str, str | None, str | None]:
    """By what a finding is chosen."""
    return (finding.rule, finding.subject, finding.period, finding.part)


# -- complete dossiers


def complete(random: Random) -> Raw:
    """A random dossier in which every day is exact and every list is closed."""
    raw = given(random.choice(BASES), random.choice(DAYS).isoformat())
    as_at = date.fromisoformat(raw["dossier"]["as_at"])
    [(csp, partnership)] = raw["partnerships"].items()
    areas = list(partnership["areas"])
    county = next(iter(raw.get("counties", {})), None)
    body = next(iter(raw.get("bodies", {})), {"camden": "mopac"}.get(areas[0], "anywhere-pcc"))
    if body not in raw.get("bodies", {}) and body != "mopac":
        raw.setdefault("bodies", {})[body] = {"kind": "other", "covers": areas}
    if len(areas) > 1:
        agreed = _day(random, as_at, 2000).isoformat() if random.random() < 0.5 else "no"
        partnership["combination"] = {"agreement": agreed, "order": "no", "ended": "no"}

    def covers() -> list[str]:
        if len(areas) == 1:
            return list(areas)
        return list(random.choice([[areas[0]], [areas[1]], areas, areas, [csp]]))

    def act(back: int = 1000) -> str:
        return "no" if random.random() < 0.15 else _day(random, as_at, back).isoformat()

    def some(most: int) -> range:
        return range(1, random.randint(0, most) + 1)

    yes_no = lambda: random.choice(["yes", "no"])  # noqa: E731
    raw["plans"] = {
        f"plan-{number}": {
            "covers": covers(),
            "for": _years(random, as_at),
            "adopted": act(),
            "published": act(),
            "sent": {body: act()} if random.random() < 0.8 else {},
            "revisions": {f"revision-{each}": act() for each in some(2)},
            "limbs": {limb: yes_no() for limb in LIMBS[:3]},
            "considered_assessment": yes_no(),
            "considered_agreement": yes_no(),
            **({"in_force": _time(random, as_at)} if random.random() < 0.3 else {}),
        }
        for number in some(3)
    }
    limbs = lambda: {limb: yes_no() for limb in LIMBS if random.random() < 0.8}  # noqa: E731
    raw["assessments"] = {
        f"assessment-{number}": {
            "covers": covers(),
            "prepared": act(),
            "first": yes_no(),
            "supplied": {who: yes_no() for who in INFORMANTS},
            "considered": {what: yes_no() for what in (*INFORMANTS, "the partnership plan")},
            "contents": {"changes": yes_no(), "plan carried out": yes_no(), "matters for the county": yes_no()},
            "levels": limbs(),
            "public_priorities": limbs(),
        }
        for number in some(3)
    }
    raw["consultations"] = {
        f"consultation-{number}": {"covers": covers(), "held": act(800), "views_on_levels": limbs()}
        for number in some(3)
    }
    if county:
        raw["agreements"] = {}
        for number in some(2):
            years = _years(random, as_at)
            first = date(int(years[:4]), 4, 1)
            late = first + timedelta(days=random.randint(0, 500))
            raw["agreements"][f"agreement-{number}"] = {
                "covers": [county],
                "for": years,
                "prepared": late.isoformat() if late <= as_at else "no",
                "sent": {body: act()} if random.random() < 0.8 else {},
                "based_on": {area: yes_no() for area in areas if random.random() < 0.7},
                "contents": {content: yes_no() for content in AGREEMENT_CONTENTS if random.random() < 0.7},
            }
    everywhere = [*areas, *([county] if county else [])]
    bodies = [body, f"{areas[0]}-council", *(each for each in raw.get("bodies", {}) if each != body)]
    raw["groups"] = {
        f"group-{number}": {
            "covers": [county] if county and number == 3 else covers(),
            "standing": _time(random, as_at),
            "acts_as_strategy_group": yes_no(),
            "acts_as_county_strategy_group": yes_no(),
            "members": {
                f"member-{each}": {"member": yes_no(), "appointed_by": random.choice(bodies), "senior": yes_no()}
                for each in some(3)
            },
            "elected_members": {place: yes_no() for place in everywhere if random.random() < 0.5},
            "seats": {seat: yes_no() for seat in SEATS if random.random() < 0.5},
            "arrangements": {matter: yes_no() for matter in ARRANGEMENTS if random.random() < 0.7},
            "partnership_monies": yes_no(),
            "skills_considered": {f"review-{each}": act(800) for each in some(2)},
        }
        for number in some(3)
    }
    raw["protocols"] = {
        f"protocol-{number}": {
            "covers": [county] if county and number == 2 else covers(),
            "standing": _time(random, as_at),
            "contents": {content: yes_no() for content in PROTOCOL_CONTENTS if random.random() < 0.7},
            "parties": {
                each: {"covered": yes_no(), "nominee": yes_no(), "follows": yes_no()}
                for each in bodies
                if random.random() < 0.7
            },
        }
        for number in some(2)
    }
    for place in (each for section in ("areas", "counties") for each in raw.get(section, {}).values()):
        place["community_safety_member"] = yes_no()
    raw["meetings"] = {
        f"meeting-{number}": {
            "kind": random.choice(["public", "scrutiny", "scrutiny", "strategy group", "county strategy group"]),
            "covers": [county] if county and random.random() < 0.2 else covers(),
            "held": act(800),
            "announced": yes_no(),
            "reported": act(300),
            "attendance": {each: {"senior": yes_no()} for each in bodies if random.random() < 0.5},
        }
        for number in some(5)
    }
    raw["requests"] = {
        f"request-{number}": {
            "kind": random.choice(["report", "attendance"]),
            "covers": covers(),
            "by": body,
            "made": act(),
            "consulted": yes_no(),
            "deadline": (_day(random, as_at, 300) + timedelta(days=random.randint(0, 200))).isoformat(),
            "submitted": {body: act(300)} if random.random() < 0.7 else {},
        }
        for number in some(1)
    }
    raw["deaths"] = {f"death-{number}": _death(random, as_at, [random.choice(areas)]) for number in some(2)}
    raw["reports"] = {}
    raw["judgements"] = dict(_judgements(random, raw, as_at, areas))
    raw["none"], raw["whole"], raw["counts"] = [], [], []
    _close(random, raw, as_at, areas, county)
    for section in [name for name, content in raw.items() if content in ({}, [])]:
        del raw[section]
    for series in SERIES:
        for item in raw.get(series, {}).values():
            for name in [name for name, content in item.items() if content == {}]:
                del item[name]
    return raw


def _day(random: Random, as_at: date, back: int) -> date:
    """A day no later than the dossier's, often the first or last of a year."""
    day = as_at - timedelta(days=random.randint(0, back))
    if random.random() < 0.3:
        edges = [(day.year, 3, 31), (day.year, 4, 1), (day.year, 4, 30), (day.year, 5, 1)]
        day = date(*random.choice(edges))
    return min(day, as_at)


def _years(random: Random, as_at: date) -> str:
    first = as_at.year - random.randint(0, 3)
    if random.random() < 0.7:
        return f"{first}/{(first + 1) % 100:02d}"
    return f"{first}-04-01..{first + 3}-03-31"


def _time(random: Random, as_at: date) -> str:
    first = _day(random, as_at, 1500)
    last = first + timedelta(days=random.randint(100, 1500))
    return f"{first.isoformat()}..{last.isoformat()}"


def _death(random: Random, as_at: date, covers: list[str]) -> Raw:
    died = _day(random, as_at, 500)
    known = min(died + timedelta(days=random.randint(0, 40)), as_at)
    notified = min(known + timedelta(days=random.choice([0, 0, 5, 30])), as_at)
    decided = notified + timedelta(days=random.randint(0, 60))
    death = {
        "covers": covers,
        "date": died.isoformat(),
        "age": str(random.choice([15, 16, 34, 71])),
        "resulted_from": random.choice(["violence", "violence", "none of these"]),
        "caused_by": random.choice(["partner", "none of these"]),
        "same_household": random.choice(["yes", "no"]),
        "known_from": known.isoformat(),
        "notified": random.choice([notified.isoformat(), notified.isoformat(), "no"]),
        "referred": random.choice(["yes", "no"]),
        "delay_reasons": random.choice(["yes", "no", "no", "no"]),
        "review_decision": decided.isoformat() if decided <= as_at else "no",
        "decision": random.choice(["review", "no review"]),
    }
    step = decided
    for name in ("home_office_told", "panel_completed", "partnership_agreed", "home_office_cleared"):
        step = step + timedelta(days=random.randint(1, 90))
        death[name] = step.isoformat() if step <= as_at and death["decision"] == "review" else "no"
    death["commissioner_sent"] = random.choice(["no", as_at.isoformat()])
    return death


def _judgements(random: Random, raw: Raw, as_at: date, areas: list[str]) -> Iterator[tuple[str, Raw]]:
    for number, (rule, word) in enumerate(
        (id, word) for id, each in sorted(rulebook().rules.items()) for word in sorted(each.judgements)
    ):
        each_of = [[id] for id in raw["deaths"]] if rulebook().rules[rule].for_each == "death" else [areas]
        for of in each_of:
            if random.random() < 0.5:
                yield (
                    f"judgement-{number}-{of[0]}",
                    {
                        "rule": rule,
                        "key": word,
                        "of": list(of),
                        "answer": random.choice(["yes", "no"]),
                        "by": "the legal officer",
                        "date": as_at.isoformat(),
                        "basis": "the minutes",
                    },
                )


#: The one date of each series of which its closing statements speak.
SERIES = {
    "plans": "adopted",
    "assessments": "prepared",
    "agreements": "prepared",
    "groups": "standing",
    "meetings": "held",
    "consultations": "held",
    "requests": "made",
    "deaths": "date",
    "reports": "made",
    "protocols": "standing",
}
KINDS = {
    "meetings": ("public", "scrutiny", "strategy group", "county strategy group"),
    "requests": ("report", "attendance"),
}
INNER = (
    *("plans.sent", "plans.revisions", "plans.limbs", "agreements.sent", "agreements.based_on", "agreements.contents"),
    *("groups.members", "groups.elected_members", "groups.seats", "groups.arrangements", "groups.skills_considered"),
    *("assessments.levels", "assessments.public_priorities", "assessments.contents", "consultations.views_on_levels"),
    *("protocols.contents", "protocols.parties", "meetings.attendance"),
)
SEATS, ARRANGEMENTS, PROTOCOL_CONTENTS, AGREEMENT_CONTENTS = (
    get_args(words) for words in (SeatOf, ArrangedFor, ProtocolContent, AgreementContent)
)
LIMBS = ("crime and disorder", "substance misuse", "re-offending", "serious violence")
INFORMANTS = ("the responsible authorities", "co-operating bodies")


def places_of(raw: Raw, ids: list[str]) -> set[str]:
    """The areas and counties named, a partnership standing for its areas."""
    partnerships = raw["partnerships"]
    return {place for id in ids for place in (partnerships[id]["areas"] if id in partnerships else [id])}


def _close(random: Random, raw: Raw, as_at: date, areas: list[str], county: str | None) -> None:
    """Close every list, in one of the ways in which it can be said."""
    everywhere = [*areas, *([county] if county else [])]
    for series, dated in SERIES.items():
        for kind in KINDS.get(series, (None,)):
            for places in [everywhere] if random.random() < 0.5 else [[place] for place in everywhere]:
                split = as_at - timedelta(days=random.randint(1, 700))
                spans = random.choice([[(None, None)], [(None, split), (split + ONE_DAY, None)]])
                for first, last in spans:
                    days = [
                        item[dated]
                        for item in raw.get(series, {}).values()
                        if places_of(raw, item["covers"]) & set(places) and kind in (None, item.get("kind"))
                    ]
                    form, number = _form(random, series, days, first, last or as_at, counted=len(places) == 1)
                    _say(random, raw, form, series, places, number, first, last, kind)
    for series in ("plans", "agreements"):
        form = "whole" if raw.get(series) else "none"
        _say(random, raw, form, series, everywhere, 0, None, None, None, by="in_force")
    for what in (*INNER, "requests.submitted"):
        if raw.get(what.split(".")[0]):
            _say(random, raw, "whole", what, everywhere, 0, None, None, None)


def _form(
    random: Random, series: str, days: list[str], first: date | None, last: date, *, counted: bool
) -> tuple[str, int]:
    if series in ("groups", "protocols"):
        return ("whole" if days else "none"), 0
    inside = [day for day in days if day != "no" and (first or date.min).isoformat() <= day <= last.isoformat()]
    forms = ["whole"] if inside else ["none", "whole"]
    return random.choice([*forms, "counts"] if counted else forms), len(inside)


def _say(
    random: Random,
    raw: Raw,
    form: str,
    what: str,
    of: list[str],
    number: int,
    first: date | None,
    last: date | None,
    kind: str | None,
    by: str | None = None,
) -> None:
    statement: Raw = {"what": what, "of": list(of), "source": "file"}
    if first:
        statement["from"] = first.isoformat()
    if last:
        statement["until"] = last.isoformat()
    if kind:
        statement["kind"] = kind
    if by:
        statement["by"] = by
    if form == "counts":
        statement["number"] = str(number)
    raw[form].append(statement)


# -- dossiers that tell less

ACTS = frozenset(
    [
        "adopted",
        "published",
        "prepared",
        "held",
        "made",
        "review_decision",
        "home_office_told",
        "panel_completed",
        "partnership_agreed",
        "home_office_cleared",
        "commissioner_sent",
        "known_from",
        "notified",
        "date",
        "agreement",
        "order",
        "ended",
        "reported",
    ]
)
DAYS_AND_ACTS = ACTS | {"deadline"}
TIMES = frozenset(["for", "in_force", "standing"])
CHOICES = {
    "resulted_from": ("violence", "none of these"),
    "caused_by": ("partner", "none of these"),
    "decision": ("review", "no review"),
}
STRUCTURE = frozenset(["covers", "kind", "by", "title", "appointed_by"])
#: The lists inside items whose entries are plainly yes or no, and all of them.
YES_NO_LISTS = frozenset(
    [
        *("limbs", "contents", "seats", "arrangements", "elected_members", "based_on"),
        *("supplied", "considered", "levels", "public_priorities", "views_on_levels"),
    ]
)
INNER_LISTS = YES_NO_LISTS | {
    *("sent", "revisions", "skills_considered", "members", "attendance", "parties", "submitted"),
}


def facts(raw: Raw) -> list[tuple[Raw, str, str]]:
    """Every fact of the items and of a combination: what holds it, under which key, and what it is.

    That an item never came about is not among them: an entry of which no date is known is what its series says it is.
    """
    found: list[tuple[Raw, str, str]] = []
    for series in SERIES:
        for item in raw.get(series, {}).values():
            for name, value in item.items():
                if name in STRUCTURE or (name == SERIES[series] and value == "no"):
                    continue
                if name not in INNER_LISTS:
                    found.append((item, name, name))
                    continue
                for entry, content in value.items():
                    if isinstance(content, dict) and not {"value", "unknown", "either"} & content.keys():
                        found += [(content, each, each) for each in content if each not in STRUCTURE]
                    else:
                        found.append((value, entry, "included" if name in YES_NO_LISTS else "date"))
    for partnership in raw["partnerships"].values():
        combination = partnership.get("combination", {})
        found += [(combination, name, name) for name in combination]
    return found


def vaguer(raw: Raw, random: Random) -> tuple[Raw, str]:
    """A copy that tells a little less, and what was done to it."""
    less = copy.deepcopy(raw)
    step = random.choice(
        [_forget, _widen, _widen, _doubt, _contest, _drop_item, _drop_entry, _loosen, _unsay, _unjudge]
    )
    what = step(less, random)
    for section in ("none", "whole", "counts", "judgements", *SERIES):
        if section in less and not less[section]:
            del less[section]
    for series in SERIES:
        for item in less.get(series, {}).values():
            for name in [name for name in item if name in INNER_LISTS and not item[name]]:
                del item[name]
    return less, what


def vague(raw: Raw, random: Random, steps: int) -> Raw:
    """A copy that tells much less."""
    for _ in range(steps):
        raw, _ = vaguer(raw, random)
    return raw


def _forget(raw: Raw, random: Random) -> str:
    """Not known. The time in force stays a fact of its own: without one, the years it is for stand for it."""
    found = facts(raw)
    if not found:
        return ""
    holder, name, _ = random.choice(found)
    holder[name] = {"unknown": "the office did not reply"}
    return f"forget {name}"


def _widen(raw: Raw, random: Random) -> str:
    """Give a day or time only within edges."""
    as_at = date.fromisoformat(raw["dossier"]["as_at"])
    found = [
        (holder, name, what)
        for holder, name, what in facts(raw)
        if (what in DAYS_AND_ACTS and _exact(holder[name])) or (what in TIMES and _plain_time(holder[name]))
    ]
    if not found:
        return ""
    holder, name, what = random.choice(found)
    text = holder[name]
    wide = _wider_time(text, random, as_at) if what in TIMES else wider_day(text, random, as_at, act=what in ACTS)
    holder[name] = wide
    return f"widen {name} {text} to {wide}"


def _exact(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10


def _plain_time(value: Any) -> bool:
    return isinstance(value, str) and (len(value) == 7 or (".." in value and len(value) == 22))


def wider_day(text: str, random: Random, as_at: date, *, act: bool = True) -> str:
    """A way of writing that still allows a day."""
    day = date.fromisoformat(text)
    year = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    before, after = (timedelta(days=random.randint(0, 200)) for _ in range(2))
    forms = [
        *([text[:7]] if int(text[5:7]) != (day.year + 1) % 100 else []),  # 2008-09 could be meant as a year
        text[:4],
        f"{year}/{(year + 1) % 100:02d}",
        f"{(day - before).isoformat()}..{(day + after).isoformat()}",
        f"..{(day + after).isoformat()}",
        f"{(day - before).isoformat()}..",
        *(["yes"] if act and day <= as_at else []),
    ]
    return random.choice(forms)


def _wider_time(text: str, random: Random, as_at: date) -> str:
    first, last = time_of(text)
    forms = [f"{first.year}..{last.year}", f"..{last.isoformat()}"]
    if last >= as_at:
        forms += [f"{first.isoformat()}.."]
        if first <= as_at:
            forms += ["yes"]
    return random.choice(forms)


def time_of(text: str) -> tuple[date, date]:
    """The first and last day of a time that is written exactly."""
    if len(text) == 7:
        return date(int(text[:4]), 4, 1), date(int(text[:4]) + 1, 3, 31)
    first, last = text.split("..")
    return date.fromisoformat(first), date.fromisoformat(last)


def _other_value(what: str, value: str, random: Random, as_at: date) -> str:
    if what in TIMES:
        return _time(random, as_at)
    if what in ACTS:
        return random.choice(["no", _day(random, as_at, 1000).isoformat()])
    if what == "deadline":
        return _day(random, as_at, 1000).isoformat()
    if what == "age":
        return random.choice(["12", "40", "10..20"])
    if what in CHOICES:
        return random.choice(CHOICES[what])
    return "no" if value == "yes" else "yes"


def _doubt(raw: Raw, random: Random) -> str:
    """Only a hedge or hearsay, of this value or another."""
    as_at = date.fromisoformat(raw["dossier"]["as_at"])
    found = [(holder, name, what) for holder, name, what in facts(raw) if isinstance(holder[name], str)]
    if not found:
        return ""
    holder, name, what = random.choice(found)
    value = random.choice([holder[name], _other_value(what, holder[name], random, as_at)])
    holder[name] = {"value": value, "weight": random.choice(["hedged", "hearsay"]), "source": "web"}
    return f"hedge {name}"


def _contest(raw: Raw, random: Random) -> str:
    """A second source says something else."""
    as_at = date.fromisoformat(raw["dossier"]["as_at"])
    found = [(holder, name, what) for holder, name, what in facts(raw) if isinstance(holder[name], str)]
    if not found:
        return ""
    holder, name, what = random.choice(found)
    values = [holder[name], _other_value(what, holder[name], random, as_at)]
    random.shuffle(values)
    holder[name] = {"either": [{"value": values[0], "source": "file"}, {"value": values[1], "source": "letter"}]}
    return f"contest {name} with {values}"


def _drop_item(raw: Raw, random: Random) -> str:
    """Leave an item out, and every statement that those given are the whole."""
    found = [(series, id) for series in SERIES for id in raw.get(series, {})]
    if not found:
        return ""
    series, id = random.choice(found)
    item = raw[series].pop(id)
    places = places_of(raw, item["covers"]) | {id}
    lists = {series, *(f"{series}.{name}" for name in INNER_LISTS if item.get(name))}
    raw["whole"] = [
        each
        for each in raw.get("whole", [])
        if each["what"] not in lists
        or not (places_of(raw, each["of"]) & places)
        or each.get("kind") not in (None, item.get("kind"))
    ]
    raw["judgements"] = {name: each for name, each in raw.get("judgements", {}).items() if id not in each["of"]}
    return f"drop {series} {id}"


def _drop_entry(raw: Raw, random: Random) -> str:
    """Leave an entry of an inner list out, and every statement that closes the list."""
    found = [
        (series, item, name, entry)
        for series in SERIES
        for item in raw.get(series, {}).values()
        for name in item
        if name in INNER_LISTS
        for entry in item[name]
    ]
    if not found:
        return ""
    series, item, name, entry = random.choice(found)
    del item[name][entry]
    raw["whole"] = [each for each in raw.get("whole", []) if each["what"] != f"{series}.{name}"]
    return f"drop {series} {name} {entry}"


def _loosen(raw: Raw, random: Random) -> str:
    """Let a statement speak of less: a shorter time, a less certain edge, a number within edges."""
    found = [each for form in ("none", "whole", "counts") for each in raw.get(form, [])]
    if not found:
        return ""
    each = random.choice(found)
    as_at = date.fromisoformat(raw["dossier"]["as_at"])
    if each.get("number", "").isdigit() and random.random() < 0.5:
        number = int(each["number"])
        each["number"] = random.choice([f"{number}..{number + 2}", f"{max(number - 1, 0)}..{number}", f"{number}.."])
        return f"loosen the number of {each['what']}"
    edge = random.choice(["from", "until"])
    if _exact(each.get(edge)):
        each[edge] = wider_day(each[edge], random, as_at, act=False)
    elif edge not in each and "number" not in each:
        day = as_at - timedelta(days=random.randint(1, 900))
        other = each.get("until" if edge == "from" else "from")
        if other is None or (_exact(other) and (other >= day.isoformat()) == (edge == "from")):
            each[edge] = day.isoformat()
    return f"loosen {edge} of {each['what']}"


def _unsay(raw: Raw, random: Random) -> str:
    """Leave a closing statement out, or only hedge it."""
    forms = [form for form in ("none", "whole", "counts") if raw.get(form)]
    if not forms:
        return ""
    form = random.choice(forms)
    index = random.randrange(len(raw[form]))
    if random.random() < 0.3:
        raw[form][index]["weight"] = "hedged"
        return f"hedge {form} {raw[form][index]['what']}"
    return f"unsay {form} {raw[form].pop(index)['what']}"


def _unjudge(raw: Raw, random: Random) -> str:
    """Leave a recorded judgement out."""
    if not raw.get("judgements"):
        return ""
    id = random.choice(sorted(raw["judgements"]))
    rule = raw["judgements"].pop(id)["rule"]
    return f"unjudge {rule}"
