"""The command that compares two results: last year's and this year's, or before and after new facts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..engine.rulebook import Rulebook
from ..facts.load import Loaded, load
from ..facts.problems import BadInputError
from ..facts.pseudonyms import Pseudonyms, without_names
from ..reports import comparison_page, comparison_table, comparison_text, json_format
from ..reports.comparison import NotComparableError, compare
from ..reports.compose import report_of
from ..reports.json_format import UnreadableReportError, read_report
from ..reports.model import Report
from ..reports.redaction import redacted
from ..terminal import Exit, fail, print_lines, why_not_written, width, write
from .reading import form_among, rulebook_with, run

#: The formats, and whether a terminal can show each.
FORMS = {"text": True, "html": True, "json": True, "csv": True, "xlsx": False}


def compare_results(
    first: Path,
    second: Path,
    form: str | None,
    local: tuple[Path, ...],
    engine: str | None,
    redact: bool,
    output: Path | None,
    force: bool,
    exit_zero: bool,
) -> None:
    """Print what became of each finding; a new gap of force must ends the run with its own code."""
    form = form_among(FORMS, form, output)
    problem = why_not_written(output, force=force)
    reports = _reports((first, second), local, engine, [problem] if problem else [], redact=redact)
    try:
        comparison = compare(*reports, from_dossiers=not any(map(_is_saved, (first, second))))
    except NotComparableError as error:
        fail(f"{first}, {second}: {error}", Exit.BAD_INPUT)
    if form == "text":
        print_lines(comparison_text.lines(comparison, width(output)), output, force=force)
    else:
        made: dict[str, Callable[[], str | bytes]] = {
            "html": lambda: comparison_page.render(comparison),
            "json": lambda: json_format.written(comparison),
            "csv": lambda: comparison_table.as_csv(comparison),
            "xlsx": lambda: comparison_table.as_workbook(comparison),
        }
        write(made[form](), output, force=force)
    if comparison.new_breach and not exit_zero:
        sys.exit(Exit.GAP)


def _is_saved(path: Path) -> bool:
    return path.suffix.lower() == ".json"


def _reports(
    paths: Iterable[Path], local: tuple[Path, ...], engine: str | None, problems: list[str], *, redact: bool
) -> list[Report]:
    """The result of each path, read or made. What is wrong with any of them, or was before, ends the run."""
    read: list[Report | Loaded] = []
    rulebook: Rulebook | None = None
    for path in paths:
        try:
            if _is_saved(path):
                read.append(_saved(path, redact=redact))
                continue
            rulebook = rulebook or rulebook_with(local)
            read.append(load([path], rulebook.gazetteer))
        except (BadInputError, UnreadableReportError) as error:
            problems.append(str(error))
    if problems:
        fail("\n".join(problems), Exit.BAD_INPUT)
    pseudonyms = Pseudonyms()
    return [
        each
        if isinstance(each, Report)
        else _report_of(each, pseudonyms.of(each.dossier) if redact else None, local, engine)
        for each in read
    ]


def _report_of(loaded: Loaded, names: Mapping[str, str] | None, local: tuple[Path, ...], engine: str | None) -> Report:
    """The result of a dossier; where its things are called by pseudonyms, without names and redacted."""
    rulebook = rulebook_with(local)
    if names is None:
        return report_of(run(loaded, rulebook, engine), proof="none")
    return redacted(report_of(run(without_names(loaded, names), rulebook, engine), proof="none"))


def _saved(path: Path, *, redact: bool) -> Report:
    """A saved result. Raises UnreadableReportError, also where it is to be redacted and was not when it was saved."""
    try:
        report = read_report(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableReportError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:  # not UTF-8
        raise UnreadableReportError(f"{path}: this is not a text file saved as UTF-8") from error
    except UnreadableReportError as error:
        hint = "; a dossier in JSON is compared as the folder in which it lies"
        raise UnreadableReportError(f"{path}: {error}{hint if 'schema_version' in str(error) else ''}") from error
    if redact and not report.redacted:
        raise UnreadableReportError(
            f"{path}: this result was saved without --redact, and what must be withheld cannot be told from it alone: "
            "compare the dossier itself, or save its result with audit --redact"
        )
    return report
