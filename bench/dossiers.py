"""One made-up dossier about a real area: what a scant, middling or full one says, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

AS_AT = date(2018, 6, 1)
LIMBS = ("crime and disorder", "substance misuse", "re-offending")
Raw = dict[str, Any]


@dataclass(frozen=True)
class Serving:
    """A partnership to be made up: its areas, their county if it is in two tiers, and who polices them."""

    id: str
    areas: tuple[str, ...]
    title: str
    county: str | None
    policing_body: str | None
    chief_officer: str


@dataclass(frozen=True)
class Teller:
    """Says things as a compiler of dossiers does: with evidence, at times as a reading, and at times not at all."""

    random: Random
    #: How much of what there is to say is said, from 0 to 1.
    fullness: float

    def says(self, share: float = 1.0) -> bool:
        """Whether a thing is said at all."""
        return self.random.random() < self.fullness * share

    def told(self, value: str) -> Raw:
        """A value with its evidence, or why it is not known."""
        chance = self.random.random()
        if chance < 0.1:
            return {"unknown": "the papers speak of it and do not say"}
        told: Raw = {"value": value, "source": self.source(), "at": f"page {self.random.randint(1, 40)}"}
        if chance < 0.35:
            told["by"] = "compiler"
            told["basis"] = "The paper speaks of it as done and gives no day, so its own month is read as the date."
        elif chance < 0.6:
            told["words"] = "it is said to have been done in that year, and the next is already spoken of"
        elif chance < 0.66:
            told["weight"] = "hedged"
        return told

    def source(self) -> str:
        """The id of a source."""
        return self.random.choice(["minutes", "website", "interview"])

    def day(self, first: date, within: int) -> str:
        """A day within so many of a first, and none after the dossier's own."""
        return min(first + timedelta(days=self.random.randint(0, within)), AS_AT).isoformat()

    def note(self) -> Raw:
        """A remark, or none."""
        remark = (
            "The paper names others who came and does not say whom they spoke for; they are not entered here. What was "
            "meant to be done later is not entered either, since an intention settles nothing."
        )
        return {"note": remark} if self.random.random() < 0.4 else {}


def dossier(serving: Serving, seed: int) -> Raw:
    """The dossier of a partnership: of four, one is scant, two are middling and one is full."""
    random = Random(f"{seed} {serving.id}")
    say = Teller(random, random.choice([0.2, 0.6, 0.7, 0.95]))
    sections: Raw = {
        "dossier": {"title": f"{serving.title} in 2018", "as_at": AS_AT.isoformat()},
        "sources": _SOURCES,
        "claims": _claims(say),
        "bodies": dict(_bodies(serving, say)),
        "partnerships": {serving.id: _partnership(serving, say)},
        "assessments": dict(_assessments(serving, say)),
        "plans": dict(_plans(serving, say)),
        "groups": dict(_groups(serving, say)),
        "meetings": dict(_meetings(serving, say)),
        "committees": dict(_committees(serving, say)),
        "reports": dict(_reports(serving, say)),
        "police_and_crime_plans": dict(_crime_plans(serving, say)),
        "deaths": dict(_deaths(serving, say)),
        "practices": list(_practices(serving, say)),
        "none": list(_none(serving, say)),
    }
    if serving.county:
        _say_of_county(sections, serving.county, contradicts=random.random() < 0.06)
    return _without_empty(sections)


_SOURCES: Raw = {
    "minutes": {"title": "Minutes of the partnership", "kind": "minute", "date": "2018-05"},
    "website": {
        "title": "The partnership's website",
        "kind": "webpage",
        "date": "2018-05-20",
        "url": "https://www.example.org/community-safety/partnership",
    },
    "interview": {
        "title": "Interview with the partnership's officer",
        "kind": "interview",
        "date": "2018-05",
        "note": "The officer has been in post since 2016 and spoke of earlier years from the papers.",
    },
}


def _claims(say: Teller) -> list[Raw]:
    spoken = [
        ("The partnership is a statutory one.", "Crime and Disorder Act 1998 ss 5, 6"),
        ("The councils have a statutory duty to review the partnership every year.", "SI 2009/942 reg 4"),
        ("The partnership must prepare a strategic assessment each year.", "SI 2007/1830 reg 5"),
        ("Every homicide calls for a review.", "Domestic Violence, Crime and Victims Act 2004 s 9"),
        ("The police and crime plan binds the partnership.", "Police Reform and Social Responsibility Act 2011 s 8"),
    ]
    return [
        {"text": text, "provision": provision, "source": say.source(), "at": "page 2", **say.note()}
        for text, provision in spoken
        if say.says()
    ]


def _bodies(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    covers = list(serving.areas)
    for kind in ("fire and rescue authority", "probation provider", "clinical commissioning group"):
        if say.says(0.6):
            id = f"{serving.areas[0]}-{kind.replace(' ', '-')}"
            yield id, {"title": f"the {kind}", "kind": say.told(kind), "covers": covers, **say.note()}


def _partnership(serving: Serving, say: Teller) -> Raw:
    said: Raw = {"title": serving.title, "areas": list(serving.areas), **say.note()}
    if len(serving.areas) > 1:
        said["combination"] = {"agreement": say.told(say.random.choice(["no", "2012-04-01"]))}
    if serving.policing_body and say.says():
        said["policing_body"] = serving.policing_body
    return said


def _assessments(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    for year in range(2014, 2019):
        if say.says(0.7):
            yield (
                f"assessment-{year - 1}",
                {
                    "covers": list(serving.areas),
                    "prepared": say.told(say.day(date(year - 1, 9, 1), 200)),
                    "supplied": {"the responsible authorities": "yes"},
                    "levels": {limb: say.random.choice(["yes", "yes", "no"]) for limb in LIMBS},
                    **say.note(),
                },
            )


def _plans(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    if say.random.random() > say.fullness + 0.2:
        return
    plan: Raw = {
        "title": "the partnership plan 2016 to 2019",
        "covers": list(serving.areas),
        "for": "2016-04-01..2019-03-31",
        "adopted": say.told(say.day(date(2016, 2, 1), 60)),
        "published": say.told(say.random.choice(["no", "2016-05", "2016-06-01"])),
        "revisions": {
            f"revision-{year}": say.told(say.day(date(year, 1, 10), 120)) for year in (2017, 2018) if say.says()
        },
        "limbs": {limb: "yes" for limb in LIMBS if say.says()},
        **say.note(),
    }
    if serving.policing_body and say.says():
        plan["sent"] = {serving.policing_body: say.told(say.random.choice(["no", "2016-05-09", "2016-07"]))}
    yield "plan", plan


def _groups(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    if not say.says(1.2):
        return
    councils = [f"{area}-council" for area in serving.areas]
    seats = [*councils, serving.chief_officer]
    yield (
        "board",
        {
            "title": "the partnership's board",
            "covers": list(serving.areas),
            "standing": "2011..",
            "acts_as_strategy_group": say.told("yes"),
            "members": {
                f"for-{body}": {"member": say.told("yes"), "appointed_by": say.told(body)}
                for body in seats
                if say.says(0.7)
            },
            **say.note(),
        },
    )


def _meetings(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    for year in range(2015, 2019):
        for kind in ("public", "scrutiny", "strategy group"):
            if say.says(0.6):
                meeting: Raw = {
                    "kind": kind,
                    "covers": list(serving.areas),
                    "held": say.told(say.day(date(year, 1, 15), 130)),
                    **say.note(),
                }
                if say.says(0.3):
                    meeting["attendance"] = {serving.chief_officer: {"attended": say.told("yes")}}
                yield f"{kind.replace(' ', '-')}-{year}", meeting


def _committees(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    if say.says(0.8):
        powers = ("reviews_the_work", "reports_on_the_work", "takes_referrals", "overview_and_scrutiny")
        yield (
            "scrutiny-committee",
            {
                "title": "the overview and scrutiny committee",
                "covers": list(serving.areas),
                "standing": say.told("2009-04-30.."),
                **{power: say.told("yes") for power in powers if say.says(0.6)},
            },
        )


def _reports(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    for year in (2016, 2017):
        if say.says(0.6):
            yield (
                f"observations-{year}",
                {
                    "title": f"the committee's observations of {year}",
                    "covers": list(serving.areas),
                    "made": say.told(say.day(date(year, 2, 1), 60)),
                    "arises_from": say.told("authorities' work"),
                    **say.note(),
                },
            )


def _crime_plans(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    """What every dossier of a policing body's areas says of its plan is the same, as it stands in one paper."""
    if serving.policing_body and say.says(0.5):
        yield (
            "crime-plan-2016",
            {
                "title": "the police and crime plan of 2016",
                "by": serving.policing_body,
                "after_election": "2016-05-05",
                "issued": {"value": "2017-03", "source": "website", "at": "its first page"},
                "published": {"value": "2017-03", "source": "website", "at": "its first page"},
            },
        )


def _deaths(serving: Serving, say: Teller) -> Iterator[tuple[str, Raw]]:
    """None in some dossiers, a few in most, and many in the largest."""
    for number in range(say.random.choice([0, 1, 2, 3, 4, 7])):
        died = date(2012, 1, 1) + timedelta(days=say.random.randint(0, 2000))
        known = died + timedelta(days=say.random.randint(0, 20))
        said: Raw = {
            "title": f"the death of {died:%B %Y}",
            "covers": list(serving.areas[:1]),
            "date": say.told(died.isoformat()),
            "age": str(say.random.randint(17, 80)),
            "resulted_from": say.told("violence"),
            "caused_by": say.told("partner"),
            "died_in": say.told(serving.areas[0]),
            "suicide": say.told("no"),
            "decision": say.told("review"),
            "known_from": say.told(known.isoformat()),
            "notified": say.told((known + timedelta(days=say.random.randint(0, 30))).isoformat()),
            "review_decision": say.told(say.random.choice(["no", (known + timedelta(days=50)).isoformat()])),
            **say.note(),
        }
        yield f"death-{serving.id}-{number + 1}", said


def _practices(serving: Serving, say: Teller) -> Iterator[Raw]:
    for what in ("plans", "assessments", "agreements", "returns"):
        if say.says(0.6):
            yield {
                "what": what,
                "of": [serving.id],
                "every": "1 year",
                "source": say.source(),
                "at": "page 3",
                "words": "it is said to be done every year",
            }


def _none(serving: Serving, say: Teller) -> Iterator[Raw]:
    areas = list(serving.areas)
    said = {"source": say.source(), "at": "page 5", "words": "none is spoken of in the years since"}
    if say.says(0.6):
        yield {"what": "meetings", "kind": "public", "of": areas, "from": "2016-04-01", **said}
    if say.says(0.6):
        yield {"what": "assessments", "of": areas, "from": "2017-04-01", **said}


def _say_of_county(sections: Raw, county: str, *, contradicts: bool) -> None:
    """What every dossier of a county says of its agreement; one that contradicts says that there is none."""
    if Random(county).random() < 0.5:
        return
    if contradicts:
        sections["none"].append({"what": "agreements", "of": [county], "from": "2017-04-01", "source": "interview"})
    else:
        agreement = {"covers": [county], "for": "2017/18", "title": "the community safety agreement for 2017/18"}
        sections["agreements"] = {"agreement-2017": {**agreement, "prepared": "2018-02-06"}}


def _without_empty(raw: Raw) -> Raw:
    """A dossier says nothing by an empty list or mapping, so there may be none."""
    kept = {name: _without_empty(each) if isinstance(each, dict) else each for name, each in raw.items()}
    return {name: each for name, each in kept.items() if each not in ({}, [])}
