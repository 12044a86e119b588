"""Writes dossiers of many partnerships, the same for the same seed, of the shapes and sizes that real ones have.

python -m bench.generate FOLDER NUMBER [SEED]

The areas are real and all else is made up. Partnerships serve one area, or two neighbours of one county, and each
dossier is a folder of one file or three. What the dossiers of one county say of the county is the same, but that one
in sixteen or so may contradict the others. There are areas for about 300 partnerships. Of more, each further 300 are
again of all the areas, as if of another country: with other ids and saying other things.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml
from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.gazetteer import Gazetteer, chief_of

from .dossiers import AS_AT, Raw, Serving, dossier

#: How many partnerships one round of the areas makes.
ROUND = 300


def generate(folder: Path, number: int, seed: int = 1) -> tuple[Path, ...]:
    """Write the dossiers of some partnerships below a folder, which is made; the folder of each is returned."""
    gazetteer = rulebook_without_cases().gazetteer
    made = []
    for start in range(0, number, ROUND):
        round = start // ROUND + 1
        for serving in servings(gazetteer, min(ROUND, number - start), round, seed):
            place = folder / f"round-{round:02}" / serving.areas[0]
            place.mkdir(parents=True)
            _write(place, dossier(serving, seed), split=Random(f"{seed} files {serving.id}").random() < 0.4)
            made.append(place)
    return tuple(made)


def servings(gazetteer: Gazetteer, number: int, round: int, seed: int) -> list[Serving]:
    """Partnerships of as many areas as are needed, whole counties first, so that districts share them."""
    random = Random(f"{seed} round {round}")
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
            found.append(_serving(gazetteer, taken, round))
    if len(found) < number:
        raise ValueError(f"there are areas for {len(found)} partnerships in a round")
    return found


def _serving(gazetteer: Gazetteer, areas: tuple[str, ...], round: int) -> Serving:
    first = gazetteer.areas[areas[0]]
    bodies = [each.id for each in gazetteer.police_areas[first.police_area].bodies if each.stands(AS_AT)]
    title = f"{' and '.join(gazetteer.areas[each].title for each in areas)} Community Safety Partnership"
    id = f"{areas[0]}-csp" if round == 1 else f"{areas[0]}-csp-{round}"
    return Serving(id, areas, title, first.county, bodies[0] if bodies else None, chief_of(first.police_area))


def _write(folder: Path, raw: Raw, *, split: bool) -> None:
    """One file, or three as the longer examples have them."""
    files = {"dossier.yaml": raw}
    if split:
        aside = {"sources.yaml": ("sources", "claims"), "statements.yaml": ("none", "practices")}
        moved = {name for names in aside.values() for name in names}
        files = {"dossier.yaml": {name: said for name, said in raw.items() if name not in moved}}
        files |= {file: {name: raw[name] for name in names if name in raw} for file, names in aside.items()}
    for name, content in files.items():
        if content:
            text = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
            (folder / name).write_text(text, encoding="utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes as the examples are written: a short list or fact on a line in brackets, and nothing by an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        return super().represent_mapping(tag, mapping, flow_style=_short([*mapping, *mapping.values()]))

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        return super().represent_sequence(tag, sequence, flow_style=_short(sequence))


def _short(parts: Sequence[object]) -> bool:
    """Whether parts are all words, and few enough for a line."""
    return all(isinstance(each, str) for each in parts) and sum(len(str(each)) for each in parts) < 80


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
