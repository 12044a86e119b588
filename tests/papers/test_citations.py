"""What five published papers say of the law, as a careful reader of each finds it, with the place and the verdict.

The passages of the papers that speak of law stand in `passages/` under their line numbers. To check the whole papers
too, name a folder that has them: DUTYBOUND_PAPERS=folder, with the file names of `WHOLE`.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from dutybound.cli import main

PASSAGES = Path(__file__).resolve().parent / "passages"
WHOLE = {
    "babergh-2018": "000_6c9edfe4f7bd2aae.txt",
    "babergh-2021": "001_3474c9f66d353000.txt",
    "surrey-2018": "002_c1da347c0b09c7fb.txt",
    "suffolk-2016": "003_02ff6bdfb5693e13.txt",
    "worcestershire-2016": "004_06cf70bdf75f1e58.txt",
}

CDA = "crime-and-disorder-act-1998"
DV = "domestic-violence-crime-and-victims-act-2004"
PJA = "police-and-justice-act-2006"
PRSRA = "police-reform-and-social-responsibility-act-2011"
REGS = "strategy-regulations-2007"
SCRUTINY = "scrutiny-regulations-2009"
AMENDING = "si-2012-2660"


@dataclass(frozen=True)
class Expected:
    """A citation: where, of what, what is to be said of it; and what was meant where it is wrong."""

    line: int
    instrument: str
    provisions: str
    verdict: str
    meant: str = ""
    taken: bool = False


def whole(line: int, instrument: str) -> Expected:
    """An instrument that a paper names without a provision."""
    return Expected(line, instrument, "", "exists")


def nearby(line: int, instrument: str, provisions: str, verdict: str = "right") -> Expected:
    """A provision whose instrument the paper does not name there."""
    return Expected(line, instrument, provisions, verdict, taken=True)


#: Line 112 says of section 17 that partnerships were made under it, and then what sections 5 and 6 say.
BABERGH_2018 = [
    Expected(13, CDA, "s 19, s 20", "something_else", f"{PJA} s 19, s 20"),
    whole(13, PJA),
    whole(13, SCRUTINY),
    Expected(23, CDA, "s 19, s 20", "something_else", f"{PJA} s 19, s 20"),
    whole(23, PJA),
    whole(23, SCRUTINY),
    Expected(27, CDA, "s 17", "something_else", f"{CDA} s 5"),
    Expected(60, DV, "s 9", "right"),
    Expected(61, DV, "s 9(1)", "right"),
    Expected(112, CDA, "s 17", "something_else", f"{CDA} s 5"),
]
SURREY_2018 = [whole(13, PJA), whole(23, CDA), whole(23, PJA), Expected(96, DV, "s 9", "right")]
#: From line 599 stands section 6 as it was before 2007: strategies for three years, and reports to the minister.
SUFFOLK_2016 = [
    *(nearby(line, REGS, "reg 8") for line in (100, 223, 397)),
    Expected(436, CDA, "s 5, s 6, s 7", "right"),
    whole(577, PRSRA),
    nearby(581, PRSRA, "Sch 11"),
    nearby(583, PRSRA, "Sch 11", "exists"),
    whole(583, CDA),
    Expected(585, CDA, "s 5(1)", "right"),
    nearby(585, CDA, "s 5", "exists"),
    Expected(587, CDA, "s 5", "right"),
    nearby(587, CDA, "s 5A(5)"),
    Expected(589, CDA, "s 6", "right"),
    Expected(591, CDA, "s 7", "exists"),
    nearby(591, CDA, "s 7"),
    whole(593, CDA),
    Expected(595, CDA, "s 6", "exists"),
    Expected(599, CDA, "s 6", "not_in_force"),
    whole(681, PRSRA),
    whole(685, PRSRA),
    nearby(695, CDA, "s 6"),
    nearby(697, CDA, "s 5", "exists"),
    nearby(701, CDA, "s 5(8)"),
    whole(723, REGS),
    whole(725, CDA),
    whole(726, REGS),
    whole(728, AMENDING),
    whole(729, PRSRA),
    whole(731, AMENDING),
    whole(737, REGS),
    *(nearby(737, REGS, number) for number in ("reg 9", "reg 8", "reg 10", "reg 3")),
    whole(739, REGS),
    whole(739, REGS),
    whole(770, CDA),
]
WORCESTERSHIRE_2016 = [
    Expected(36, CDA, "s 17", "right"),
    nearby(39, CDA, "s 17", "exists"),
    nearby(51, CDA, "s 17", "exists"),
]
PAPERS = {
    "babergh-2018": BABERGH_2018,
    "babergh-2021": [],
    "surrey-2018": SURREY_2018,
    "suffolk-2016": SUFFOLK_2016,
    "worcestershire-2016": WORCESTERSHIRE_2016,
}
DATES = {
    "babergh-2018": ("2018-09-20", "line 6"),
    "babergh-2021": (None, None),
    "surrey-2018": ("2018-02-08", "line 7"),
    "suffolk-2016": ("2016-03-18", "line 7"),
    "worcestershire-2016": ("2016-09-13", "line 3"),
}
OTHER_LAW = {
    "babergh-2018": {"Police Reform Act 2002": ["line 27"]},
    "babergh-2021": {},
    "surrey-2018": {"Police Reform Act 2002": ["line 23"]},
    "suffolk-2016": {"SI 2011/2896": ["line 693"]},
    "worcestershire-2016": {"Health and Social Care Act 2012": ["line 38"]},
}


def passages(name: str) -> str:
    """The passages of a paper, each on the line on which it stands there."""
    lines: dict[int, str] = {}
    for line in (PASSAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        number, _, text = line.partition("\t")
        lines[int(number)] = text
    return "\n".join(lines.get(number, "") for number in range(1, max(lines) + 1))


def checked(path: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(main, ["citations", str(path), "--format", "json", *arguments])
    assert result.exit_code in (0, 1), result.output
    return result.exit_code, json.loads(result.stdout)


@cache
def of_passages(name: str, folder: Path) -> tuple[int, dict[str, Any]]:
    path = folder / f"{name}.txt"
    path.write_text(passages(name), encoding="utf-8")
    return checked(path)


def as_found(citation: dict[str, Any]) -> Expected:
    cited = citation["cited"] or {"instrument": "", "provisions": []}
    meant = " / ".join(f"{each['instrument']} {', '.join(each['provisions'])}" for each in citation["meant"])
    line = int(citation["place"].removeprefix("line "))
    provisions = ", ".join(cited["provisions"])
    return Expected(line, cited["instrument"], provisions, citation["verdict"], meant, citation["taken"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


@pytest.mark.parametrize("name", PAPERS)
def test_every_citation_of_a_paper_is_found_and_judged(name: str, folder: Path) -> None:
    code, result = of_passages(name, folder)
    assert [as_found(each) for each in result["citations"]] == PAPERS[name]
    assert code == any(each["misquotes"] for each in result["citations"])


@pytest.mark.parametrize("name", PAPERS)
def test_the_date_of_a_paper_is_found_at_its_head(name: str, folder: Path) -> None:
    _, result = of_passages(name, folder)
    assert (result["as_at"], result["date_found_at"]) == DATES[name]


@pytest.mark.parametrize("name", PAPERS)
def test_other_law_is_named_and_never_called_wrong(name: str, folder: Path) -> None:
    _, result = of_passages(name, folder)
    assert {each["title"]: each["places"] for each in result["other_law"]} == OTHER_LAW[name]


@pytest.mark.skipif("DUTYBOUND_PAPERS" not in os.environ, reason="the whole papers are not part of the project")
@pytest.mark.parametrize("name", PAPERS)
def test_the_whole_papers_come_out_as_their_passages(name: str, folder: Path) -> None:
    _, result = checked(Path(os.environ["DUTYBOUND_PAPERS"]) / WHOLE[name])
    assert [as_found(each) for each in result["citations"]] == PAPERS[name]
    assert (result["as_at"], result["date_found_at"]) == DATES[name]
