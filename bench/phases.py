"""What each phase of an audit costs, one dossier after the other as a portfolio reads them.

Reading, the whole of loading, the audit and the report are timed as they happen. Two phases are inside the audit, so
what it decided is decided again and timed alone: *fire*, through durable-rules, and *prove*, by the engine's own
evaluation from conditions that were read. The rest of the audit is *reduce*: to read each condition's truth from the
typed facts, and to word what is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from dutybound.engine import firing
from dutybound.engine.audit import audit
from dutybound.engine.firing import Firing
from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.load import load
from dutybound.facts.nodes import read_file
from dutybound.reports import json_format
from dutybound.reports.compose import report_of

from .contenders import engine
from .evaluations import Noting
from .sample import Sample
from .spent import Clock, Spent


def phases(folders: Iterable[Path]) -> dict[str, Spent]:
    """What each phase cost over some dossiers.

    ``load`` is all of read and validate; ``audit`` is all of reduce, fire and prove; ``whole`` is from files to JSON.
    """
    clock, rulebook, noting, refiring = Clock(), rulebook_without_cases(), Noting(), Firing()
    for folder in folders:
        files = sorted(folder.glob("*.yaml"))
        with clock("C loader"):
            for file in files:
                yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
        with clock("C base loader"):
            for file in files:
                yaml.load(file.read_bytes(), Loader=yaml.CBaseLoader)
        with clock("read"):
            for file in files:
                read_file(file, file.as_posix())
        with clock("load"):
            loaded = load([folder], rulebook.gazetteer)
        with clock("audit"):
            audited = audit(loaded, rulebook, firing=noting)
        with clock("report"):
            json_format.render(report_of(audited, proof="open"))
        sample = noting.sample(rulebook)
        deciding = engine.plain(sample)()
        with clock("prove"):
            deciding()
        if firing.AVAILABLE:
            _fire(sample, refiring, clock)
    return clock.spent | dict(_derived(clock.spent))


def _fire(sample: Sample, firing: Firing, clock: Clock) -> None:
    asked = [(each.duty, sample.duties[each.duty].skeleton, list(each.truths)) for each in sample.evaluations]
    with clock("fire"):
        for name, skeleton, truths in asked:
            firing.fire(name, skeleton, truths)


def _derived(spent: dict[str, Spent]) -> Iterator[tuple[str, Spent]]:
    """The phases that are known by difference, and the whole."""

    def less(one: Spent, *others: Spent) -> Spent:
        cpu = one.cpu - sum(each.cpu for each in others)
        return Spent(max(cpu, 0), max(one.wall - sum(each.wall for each in others), 0))

    fire = spent.get("fire", Spent(0, 0))
    yield "validate", less(spent["load"], spent["read"])
    yield "reduce", less(spent["audit"], fire, spent["prove"])
    parts = [spent[each] for each in ("load", "audit", "report")]
    yield "whole", Spent(sum(each.cpu for each in parts), sum(each.wall for each in parts))
