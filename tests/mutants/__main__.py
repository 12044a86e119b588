"""How good the cases of the rules are: how many mutants of each rule they kill.

python -m tests.mutants [--jobs N] [RULE ...]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

from dutybound.engine.rulebook import Rulebook, load_rulebook
from dutybound.facts.problems import BadInputError, nearest

from .killing import Measured, measured
from .report import is_good, lines
from .survivors import FILE, idle, read_explanations


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Measure the cases of the rules.")
    parser.add_argument("rules", nargs="*", metavar="RULE", help="rules to measure, by name; all if none is given")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many rules to measure at a time")
    options = parser.parse_args(arguments)
    try:
        rulebook = load_rulebook()
        explained = read_explanations(FILE, rulebook.rules)
        chosen = named(rulebook, options.rules)
    except BadInputError as error:
        return _refused([str(problem) for problem in error.problems])
    except KeyError as error:
        return _refused([str(error.args[0])])
    results = sorted(_each(rulebook, chosen, options.jobs), key=lambda each: each.rule)
    for line in lines(results, explained):
        print(line)
    wrong = idle(explained, results, FILE.name)
    for problem in wrong:
        print(problem, file=sys.stderr)
    return 0 if is_good(results, explained) and not wrong else 1


def _refused(messages: list[str]) -> int:
    for message in messages:
        print(message, file=sys.stderr)
    return 2


def named(rulebook: Rulebook, names: list[str]) -> list[str]:
    """The ids of rules given by id or by name; all if none is given. Raises KeyError."""
    found = []
    for name in names:
        ids = [id for id in rulebook.rules if name in (id, id.split("/")[1])]
        if not ids:
            short = [id.split("/")[1] for id in rulebook.rules]
            raise KeyError(f'there is no rule "{name}"{nearest(name, short)}')
        found += ids
    return found or list(rulebook.rules)


def _each(rulebook: Rulebook, rules: list[str], jobs: int) -> Iterator[Measured]:
    """Measure rules side by side, those with the most cases first, with progress on a terminal."""
    first = sorted(rules, key=lambda id: -len(rulebook.rules[id].cases))
    with ProcessPoolExecutor(max(1, min(jobs, len(first)))) as pool:
        running = [pool.submit(_of_one, id) for id in first]
        for number, done in enumerate(as_completed(running), start=1):
            if sys.stderr.isatty():
                print(f"\r{number} of {len(first)} rules", end="" if number < len(first) else "\n", file=sys.stderr)
            yield done.result()


def _of_one(id: str) -> Measured:
    rulebook = load_rulebook()
    return measured(rulebook, rulebook.rules[id])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
