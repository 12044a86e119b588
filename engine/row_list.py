"""The list of every row of the statute map, kept apart from the map so that no row can quietly vanish."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from ..facts.nodes import Node, read_nodes
from ..facts.problems import BadInputError, Problem, nearest
from .statute_map import Instrument

ROWS = "rows.yaml"


def check_row_list(
    path: Path, name: str, instruments: Iterable[Instrument], unread: Container[str]
) -> Iterator[Problem]:
    """Each row that stands in the list and in no map, or in a map and not in the list.

    Maps that could not be read (``unread``) are passed over: what is wrong with them is said already.
    """
    maps = {each.id: each for each in instruments}
    if not maps and not path.exists():
        return
    try:
        [root] = read_nodes(path, name)
    except BadInputError as error:
        yield from error.problems
        return
    lists = root.value if isinstance(root.value, dict) else {}
    for id, node in lists.items():
        if id in maps:
            yield from _differences(maps[id], node, name)
        elif id not in unread:
            line = root.key_lines.get(id, node.line)
            yield Problem(name, line, id, f"there is no statute map of this name{nearest(id, maps)}")
    for id, instrument in maps.items():
        if id not in lists:
            yield Problem(
                instrument.rows[0].file, instrument.rows[0].line, "", f'"{id}" is not in the list of rows, rules/{ROWS}'
            )


def _differences(instrument: Instrument, node: Node, name: str) -> Iterator[Problem]:
    listed: dict[str, int] = {}
    for each in node.value if isinstance(node.value, list) else [node]:
        key = each.value if isinstance(each.value, str) else ""
        if not key:
            yield Problem(name, each.line, instrument.id, "expected a list of rows: provision, nation, first day")
        elif key in listed:
            yield Problem(name, each.line, instrument.id, f'"{key}" stands here twice')
        listed.setdefault(key, each.line)
    rows = {row.key: row for row in instrument.rows}
    for key, line in listed.items():
        if key and key not in rows:
            yield Problem(name, line, instrument.id, f'"{key}" is no row of its statute map')
    for key, row in rows.items():
        if key not in listed:
            yield Problem(row.file, row.line, row.provision, f'"{key}" is not in the list of rows, rules/{ROWS}')
