"""What a portfolio keeps of each dossier and how it is written: little of each, in pieces, and the same to the byte."""

from __future__ import annotations

import csv
import pickle
import sys
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from dutybound import terminal
from dutybound.engine.audit import audit
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.folders import dossiers_below
from dutybound.facts.load import load
from dutybound.reports import csv_format, json_format, portfolio_page, portfolio_table, portfolio_text
from dutybound.reports.keeping import Keeper, Questions
from dutybound.reports.model import RulesUsed
from dutybound.reports.portfolio import Asked, Broken, Portfolio, Summed
from dutybound.reports.summing import portfolio_of, summed

from .small_report import small_report

HERE = Path(__file__).resolve().parent / "portfolio"


@cache
def two_districts() -> tuple[bytes, ...]:
    """The summaries of two dossiers as another process sends them: they share no object."""
    book = load_rulebook()
    return tuple(
        pickle.dumps(summed(audit(load(each.files, book.gazetteer), book), Path(each.name).name, 0))
        for each in dossiers_below(HERE)
    )


def read() -> list[Summed]:
    return [pickle.loads(each) for each in two_districts()]


def together(dossiers: Iterable[Summed]) -> Portfolio:
    return portfolio_of(
        dossiers, [Broken("x.yaml", ("x.yaml: it is broken",))], engine="plain", rules=RulesUsed(1, "digest")
    )


def as_kept() -> Portfolio:
    keeper = Keeper()
    return together([keeper.kept(each) for each in read()])


# -- what is kept


def test_what_is_kept_says_all_that_was_read() -> None:
    given, kept = together(read()), as_kept()
    assert json_format.written(kept) == json_format.written(given)
    assert "".join(portfolio_page.render(kept)) == "".join(portfolio_page.render(given))
    assert "".join(portfolio_table.as_csv(kept)) == "".join(portfolio_table.as_csv(given))
    assert list(portfolio_text.lines(kept, 80)) == list(portfolio_text.lines(given, 80))


def objects_of(value: Any, found: dict[int, Any]) -> dict[int, Any]:
    """Every object of which a value is made, each once."""
    if id(value) in found or isinstance(value, int | None):
        return found
    found[id(value)] = value
    if isinstance(value, dict):
        parts: Iterable[Any] = [*value, *value.values()]
    elif isinstance(value, tuple):
        parts = value
    elif isinstance(value, Questions):
        parts = [getattr(value, each) for each in Questions.__slots__]
    else:
        parts = [getattr(value, each.name) for each in fields(value)] if is_dataclass(value) else ()
    for each in parts:
        objects_of(each, found)
    return found


def test_a_further_dossier_of_the_same_words_adds_little() -> None:
    """Three thousand partnerships must not need ten times the memory of three hundred."""
    one = read()[0]
    keeper = Keeper()
    had = objects_of(keeper.kept(one), {})
    held = len(keeper._held)
    further = keeper.kept(read()[0])
    objects = objects_of(further, dict(had))
    added = sum(sys.getsizeof(each) for id, each in objects.items() if id not in had)
    alone = sum(sys.getsizeof(each) for each in objects_of(one, {}).values())
    assert len(keeper._held) == held, "nothing that it says is new"
    assert (len(objects) - len(had)) * 20 < len(had)
    assert added * 10 < alone


def test_questions_that_differ_only_in_what_they_are_asked_of_are_held_once() -> None:
    keeper = Keeper()
    one = read()[0]
    elsewhere = replace(
        read()[0],
        own=tuple(
            replace(each, questions=tuple(replace(asked, about=("Elsewhere",)) for asked in each.questions))
            for each in read()[0].own
        ),
    )
    keeper.kept(one)
    held = len(keeper._held)
    kept = keeper.kept(elsewhere)
    assert len(keeper._held) == held + 1, "only of what they are asked is new"
    assert {asked.about for each in kept.own for asked in each.questions} == {("Elsewhere",)}


def test_questions_that_are_kept_are_a_list_of_questions() -> None:
    alike = (Asked("the officer", "Was it?", (), 1, 2), Asked("", "When?", (), 0, 1))
    questions = Questions(alike, (("Camden",), ("Barnet", "Brent")))
    first, second = (
        Asked("the officer", "Was it?", ("Camden",), 1, 2),
        Asked("", "When?", ("Barnet", "Brent"), 0, 1),
    )
    assert list(questions) == [first, second]
    assert (len(questions), questions[0], questions[-1], list(questions[1:])) == (2, first, second, [second])
    assert not Questions((), ())


# -- how it is written


@pytest.mark.parametrize("value", [together([]), small_report()], ids=["without dossiers", "report"])
def test_the_pieces_of_a_json_are_the_whole(value: Any) -> None:
    assert "".join(json_format.pieces(value)) == json_format.written(value)


def test_the_pieces_of_a_portfolio_are_the_whole_and_none_is_larger_than_what_one_is_told() -> None:
    kept = as_kept()
    pieces = list(json_format.pieces(kept))
    assert "".join(pieces) == json_format.written(kept)
    keeper = Keeper()
    more = together([keeper.kept(replace(each, shared=())) for _ in range(5) for each in read()])
    assert max(map(len, json_format.pieces(more))) <= max(map(len, pieces))


def test_the_pieces_of_a_csv_are_the_whole_and_none_is_long() -> None:
    rows = [(str(number), "=a\nb") for number in range(2 * csv_format._ROWS + 1)]
    pieces = list(csv_format.pieces(("Number", "Text"), rows, "", "Take care"))
    assert "".join(pieces) == csv_format.written(("Number", "Text"), rows, "", "Take care")
    assert max(each.count("\r\n") for each in pieces) == csv_format._ROWS
    told = list(csv.reader(StringIO("".join(pieces).removeprefix("\ufeff"), newline="")))
    assert told == [["Take care", "Number", "Text"], *(["", number, "'=a\nb"] for number, _ in rows)]


def test_a_file_whose_pieces_cannot_all_be_made_is_not_written(tmp_path: Path) -> None:
    def pieces() -> Iterable[str]:
        yield "half"
        raise ZeroDivisionError

    output = tmp_path / "out.json"
    output.write_text("the earlier result", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        terminal.write(pieces(), output, force=True)
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ["the earlier result"]
