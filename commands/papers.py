"""The commands on papers: what a paper cites of the law, and whether it is right."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from ..engine.checked_citations import check_citations
from ..engine.named_law import NamedLaw, read_named_law
from ..engine.rulebook import CITATIONS, SHIPPED
from ..facts.papers import read_paper
from ..facts.problems import BadInputError
from ..reports import citations as citations_text
from ..reports import citations_json
from ..terminal import Exit, fail, print_lines, refuse, why_not_written, width, write
from .reading import rulebook_with


def citations(file: Path, as_at: date | None, form: str, output: Path | None, force: bool) -> None:
    """Print what a paper cites of the law; a citation that is wrong ends the run with its own code."""
    problem = why_not_written(output, force=force)
    try:
        paper = read_paper(file)
    except BadInputError as error:
        fail("\n".join((*([problem] if problem else []), str(error))), Exit.BAD_INPUT)
    if problem:
        refuse(problem)
    result = check_citations(paper, _named_law(), as_at)
    if form == "json":
        write(citations_json.render(result), output, force=force)
    else:
        print_lines(citations_text.lines(result, width(output)), output, force=force)
    if result.misquotes:
        sys.exit(Exit.GAP)


def _named_law() -> NamedLaw:
    try:
        return read_named_law(SHIPPED / CITATIONS, f"rules/{CITATIONS}", rulebook_with(()).instruments)
    except BadInputError as error:
        fail(str(error), Exit.FAULT)
