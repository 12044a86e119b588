"""What the tool costs, beside other ways of deciding the same duties: ``make bench``, or python -m bench --help.

The process that is started here only starts others and reads what they say. It imports nothing large, so that the peak
memory of each is its own. docs/performance.md says how to read what it prints.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from .children import ChildFailedError
from .measuring import measured
from .results import Results, kept
from .table import about, as_markdown, as_text, tables

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Measure, or show what was measured before. 1 where a contender came to another outcome."""
    given = _options().parse_args()
    try:
        results = kept(given.show) if given.show else _measured(given)
    except ChildFailedError as error:
        print(error, file=sys.stderr)
        return 1
    written = as_markdown if given.markdown else as_text
    print(about(results))
    print()
    for table in tables(results):
        print(written(table))
    for contender, duties in results.unequal.items():
        print(f"{results.contenders[contender]} came to other outcomes: {', '.join(duties[:5])}", file=sys.stderr)
    return 1 if results.unequal else 0


def _measured(given: argparse.Namespace) -> Results:
    with tempfile.TemporaryDirectory() as folder:
        return measured(sorted(set(given.sizes)), given.runs, given.seed, Path(folder), given.json)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what the tool costs.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 300, 3000], help="Numbers of partnerships.")
    parser.add_argument("--runs", type=int, default=5, help="How often everything is measured, in turn.")
    parser.add_argument("--seed", type=int, default=1, help="What the generated dossiers say.")
    parser.add_argument("--json", type=Path, default=HERE / "results.json", help="Where the results are kept.")
    parser.add_argument("--markdown", action="store_true", help="Print the table as Markdown.")
    parser.add_argument("--show", type=Path, metavar="JSON", help="Print results that were kept, and measure nothing.")
    return parser


if __name__ == "__main__":
    sys.exit(main())
