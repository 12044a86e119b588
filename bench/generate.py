"""Makes dossiers of many partnerships, the same for the same seed, of the shapes and sizes that real ones have.

python bench/generate.py FOLDER NUMBER [SEED]

The areas are real and all else is made up. A third of the dossiers are scant and most are middling. Each is a folder
of one file or three. Partnerships serve one area, or two neighbours of one county. What the dossiers of one county say
of the county is the same, but that one dossier in sixteen or so may contradict the others.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.gazetteer import Gazetteer

AS_AT = date(2018, 6, 1)
LIMBS = ("crime and disorder", "substance misuse", "re-offending")
Raw = dict[str, Any]


@dataclass(frozen=True)
class Serving:
    """A partnership to be made: its areas, their county if it is in two tiers, and its policing body."""

    areas: tuple[str, ...]
    title: str
    county: str | None
    policing_body: str | None

    @property
    def id(self) -> str:
        return f"{self.areas[0]}-csp"


def generate(folder: Path, number: int, seed: int = 1) -> tuple[Path, ...]:
    """Write the dossiers of some partnerships below a folder, which is made; the folder of each is returned."""
    random = Random(seed)
    made = []
    for serving in servings(rulebook_without_cases().gazetteer, number, random):
        place = folder / serving.areas[0]
        place.mkdir(parents=True)
        _write(place, dossier(serving, random, seed), random)
        made.append(place)
    return tuple(made)


def servings(gazetteer: Gazetteer, number: int, random: Random) -> list[Serving]:
    """Partnerships of as many areas as are needed, whole counties first, so that districts share them."""
    standing = {id: row for id, row in gazetteer.areas.items() if row.stands(AS_AT)}
    by_county: dict[str, list[str]] = {}
    for id, row in standing.items():
        by_county.setdefault(row.county or id, []).append(id)
    groups = list(by_county.values())
    random.shuffle(groups)
    found: list[Serving] = []
    for group in groups:
        areas = list(group)
        while areas and len(found) < number:
            taken = tuple(areas.pop(0) for _ in range(min(len(areas), random.choice([1, 1, 1, 2]))))
            first = standing[taken[0]]
            bodies = [each.id for each in gazetteer.police_areas[first.police_area].bodies if each.stands(AS_AT)]
            title = f"{' and '.join(standing[each].title for each in taken)} Community Safety Partnership"
            found.append(Serving(taken, title, first.county, bodies[0] if bodies else None))
    if len(found) < number:
        raise ValueError(f"there are areas for {len(found)} partnerships")
    return found


def dossier(serving: Serving, random: Random, seed: int) -> Raw:
    """One dossier: scant, middling or full."""
    fullness = random.choice([0.2, 0.5, 0.5, 0.8])

    def some(value: Any) -> list[Any]:
        return [value] if random.random() < fullness else []

    def told(value: Any) -> Raw:
        return {"value": value, "source": random.choice(["minutes", "website", "interview"]), "at": _place(random)}

    areas = list(serving.areas)
    raw: Raw = {
        "dossier": {"title": f"{serving.title} in 2018", "as_at": AS_AT.isoformat()},
        "sources": {
            "minutes": {"title": "Minutes of the partnership", "kind": "minute", "date": "2018-05"},
            "website": {"title": "The partnership's website", "kind": "webpage", "date": "2018-05-20"},
            "interview": {"title": "Interview with the partnership's officer", "kind": "interview", "date": "2018-05"},
        },
        "partnerships": {serving.id: {"title": serving.title, "areas": areas}},
        "plans": {},
        "assessments": {},
        "meetings": {},
        "groups": {},
        "none": [],
    }
    if len(areas) > 1:
        raw["partnerships"][serving.id]["combination"] = {"agreement": random.choice(["no", "2012-04-01"])}
    for year in range(2014, 2019):
        for _ in some(0):
            raw["assessments"][f"assessment-{year - 1}"] = {
                "covers": areas,
                "prepared": told(_day(random, date(year - 1, 9, 1), 200)),
                "supplied": {"the responsible authorities": "yes"},
                "levels": {limb: random.choice(["yes", "yes", "no"]) for limb in LIMBS},
            }
    if random.random() < fullness + 0.2:
        raw["plans"]["plan"] = {
            "title": "the partnership plan 2016 to 2019",
            "covers": areas,
            "for": "2016-04-01..2019-03-31",
            "adopted": told(_day(random, date(2016, 2, 1), 60)),
            "published": told(random.choice(["no", "2016-05", "2016-06-01"])),
            "revisions": {
                f"revision-{year}": told(_day(random, date(year, 1, 10), 120)) for year in (2017, 2018) for _ in some(0)
            },
            "limbs": {limb: "yes" for limb in LIMBS if random.random() < fullness},
        }
        if serving.policing_body and random.random() < 0.7:
            sent = told(random.choice(["no", "2016-05-09", "2016-07"]))
            raw["plans"]["plan"]["sent"] = {serving.policing_body: sent}
    for year in range(2015, 2019):
        for kind in ("public", "scrutiny", "strategy group"):
            for _ in some(0):
                raw["meetings"][f"{kind.replace(' ', '-')}-{year}"] = {
                    "kind": kind,
                    "covers": areas,
                    "held": told(_day(random, date(year, 1, 15), 130)),
                }
    for _ in some(0):
        raw["groups"]["board"] = {
            "title": "the partnership's board",
            "covers": areas,
            "standing": "2011..",
            "acts_as_strategy_group": "yes",
        }
    for _ in some(0):
        raw["none"].append(
            {"what": "meetings", "kind": "public", "of": areas, "from": "2016-04-01", "source": "minutes"}
        )
    for _ in some(0):
        raw["none"].append({"what": "assessments", "of": areas, "from": "2017-04-01", "source": "interview"})
    if random.random() < 0.15:
        raw["deaths"] = dict(_deaths(random, areas, serving.areas[0]))
    if serving.county:
        _say_of_county(raw, serving.county, seed, contradicts=random.random() < 0.06)
    return _without_empty(raw)


def _without_empty(raw: Raw) -> Raw:
    """A dossier says nothing by an empty list or mapping, so there may be none."""
    kept = {name: _without_empty(each) if isinstance(each, dict) else each for name, each in raw.items()}
    return {name: each for name, each in kept.items() if each not in ({}, [])}


def _say_of_county(raw: Raw, county: str, seed: int, *, contradicts: bool) -> None:
    """What every dossier of a county says of its agreement; one that contradicts says that there is none."""
    random = Random(f"{seed} {county}")
    if random.random() < 0.5:
        return
    if contradicts:
        raw["none"].append({"what": "agreements", "of": [county], "from": "2017-04-01", "source": "interview"})
    else:
        agreement = {"covers": [county], "for": "2017/18", "title": "the community safety agreement for 2017/18"}
        raw["agreements"] = {"agreement-2017": {**agreement, "prepared": "2018-02-06"}}


def _deaths(random: Random, areas: list[str], name: str) -> Iterator[tuple[str, Raw]]:
    died = date(2017, 1, 1) + timedelta(days=random.randint(0, 300))
    known = died + timedelta(days=random.randint(0, 20))
    yield (
        f"death-{name}",
        {
            "covers": areas[:1],
            "date": died.isoformat(),
            "age": str(random.randint(17, 80)),
            "resulted_from": "violence",
            "caused_by": "partner",
            "known_from": known.isoformat(),
            "notified": (known + timedelta(days=random.randint(0, 30))).isoformat(),
            "review_decision": random.choice(["no", (known + timedelta(days=50)).isoformat()]),
        },
    )


def _day(random: Random, first: date, within: int) -> str:
    return min(first + timedelta(days=random.randint(0, within)), AS_AT).isoformat()


def _place(random: Random) -> str:
    return f"page {random.randint(1, 40)}"


def _write(folder: Path, raw: Raw, random: Random) -> None:
    """One file, or three as the longer examples have them."""
    files = {"dossier.yaml": raw}
    if random.random() < 0.4:
        files = {
            "dossier.yaml": {name: raw[name] for name in raw if name not in ("sources", "none")},
            "sources.yaml": {"sources": raw["sources"]},
            "statements.yaml": {"none": raw["none"]} if "none" in raw else {},
        }
    for name, content in files.items():
        if content:
            text = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
            (folder / name).write_text(text, encoding="utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes every list out: dossiers are read without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
