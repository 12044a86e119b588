"""How large dossiers are, real and made up: lines, values and findings, for each partnership in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles

from dutybound.engine.audit import audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.load import load
from dutybound.facts.nodes import Node, read_file
from dutybound.reports import json_format
from dutybound.reports.compose import report_of


@dataclass(frozen=True)
class Shape:
    """The size of a dossier, or of a share of it."""

    lines: float
    kilobytes: float
    values: float
    findings: float
    kilobytes_of_json: float


def shapes(folders: Iterable[Path]) -> dict[str, list[float]]:
    """The quartiles of each measure over some dossiers, each dossier's divided by its partnerships."""
    found = [asdict(_shape(folder)) for folder in folders]
    return {name: quantiles([each[name] for each in found], n=4) for name in found[0]}


def _shape(folder: Path) -> Shape:
    rulebook = rulebook_without_cases()
    files = sorted(folder.glob("*.yaml"))
    documents = [document for file in files for document in read_file(file, file.name).documents]
    audited = audit(load([folder], rulebook.gazetteer), rulebook)
    json = json_format.render(report_of(audited, proof="open"))
    share = 1 / max(len(audited.dossier.partnerships), 1)
    return Shape(
        lines=sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) * share,
        kilobytes=sum(file.stat().st_size for file in files) / 1000 * share,
        values=sum(map(_values, documents)) * share,
        findings=len(audited.judgments) * share,
        kilobytes_of_json=len(json.encode()) / 1000 * share,
    )


def _values(node: Node) -> int:
    if isinstance(node.value, str):
        return 1
    return sum(map(_values, node.value.values() if isinstance(node.value, dict) else node.value))
