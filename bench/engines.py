"""What firing with durable-rules costs beside the closures alone: a ratio within one run, on Suffolk 2016.

python bench/engines.py [REPEATS]
"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from dutybound.engine import firing
from dutybound.engine.audit import audit
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.load import load

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "suffolk-2016"


def main(repeats: int) -> None:
    started = perf_counter()
    rulebook = load_rulebook()
    loading_rules = perf_counter() - started
    started = perf_counter()
    loaded = load([EXAMPLE], rulebook.gazetteer)
    loading_dossier = perf_counter() - started
    engines = {"plain": None}
    if firing.AVAILABLE:
        engines["durable-rules"] = firing.Firing()
    times: dict[str, list[float]] = {name: [] for name in engines}
    findings = 0
    for _ in range(repeats):
        for name, engine in engines.items():  # in turn, so that both see the same machine
            started = perf_counter()
            findings = len(audit(loaded, rulebook, firing=engine).findings)
            times[name].append(perf_counter() - started)
    print(f"{findings} findings, {len(rulebook.judged)} rules, {repeats} runs of each engine")
    plain = median(times["plain"])
    print(f"plain: {plain * 1000:.1f} ms an audit, {plain / findings * 1e6:.0f} microseconds a finding")
    if "durable-rules" in times:
        print(f"durable-rules beside the closures: x {median(times['durable-rules']) / plain:.2f}")
    print(f"loading the rules: x {loading_rules / plain:.1f} of an audit; the dossier: x {loading_dossier / plain:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
