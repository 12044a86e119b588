"""The statute map: every provision that was ever in force, and which rule, if any, encodes it.

The map never names rules; rules cite rows. Joining the two answers how much of an instrument the tool covers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..facts.days import read_one_day
from ..facts.nodes import Node, read_nodes
from ..facts.problems import BadInputError, Problem, nearest, short
from .law import EXTENTS, SURE, Provision, Rule, Version

MAP_KEYS = ("title", "citation", "link", "rows")
KEYS = ("provision", "extent", "from", "to", "by", "sure", "link", "says", "note", "no_rule", "why")
NEEDED = ("provision", "extent", "from", "to", "by", "sure", "link", "says")
#: Why a row has no rule.
REASONS = ("definition", "power", "not a duty", "spent", "not certain")
#: The reasons that say nothing unless they say why.
UNEXPLAINED = ("not a duty", "spent", "not certain")
#: Every word for how a row is accounted for, in the order of a table.
WORDS = ("encoded", "judgement", *REASONS, "not yet encoded")


@dataclass(frozen=True)
class Row:
    """One version of one provision."""

    instrument: str
    provision: str
    extents: tuple[str, ...]
    #: None for a provision that was enacted and never brought into force.
    first: date | None
    last: date
    by: str
    sure: str
    link: str
    says: str
    note: str
    no_rule: str
    why: str
    file: str
    line: int

    @property
    def key(self) -> str:
        """What tells it from every other row of its instrument: provision, nation and first day."""
        return f"{self.provision}, {' and '.join(self.extents)}, {self.first or 'never'}"


@dataclass(frozen=True)
class Instrument:
    """An Act, statutory instrument or guidance, with its rows."""

    id: str
    title: str
    citation: str
    link: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Coverage:
    """A row, with the rules that cite it and the word for how it is accounted for."""

    row: Row
    rules: tuple[str, ...]
    #: Whether each of these rules asks a judgement of it and no fact.
    judged: bool = False

    @property
    def status(self) -> str:
        """One of ``WORDS``: encoded, judgement, the reason for no rule, or not yet encoded."""
        if self.rules:
            return "judgement" if self.judged else "encoded"
        return self.row.no_rule or "not yet encoded"


def read_map(path: Path, name: str) -> Instrument:
    """Read an instrument's map. Raises BadInputError with every problem in it."""
    [root] = read_nodes(path, name)
    problems: list[Problem] = []
    rows_node = root.get("rows")
    listed = rows_node.value if rows_node is not None else []
    if not isinstance(listed, list) or not listed:
        problems.append(Problem(name, root.key_lines.get("rows", root.line), "rows", "expected a list of rows"))
        listed = []
    rows = []
    for node in listed:
        row = _row(node, name, path.parent.name, problems)
        if row is not None:
            rows.append(row)
    problems += _clashes(rows)
    for key in root.value if isinstance(root.value, dict) else ():
        if key not in MAP_KEYS:
            line = root.key_lines.get(key, root.line)
            problems.append(Problem(name, line, "", f'unknown key "{key}"{nearest(key, MAP_KEYS)}'))
    for key in ("title", "citation", "link"):
        if not root.get(key):
            problems.append(Problem(name, root.line, "", f'"{key}" is missing'))
    if problems:
        raise BadInputError(problems)
    title, citation, link = (root.text(key) for key in ("title", "citation", "link"))
    return Instrument(path.parent.name, title, citation, link, tuple(rows))


def _row(node: Node, file: str, instrument: str, problems: list[Problem]) -> Row | None:
    def wrong(message: str, key: str = "") -> None:
        line = node.key_lines.get(key, node.line)
        problems.append(Problem(file, line, provision, message))

    value = node.value if isinstance(node.value, dict) else {}
    text = {key: " ".join(str(child.value).split()) for key, child in value.items() if isinstance(child.value, str)}
    provision = text.get("provision", "")
    before = len(problems)
    for key in value:
        if key not in KEYS:
            wrong(f'unknown key "{key}"{nearest(key, KEYS)}', key)
    for key in NEEDED:
        if key not in text:
            wrong(f'"{key}" is missing')
    if text.get("extent") not in EXTENTS:
        wrong(f"extent: expected one of {', '.join(EXTENTS)}", "extent")
    if text.get("sure") not in (*SURE, "unsure"):
        wrong(f"sure: expected one of {', '.join((*SURE, 'unsure'))}", "sure")
    if text.get("no_rule", "definition") not in REASONS:
        wrong(f"no_rule: expected one of {', '.join(REASONS)}; found {short(text['no_rule'])}", "no_rule")
    if text.get("no_rule") in UNEXPLAINED and not text.get("why"):
        wrong(f'a row that is {text["no_rule"]} needs "why"')
    if text.get("sure") == "unsure" and text.get("no_rule") != "not certain":
        wrong("a row of which nobody is sure is never law: expected no_rule: not certain", "sure")
    first = last = None
    try:
        first = None if text.get("from") == "never" else read_one_day(text.get("from", ""))
        last = date.max if text.get("to") == "open" else read_one_day(text.get("to", ""))
    except ValueError:
        wrong("from and to: expected days such as 2007-08-01, never, or open")
    if first and last and last < first:
        wrong("the row ends before it begins")
    if len(problems) > before or last is None:
        return None
    return Row(
        instrument,
        provision,
        EXTENTS[text["extent"]],
        first,
        last,
        text["by"],
        text["sure"],
        text["link"],
        text["says"],
        text.get("note", ""),
        text.get("no_rule", ""),
        text.get("why", ""),
        file,
        node.line,
    )


def _clashes(rows: Iterable[Row]) -> Iterator[Problem]:
    """Versions of one provision that are in force at once."""
    seen: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for extent in row.extents:
            others = seen.setdefault((row.provision, extent), [])
            for other in others:
                if row.first and other.first and row.first <= other.last and other.first <= row.last:
                    yield Problem(row.file, row.line, row.provision, f"two versions are in force at once in {extent}")
            others.append(row)


def join(instruments: Iterable[Instrument], rules: Iterable[Rule]) -> tuple[list[Coverage], list[Problem]]:
    """Every row with the rules that cite it, and each citation that names no row or the wrong dates."""
    by_provision: dict[tuple[str, str], list[Row]] = {}
    everything = list(instruments)
    for instrument in everything:
        for row in instrument.rows:
            by_provision.setdefault((instrument.id, row.provision), []).append(row)
    citing: dict[int, dict[str, bool]] = {}
    problems: list[Problem] = []
    for rule in rules:
        if rule.local:
            continue
        for version in rule.versions:
            cited = Provision(version.instrument, version.provision, version.line)
            for named in (cited, *version.also):
                found, wrong = _row_of(named, version, by_provision)
                if found is None:
                    problems.append(Problem(rule.file, named.line, rule.id, wrong))
                else:
                    judged = citing.setdefault(id(found), {})
                    judged[rule.id] = judged.get(rule.id, True) and version.text.only_judged
    coverage = [_covered(row, citing.get(id(row), {})) for each in everything for row in each.rows]
    return coverage, problems


def _covered(row: Row, judged: dict[str, bool]) -> Coverage:
    return Coverage(row, tuple(judged), judged=bool(judged) and all(judged.values()))


def _row_of(named: Provision, version: Version, rows: dict[tuple[str, str], list[Row]]) -> tuple[Row | None, str]:
    """The row of a provision that holds on all the days of a version and is as sure as it says, or what is wrong."""
    provisions = [provision for instrument, provision in rows if instrument == named.instrument]
    if not provisions:
        known = {instrument for instrument, _ in rows}
        return None, f'there is no statute map of "{named.instrument}"{nearest(named.instrument, known)}'
    candidates = rows.get((named.instrument, named.provision), [])
    if not candidates:
        return None, f'"{named.provision}" is not in the statute map{nearest(named.provision, provisions)}'
    for row in candidates:
        within = row.first is not None and row.first <= version.first and version.last <= row.last
        if within and set(version.extents) <= set(row.extents):
            if row.no_rule == "not certain" or row.sure == "unsure":
                return None, f"{named.provision} is not certain, and is never encoded as law: {row.why}"
            surer = named in version.also and SURE.index(row.sure) < SURE.index(version.sure)
            if row.sure != version.sure and not surer:
                return None, f'the map is "{row.sure}" of {named.provision}, the rule "{version.sure}"'
            return row, ""
    dates = "; ".join(f"{row.first} to {row.last} ({' and '.join(row.extents)})" for row in candidates)
    return None, f"{named.provision} was not in force on all these days; the map has {dates}"


def unaccounted(coverage: Iterable[Coverage]) -> Iterator[Problem]:
    """Each row that has neither a rule nor a reason, and each that has both."""
    for each in coverage:
        row = each.row
        if not each.rules and not row.no_rule:
            yield Problem(row.file, row.line, row.provision, "no rule encodes this row, and it does not say why")
        if each.rules and row.no_rule:
            encoded = f"{each.rules[0]} encodes this row"
            yield Problem(row.file, row.line, row.provision, f"{encoded}, and it says no_rule: {row.no_rule}")


def counts(coverage: Iterable[Coverage]) -> dict[str, Counter[str]]:
    """How many rows of each instrument have each status."""
    table: dict[str, Counter[str]] = {}
    for each in coverage:
        table.setdefault(each.row.instrument, Counter())[each.status] += 1
    return table
