"""Every command as a new user would use it, with right and with wrong arguments."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import click
import dutybound
import pytest
import yaml
from dutybound import cli
from dutybound.cli import main
from dutybound.commands import law, reading
from dutybound.engine import firing
from dutybound.engine.audit import audit
from dutybound.engine.cases import Checked
from dutybound.engine.findings import Audit
from dutybound.engine.law import Rule
from dutybound.engine.outcome import Outcome
from dutybound.engine.rulebook import SHIPPED, Rulebook, load_rulebook
from dutybound.engine.statuses import COUNTED, Status
from dutybound.facts.load import load
from dutybound.reports.compose import report_of
from dutybound.reports.json_format import render
from dutybound.reports.wording import named
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
SUFFOLK = EXAMPLES / "suffolk-2016"
BAD_RULES = Path(__file__).resolve().parent / "bad_rules"

#: Two gaps of force must on stated evidence: reg 14 and reg 12(4)(a) for 2015/16.
GAP = """\
dossier: {title: Camden, as_at: 2016-06-01}
sources: {minutes: {title: Minutes of the partnership, kind: minute, date: 2016-05}}
partnerships: {camden-csp: {title: Camden partnership, areas: [camden]}}
plans:
  plan-16:
    covers: [camden]
    for: 2016/17
    adopted: 2016-03-12
    published: {value: no, source: minutes, at: page 2}
none:
  - {what: meetings, kind: public, of: [camden], from: 2012-04-01, source: minutes, at: page 3}
"""
#: The same, with a plan that was published and meetings that nobody speaks of.
NO_GAP = GAP.replace("published: {value: no,", "published: {value: yes,").split("none:")[0]
#: The only gap is the compiler's reading of what the minutes say.
READ = GAP.replace("at: page 2", "at: page 2, by: compiler, basis: no word of publishing").split("none:")[0]
#: The only gaps lie in years before those that are judged by default.
EARLIER = (
    NO_GAP
    + "none: [{what: meetings, kind: public, of: [camden], from: 2012-04-01, until: 2014-03-31, source: minutes}]\n"
)
#: The only gap is of guidance, to which the partnership must have regard.
DEATH = """\
dossier: {title: Camden, as_at: 2018-12-01}
partnerships: {camden-csp: {title: Camden partnership, areas: [camden]}}
deaths:
  death-a:
    covers: [camden]
    date: 2018-05-20
    referred: yes
    known_from: 2018-05-25
    notified: 2018-06-01
    review_decision: no
    delay_reasons: no
"""
#: Areas are what the rules run on: here there is none.
NO_AREA = "dossier: {title: Nowhere, as_at: 2016-06-01}\n"
ONLY_BODIES = NO_AREA + "bodies: {board: {title: The board, kind: other}}\n"
WRONG = GAP.replace("adopted", "adoptd").replace("kind: minute", "kind: minuet")

GAPS = ("reg 14", "reg 12(4)(a)")


@dataclass(frozen=True)
class Run:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.out)["findings"]
        return found


Dutybound = Callable[..., Run]


def _shipped() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def dutybound_(capsys: pytest.CaptureFixture[str]) -> Dutybound:
    """Runs a command in this process; an exception that the command lets through fails the test."""

    def run(*arguments: object) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main.main([str(each) for each in arguments], prog_name="dutybound")
        captured = capsys.readouterr()
        return Run(int(stopped.value.code or 0), captured.out, captured.err)

    return run


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command in a process of its own, its output in pipes."""
    command = [sys.executable, "-m", "dutybound", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, timeout=120)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(content: str, name: str = "dossier.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return written


Write = Callable[..., Path]


# -- exit codes


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (NO_GAP, (), 0),
        (GAP, (), 1),
        (GAP, ("--exit-zero",), 0),
        (READ, (), 0),
        (EARLIER, (), 0),
        (WRONG, (), 2),
        (WRONG, ("--exit-zero",), 2),
        (NO_AREA, (), 3),
        (NO_AREA, ("--exit-zero",), 3),
    ],
    ids=[
        "no gap",
        "gap",
        "gap, exit zero",
        "gap that the compiler reads",
        "gaps of earlier years",
        "wrong",
        "wrong, exit zero",
        "no area",
        "no area, exit zero",
    ],
)
def test_the_exit_code_says_what_came_of_the_audit(
    content: str, options: tuple[str, ...], code: int, dutybound_: Dutybound, write: Write
) -> None:
    result = dutybound_("audit", write(content), *options)
    assert result.code == code, result
    assert bool(result.out) is (code in (0, 1))
    assert bool(result.err) is (code not in (0, 1))


def test_a_gap_of_what_must_only_be_had_regard_to_does_not_fail_the_run(dutybound_: Dutybound, write: Write) -> None:
    result = dutybound_("audit", write(DEATH), "--status", "gap", "--format", "json")
    assert {finding["force"] for finding in result.findings} == {"must have regard"}
    assert result.code == 0


def test_a_local_rule_is_shown_as_no_law_and_does_not_fail_the_run(dutybound_: Dutybound, write: Write) -> None:
    rule = (BAD_RULES / "sound.yaml").read_text(encoding="utf-8")
    folder = write(rule, "ours/sound.yaml").parent
    content = NO_GAP.split("plans:")[0] + "none: [{what: plans, of: [camden], source: minutes}]\n"
    result = dutybound_("audit", write(content), "--rules", folder, "--provision", "clause 1")
    assert result.code == 0
    assert "GAP (1)" in result.out and "a local rule, not law" in result.out
    findings = dutybound_("audit", write(content), "--rules", folder, "--format", "json").findings
    assert [each["rule"] for each in findings if each["local"]] == ["ours/sound"]


# -- nothing evaluated, by every route


@pytest.mark.parametrize("command", ["audit", "ask", "explain"])
@pytest.mark.parametrize(
    ("content", "options"),
    [
        (NO_AREA, ()),
        (ONLY_BODIES, ()),
        (NO_AREA + "sources: {minutes: {title: Minutes, kind: minute}}\n", ()),
        (GAP, ("--as-at", "1998-09-29")),
        (
            GAP.replace("as_at: 2016-06-01", "as_at: 1998-09-29").split("sources:")[0]
            + "partnerships: {camden-csp: {title: Camden partnership, areas: [camden]}}\n",
            (),
        ),
    ],
    ids=["only a header", "only bodies", "only sources", "as at before all law", "of a day before all law"],
)
def test_a_run_that_looked_at_nothing_is_never_a_good_result(
    command: str, content: str, options: tuple[str, ...], dutybound_: Dutybound, write: Write
) -> None:
    rule = ("partnership-plan",) if command == "explain" else ()
    result = dutybound_(command, write(content), *rule, *options)
    assert (result.code, result.out) == (3, "")
    assert "no rule was evaluated" in result.err


@pytest.mark.parametrize("options", [("--status", "not_in_force"), ("--format", "json"), ("--exit-zero",)])
def test_no_option_makes_a_result_of_nothing(
    options: tuple[str, ...], dutybound_: Dutybound, write: Write, tmp_path: Path
) -> None:
    output = tmp_path / "out.txt"
    result = dutybound_("audit", write(GAP), "--as-at", "1998-09-29", "--output", output, *options)
    assert (result.code, result.out) == (3, "")
    assert not output.exists()


def test_the_first_day_of_the_law_is_evaluated(dutybound_: Dutybound, write: Write) -> None:
    first = min(version.first for rule in _shipped().judged for version in rule.versions)
    assert dutybound_("audit", write(NO_GAP), "--as-at", first.isoformat()).code == 0


# -- bad input and bad usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Usage: dutybound"),
        (("audti", "DOSSIER"), "Did you mean 'audit'?"),
        (("audit",), "Missing argument 'DOSSIER...'"),
        (("audit", "nowhere.yaml"), "nowhere.yaml: there is no such file"),
        (("audit", "DOSSIER", "nowhere.yaml"), "nowhere.yaml: there is no such file"),
        (("audit", "EMPTY"), "there is no YAML or JSON file in this folder"),
        (("audit", "DOSSIER", "--statsu", "gap"), "No such option"),
        (("audit", "DOSSIER", "--status", "gaps"), "'gaps' is not one of 'gap'"),
        (("audit", "DOSSIER", "--provision", "reg 41"), 'no finding is under "reg 41"; did you mean "reg '),
        (("audit", "DOSSIER", "--provision", "reg 14", "--provision", "reg 41"), 'no finding is under "reg 41"'),
        (("audit", "DOSSIER", "--format", "xml"), "'xml' is not one of"),
        (("audit", "DOSSIER", "--proof", "some"), "'some' is not one of"),
        (("audit", "DOSSIER", "--engine", "durable"), "'durable' is not one of"),
        (("audit", "DOSSIER", "--as-at", "2016-02-30"), "expected one day such as 2016-03-18, found 2016-02-30"),
        (("audit", "DOSSIER", "--as-at", "2016"), "expected one day such as 2016-03-18, found 2016"),
        (("audit", "DOSSIER", "--as-at", "20160318"), "expected one day such as 2016-03-18, found 20160318"),
        (("audit", "DOSSIER", "--as-at", "2016-W11-5"), "expected one day such as 2016-03-18, found 2016-W11-5"),
        (("audit", "DOSSIER", "--since", "yesterday"), "expected one day such as 2016-03-18, found yesterday"),
        (("audit", "DOSSIER", "--rules", "nowhere"), "nowhere: there is no folder of rules here"),
        (("explain", "DOSSIER"), "name a dossier, and then a rule"),
        (
            ("explain", "DOSSIER", "partnership-plam"),
            'there is no rule "partnership-plam"; did you mean "partnership-plan"?',
        ),
        (("explain", "DOSSIER", "partnership-plan", "--subject", "camdem"), 'did you mean "camden"?'),
        (("explain", "DOSSIER", "public-meeting-each-year", "--period", "2015/17"), 'did you mean "201'),
        (("explain", "nowhere.yaml", "partnership-plan"), "nowhere.yaml: there is no such file"),
        (("ask",), "Missing argument 'DOSSIER...'"),
        (("ask", "nowhere.yaml"), "nowhere.yaml: there is no such file"),
        (("check",), "Missing argument 'DOSSIER...'"),
        (("check", "nowhere.yaml"), "nowhere.yaml: there is no such file"),
        (("rules",), "Usage: dutybound rules"),
        (("rules", "lst"), "Did you mean 'list'?"),
        (("rules", "show"), "Missing argument 'RULE'"),
        (("rules", "show", "partnership-plam"), 'did you mean "partnership-plan"?'),
        (("rules", "check", "partnership-plam"), 'did you mean "partnership-plan"?'),
        (("rules", "map", "--instrument", "police-and-justice"), 'did you mean "police-and-justice-act-2006"?'),
        (("rules", "map", "--status", "uncertain"), 'no row is "uncertain"; did you mean "not certain"?'),
        (("rules", "list", "--as-at", "then"), "expected one day such as 2016-03-18, found then"),
        (("schema",), "Missing argument"),
        (("schema", "dosier"), "'dosier' is not one of"),
        (("new", "mine.yaml"), "unexpected extra argument"),
        (("new", "--output", "nowhere/mine.yaml"), "nowhere/mine.yaml cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_bad_usage_says_what_was_expected(
    arguments: tuple[str, ...], words: str, dutybound_: Dutybound, write: Write, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    places = {"DOSSIER": str(write(GAP)), "EMPTY": str(tmp_path / "empty")}
    result = dutybound_(*(places.get(each, each) for each in arguments))
    assert (result.code, result.out) == (2, ""), result
    assert words in result.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dossier.yaml", "empty"]


def test_every_mistake_of_a_dossier_is_named_at_once_and_nothing_is_written(
    dutybound_: Dutybound, write: Write, tmp_path: Path
) -> None:
    path, output = write(WRONG), tmp_path / "out.json"
    for command in (("audit", path, "--output", output), ("ask", path), ("explain", path, "partnership-plan")):
        result = dutybound_(*command)
        assert (result.code, result.out) == (2, "")
        assert f"{path.as_posix()}:2: " in result.err and f"{path.as_posix()}:8: " in result.err
        assert 'did you mean "adopted"?' in result.err and 'did you mean "minute"?' in result.err
    assert not output.exists()


@pytest.mark.parametrize("command", ["audit", "ask", "check", "explain"])
def test_a_wrong_dossier_gives_words_and_no_traceback(command: str, write: Write) -> None:
    result = process(command, write(WRONG), *(("partnership-plan",) if command == "explain" else ()))
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"Traceback" not in result.stderr and result.stderr.count(b"\n") == 2


# -- faults


def test_a_rule_file_that_does_not_load_is_a_fault(dutybound_: Dutybound, write: Write) -> None:
    rule = (BAD_RULES / "unknown-path.yaml").read_text(encoding="utf-8")
    path = write(rule, "ours/unknown-path.yaml")
    for command in (("audit", write(GAP)), ("ask", write(GAP)), ("rules", "list"), ("rules", "check")):
        result = dutybound_(*command, "--rules", path.parent)
        assert (result.code, result.out) == (4, "")
        assert f'{path.as_posix()}:21: unknown-path: a plan has no "adoptd"; did you mean "adopted"?' in result.err


def test_a_case_that_does_not_come_out_is_a_fault(dutybound_: Dutybound, write: Write) -> None:
    rule = (BAD_RULES / "sound.yaml").read_text(encoding="utf-8").replace("{status: cannot_tell,", "{status: gap,")
    path = write(rule, "ours/sound.yaml")
    result = dutybound_("rules", "check", "sound", "--rules", path.parent)
    assert result.code == 4
    assert "1 rules, 1 cases: 1 wrong." in result.out or "1 rule, 1 case: 1 wrong." in result.out
    line = next(number for number, each in enumerate(rule.splitlines(), 1) if "- name: cannot_tell" in each)
    assert f"{path.as_posix()}:{line}: ours/sound: cannot_tell_nothing_is_known: status: expected gap" in result.err


@pytest.mark.skipif(not firing.AVAILABLE, reason="durable-rules is not installed here")
@pytest.mark.parametrize("command", ["audit", "ask", "explain", "rules check"])
def test_engines_that_differ_stop_the_run_and_name_the_rule(
    command: str, dutybound_: Dutybound, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firing.Firing, "fire", lambda *_: Outcome.MET)
    path, output = write(GAP), tmp_path / "out.txt"
    arguments: dict[str, tuple[object, ...]] = {
        "audit": ("audit", path, "--output", output, "--exit-zero"),
        "ask": ("ask", path),
        "explain": ("explain", path, "partnership-plan"),
        "rules check": ("rules", "check", "partnership-plan"),
    }
    result = dutybound_(*arguments[command])
    assert result.code == 4
    assert re.search(r"[a-z0-9-]+/[a-z-]+", result.err), "the fault names the rule"
    assert not output.exists()
    if command != "rules check":
        assert result.out == ""


def test_a_crash_of_the_tool_is_not_taken_for_a_gap(
    dutybound_: Dutybound, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's own exit code for an exception is that of a gap."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a mistake in the tool")

    monkeypatch.setattr(reading, "audit", fails)
    result = dutybound_("audit", write(NO_GAP))
    assert result.code not in (0, 1)
    assert "a mistake in the tool" in result.err


# -- filters


LABELS = {status.label: status.value for status in COUNTED}


def counts(text: str) -> tuple[int, dict[str, int]]:
    """The counts that a text report ends with: of all findings, and of each status."""
    total = re.search(r"^COUNTS \((\d+) findings?\)$", text, re.MULTILINE)
    assert total, text
    rows = re.findall(r"^  (\S.*?)\s{2,}(\d+)   \((.*)\)$", text[total.end() :], re.MULTILINE)
    for _, number, forces in rows:
        assert sum(int(each.split()[-1]) for each in forces.split(", ")) == int(number)
    return int(total[1]), {LABELS[label]: int(number) for label, number, _ in rows}


def test_a_filter_by_status_shows_only_these_and_counts_what_it_shows(dutybound_: Dutybound, write: Write) -> None:
    path = write(GAP)
    full = json.loads(dutybound_("audit", path, "--format", "json").out)
    assert sum(full["summary"].values()) == len(full["findings"])
    for status in full["summary"]:
        part = json.loads(dutybound_("audit", path, "--format", "json", "--status", status).out)
        assert [each["id"] for each in part["findings"]] == [
            each["id"] for each in full["findings"] if each["status"] == status
        ]
        assert sum(part["summary"].values()) == part["summary"][status] == full["summary"][status]


def test_filters_repeated_are_joined(dutybound_: Dutybound, write: Write) -> None:
    path = write(GAP)
    full = dutybound_("audit", path, "--format", "json").findings
    both = dutybound_("audit", path, "--format", "json", "--status", "gap", "--status", "due").findings
    assert [each["id"] for each in both] == [each["id"] for each in full if each["status"] in ("gap", "due")]
    assert {each["status"] for each in both} == {"gap", "due"}
    options = [word for provision in GAPS for word in ("--provision", provision)]
    under = dutybound_("audit", path, "--format", "json", *options).findings
    assert [each["id"] for each in under] == [each["id"] for each in full if each["provision"] in GAPS]
    crossed = dutybound_("audit", path, "--format", "json", *options, "--status", "due").findings
    assert [each["id"] for each in crossed] == [each["id"] for each in under if each["status"] == "due"] != []


@pytest.mark.parametrize("status", [status.value for status in Status])
def test_a_filter_by_status_never_changes_the_exit_code(status: str, dutybound_: Dutybound, write: Write) -> None:
    assert dutybound_("audit", write(GAP), "--status", status).code == 1
    assert dutybound_("audit", write(NO_GAP), "--status", status).code == 0


@pytest.mark.parametrize(
    ("provisions", "code"),
    [
        (("reg 14",), 1),
        (("reg 12(4)(a)",), 1),
        (("reg 10(1)",), 0),
        (("reg 10(1)", "reg 14"), 1),
        (("s 7(1)", "reg 8(1)"), 0),
    ],
    ids=str,
)
def test_a_filter_by_provision_judges_only_what_it_names(
    provisions: tuple[str, ...], code: int, dutybound_: Dutybound, write: Write
) -> None:
    path = write(GAP)
    known = {each["provision"] for each in dutybound_("audit", path, "--format", "json").findings}
    options = [word for provision in provisions if provision in known for word in ("--provision", provision)]
    assert options
    for further in ((), ("--status", "power"), ("--status", "gap", "--format", "json")):
        assert dutybound_("audit", path, *options, *further).code == code


def test_the_text_counts_what_json_counts(dutybound_: Dutybound) -> None:
    for options in ((), ("--status", "gap"), ("--provision", "reg 13A"), ("--since", "2012-01-01")):
        total, by_status = counts(dutybound_("audit", SUFFOLK, *options).out)
        summary = json.loads(dutybound_("audit", SUFFOLK, *options, "--format", "json").out)["summary"]
        assert by_status == {status: number for status, number in summary.items() if number}
        assert total == sum(summary.values()) == sum(by_status.values()) > 0


# -- days


def test_since_opens_earlier_years_which_never_fail_the_run(dutybound_: Dutybound, write: Write) -> None:
    path = write(EARLIER)
    assert "GAP" not in dutybound_("audit", path).out
    result = dutybound_("audit", path, "--since", "2013-03-31", "--format", "json")
    gaps = {each["period"] for each in result.findings if each["status"] == "gap"}
    assert gaps == {"2012/13", "2013/14"}
    assert result.code == 0
    later = dutybound_("audit", path, "--since", "2013-04-01", "--format", "json")
    assert {each["period"] for each in later.findings if each["status"] == "gap"} == {"2013/14"}


def test_since_adds_and_takes_nothing_away(dutybound_: Dutybound, write: Write) -> None:
    path = write(GAP)
    default = {each["id"]: each for each in dutybound_("audit", path, "--format", "json").findings}
    result = dutybound_("audit", path, "--since", "2012-01-01", "--format", "json")
    opened = {each["id"]: each for each in result.findings}
    assert default.items() <= opened.items() and len(opened) > len(default)
    assert result.code == 1, "a gap that is judged by default still fails the run"
    future = dutybound_("audit", path, "--since", "2030-01-01", "--format", "json")
    assert {each["id"] for each in future.findings} == set(default)


def test_the_day_of_the_audit_is_the_dossiers_own(dutybound_: Dutybound, write: Write) -> None:
    path = write(GAP)
    assert dutybound_("audit", path) == dutybound_("audit", path, "--as-at", "2016-06-01")


def test_an_earlier_day_leaves_aside_what_came_later(dutybound_: Dutybound, write: Write) -> None:
    result = dutybound_("audit", write(GAP), "--as-at", "2016-03-01")
    assert "As at 1 March 2016" in result.out
    assert "Left aside, as later than this day: plans.plan-16." in result.out
    assert "reg 14" not in result.out.split("DUE")[0]


def test_on_a_later_day_what_was_not_done_is_only_last_known(dutybound_: Dutybound, write: Write) -> None:
    """The report says so at its head wherever that leaves a finding open."""
    path = write(GAP)
    result = dutybound_("audit", path, "--as-at", "2017-06-01")
    assert result.code == 0, "a gap of the dossier's day is not known to be one a year later"
    findings = dutybound_("audit", path, "--as-at", "2017-06-01", "--format", "json").findings
    assert "last known" in {each["cause"] for each in findings}
    head = " ".join(result.out.split("DUE")[0].split())
    assert "As at 1 June 2017" in head
    assert "The dossier speaks as at 1 June 2016" in head and "last known" in head


# -- engines


@pytest.mark.skipif(not firing.AVAILABLE, reason="durable-rules is not installed here")
@pytest.mark.parametrize("dossier", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_both_engines_find_the_same(dossier: Path, dutybound_: Dutybound) -> None:
    fired = dutybound_("audit", dossier, "--format", "json", "--proof", "all", "--engine", "durable-rules")
    plain = dutybound_("audit", dossier, "--format", "json", "--proof", "all", "--engine", "plain")
    first, second = json.loads(fired.out), json.loads(plain.out)
    assert (first.pop("engine"), second.pop("engine")) == ("durable-rules", "plain")
    assert first == second
    assert fired.code == plain.code
    assert dutybound_("audit", dossier, "--format", "json", "--proof", "all").out == fired.out


def test_a_report_says_when_the_closures_decided_alone(dutybound_: Dutybound, write: Write) -> None:
    path = write(GAP)
    plain = dutybound_("audit", path, "--engine", "plain").out
    assert "closures alone" in plain
    if firing.AVAILABLE:
        fired = dutybound_("audit", path).out
        assert "closures alone" not in fired
        assert set(fired.splitlines()) < set(plain.splitlines())


def test_an_engine_that_is_not_there_is_asked_for_in_vain(
    dutybound_: Dutybound, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firing, "AVAILABLE", False)
    path = write(GAP)
    result = dutybound_("audit", path, "--engine", "durable-rules")
    assert (result.code, result.out) == (2, "")
    assert "use --engine plain" in result.err
    assert json.loads(dutybound_("audit", path, "--format", "json").out)["engine"] == "plain"


# -- where output goes


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_writes_what_would_be_printed(form: str, dutybound_: Dutybound, write: Write, tmp_path: Path) -> None:
    path, output = write(GAP), tmp_path / "result"
    printed = dutybound_("audit", path, "--format", form)
    written = dutybound_("audit", path, "--format", form, "--output", output)
    assert (written.out, written.code) == ("", 1)
    assert output.read_text(encoding="utf-8") == printed.out
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dossier.yaml", "result"]


def test_output_replaces_an_earlier_result_only_if_it_is_told_to(dutybound_: Dutybound, write: Write) -> None:
    earlier = "an earlier and much longer result\n" * 10_000
    path, output = write(GAP), write(earlier, "result")
    refused = dutybound_("audit", path, "--output", output)
    assert refused.code == 2 and "is there already" in refused.err and "--force" in refused.err
    assert output.read_text(encoding="utf-8") == earlier
    assert dutybound_("audit", path, "--output", output, "--force").code == 1
    assert output.read_text(encoding="utf-8").startswith("Camden\n")


@pytest.mark.parametrize("name", ["report.json", "report.csv", "report.md", "report.xlsx"])
def test_the_name_of_the_output_asks_for_its_format(
    name: str, dutybound_: Dutybound, write: Write, tmp_path: Path
) -> None:
    path, output, named = write(GAP), tmp_path / name, tmp_path / "named"
    assert dutybound_("audit", path, "--output", output).code == 1
    assert dutybound_("audit", path, "--format", name.partition(".")[2], "--output", named).code == 1
    assert output.read_bytes()[:40] == named.read_bytes()[:40]


def test_a_format_that_no_terminal_shows_asks_for_a_file(dutybound_: Dutybound, write: Write) -> None:
    result = dutybound_("audit", write(GAP), "--format", "xlsx")
    assert result.code == 2 and "--output report.xlsx" in result.err and not result.out


def test_output_can_be_named_without_a_folder(
    dutybound_: Dutybound, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(GAP)
    monkeypatch.chdir(tmp_path)
    assert dutybound_("audit", path, "--output", "result").code == 1
    assert (tmp_path / "result").exists()


@pytest.mark.parametrize(
    "output", ["nowhere/result", "dossier.yaml/result", "folder"], ids=["no folder", "a file for a folder", "a folder"]
)
def test_where_nothing_can_be_written_nothing_is_left(
    output: str, dutybound_: Dutybound, write: Write, tmp_path: Path
) -> None:
    path = write(GAP)
    (tmp_path / "folder").mkdir()
    result = dutybound_("audit", path, "--output", tmp_path / output, "--exit-zero")
    assert (result.code, result.out) == (2, "")
    assert "cannot be written" in result.err
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["dossier.yaml", "folder"]
    assert path.read_text(encoding="utf-8") == GAP


def test_a_result_that_cannot_be_finished_leaves_the_earlier_one(
    dutybound_: Dutybound, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, output = write(GAP), write("the earlier result\n", "result")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli.Path, "replace", full)
    result = dutybound_("audit", path, "--output", output, "--force")
    assert (result.code, result.out) == (2, "")
    assert "No space left on device" in result.err
    assert output.read_text(encoding="utf-8") == "the earlier result\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dossier.yaml", "result"]


@pytest.mark.parametrize("content", [WRONG, NO_AREA], ids=["bad input", "nothing evaluated"])
def test_nothing_is_written_where_there_is_no_result(
    content: str, dutybound_: Dutybound, write: Write, tmp_path: Path
) -> None:
    path, output = write(content), write("the earlier result\n", "result")
    assert dutybound_("audit", path, "--output", output, "--force").code in (2, 3)
    assert output.read_text(encoding="utf-8") == "the earlier result\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dossier.yaml", "result"]


@pytest.mark.skipif(os.name != "posix", reason="permissions and pipes of this kind are POSIX")
def test_a_result_is_no_more_open_than_the_user_lets_files_be(
    dutybound_: Dutybound, write: Write, tmp_path: Path
) -> None:
    """A dossier can speak of deaths."""
    output = tmp_path / "result"
    before = os.umask(0o077)
    try:
        dutybound_("audit", write(GAP), "--output", output)
    finally:
        os.umask(before)
    assert stat.S_IMODE(output.stat().st_mode) & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="permissions and pipes of this kind are POSIX")
def test_output_never_takes_the_place_of_what_is_no_file(dutybound_: Dutybound, write: Write, tmp_path: Path) -> None:
    """Renaming over a device would destroy it."""
    output = tmp_path / "pipe"
    os.mkfifo(output)
    reader = os.open(output, os.O_RDONLY | os.O_NONBLOCK)  # without one, a writer would wait for ever
    try:
        result = dutybound_("audit", write(GAP), "--output", output)
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(output.stat().st_mode)
    assert result.code == 2


def test_the_result_is_on_standard_output_and_all_else_is_not(dutybound_: Dutybound, write: Write) -> None:
    """A likely mistake is said on standard error, and the result can still be read by a program."""
    content = GAP.replace("for: 2016/17", "for: 2016-04-01..2015-04-01")
    if dutybound_("check", write(content)).code == 2:
        content = GAP.replace("adopted: 2016-03-12", "adopted: 2017-03-12")
    result = dutybound_("audit", write(content), "--format", "json")
    assert "warning: " in result.err and "dossier.yaml:" in result.err
    assert json.loads(result.out)["schema_version"] == 1


# -- readable anywhere

COMMANDS: list[tuple[object, ...]] = [
    ("audit", SUFFOLK),
    ("audit", SUFFOLK, "--since", "2013-04-01"),
    ("audit", EXAMPLES / "anyshire-complete", "--exit-zero"),
    ("ask", SUFFOLK),
    ("check", SUFFOLK),
    ("explain", SUFFOLK, "plan-sent-to-policing-body"),
    ("explain", SUFFOLK, "scrutiny-each-twelve-months"),
    ("explain", SUFFOLK, "strategy-for-each-limb"),
    ("explain", EXAMPLES / "anyshire-complete", "review-decision-within-a-month"),
    ("rules", "list"),
    ("rules", "map"),
    ("rules", "map", "--counts"),
    ("rules", "check", "partnership-plan"),
    ("rules", "show", "responsible-authorities"),
    ("rules", "show", "review-report-to-the-commissioner"),
    ("citations", ROOT / "docs" / "rules.md"),
    ("new",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: " ".join(Path(str(word)).name for word in each))
def test_text_can_be_read_at_80_columns_without_colour(command: tuple[object, ...], dutybound_: Dutybound) -> None:
    """Only a line that is one word, such as an address, an id or a file, may be longer."""
    result = dutybound_(*command)
    assert result.code == 0, result.err
    lines = result.out.splitlines()
    assert len(lines) > 0 and "\x1b" not in result.out + result.err
    assert [line for line in lines if len(line) > 80 and len(line.split()) > 1] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_long_title_is_folded_as_well(dutybound_: Dutybound, write: Write) -> None:
    long = "A partnership whose name goes on and on " * 4
    result = dutybound_("audit", write(NO_GAP.replace("title: Camden,", f"title: {long},")))
    assert max(len(line) for line in result.out.splitlines()) <= 80


ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_on_a_terminal_colour_is_only_added_to_words(write: Write) -> None:
    path = write(GAP)
    piped = process("audit", path).stdout.decode()
    coloured = on_a_terminal("audit", path)
    assert "\x1b[" in coloured
    assert ESCAPES.sub("", coloured) == piped
    assert on_a_terminal("audit", path, NO_COLOR="1").count("\x1b[3") == 0


def on_a_terminal(*arguments: object, **environment: str) -> str:
    import pty

    leader, follower = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    running = subprocess.Popen(
        [sys.executable, "-m", "dutybound", *map(str, arguments)],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment},
    )
    os.close(follower)
    read = b""
    try:
        while chunk := os.read(leader, 65536):
            read += chunk
    except OSError:  # how the end is said on Linux
        pass
    finally:
        os.close(leader)
    running.wait(timeout=60)
    return read.decode().replace("\r\n", "\n")


REPEATED = (
    ("audit", SUFFOLK),
    ("audit", SUFFOLK, "--format", "json", "--proof", "all"),
    ("ask", SUFFOLK),
    ("explain", SUFFOLK, "plan-sent-to-policing-body"),
    ("rules", "map"),
    ("schema", "rule"),
    ("schema", "dossier"),
)
#: Runs the commands that it is given, and prints what each came to.
RUN_EACH = """\
import json, sys
from click.testing import CliRunner
from dutybound.cli import main
runs = [CliRunner().invoke(main, command) for command in json.loads(sys.argv[1])]
print(json.dumps([(run.exit_code, run.stdout, run.stderr) for run in runs]))
"""


@cache
def repeated(seed: str, zone: str) -> list[tuple[int, str, str]]:
    """What the commands come to in a process of its own: one for all, as each has to load the law."""
    commands = json.dumps([[str(word) for word in command] for command in REPEATED])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    run = subprocess.run([sys.executable, "-c", RUN_EACH, commands], capture_output=True, env=environment, timeout=300)
    assert run.returncode == 0, run.stderr
    return [(code, out, err) for code, out, err in json.loads(run.stdout)]


@pytest.mark.parametrize(
    "number", range(len(REPEATED)), ids=[" ".join(Path(str(word)).name for word in each) for each in REPEATED]
)
def test_the_same_dossier_and_day_give_the_same_bytes(number: int) -> None:
    first, second = (repeated(seed, zone)[number] for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")))
    assert first == second and first[1]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_welsh_names_can_be_printed_wherever_the_output_goes(encoding: str, form: str, write: Write) -> None:
    """A pipe on Windows has no ŵ and no ŷ of its own."""
    path = write(NO_GAP.replace("title: Camden,", "title: Partneriaeth Gŵyr a Llŷn,"))
    result = process("audit", path, "--format", form, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert b"Traceback" not in result.stderr
    assert result.returncode == 0
    assert b"Partneriaeth G" in result.stdout


# -- help


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))
        else:
            yield (*path, name)


EVERY_COMMAND = list(every_command(main))


def examples_in(text: str) -> list[list[str]]:
    """The commands that a help text shows, without where their output is sent."""
    lines = [line for line in text.splitlines() if not line.startswith("Usage:")]
    found = [match[1] for line in lines if (match := re.search(r"(?:^|\s)dutybound ([^>]*)", line))]
    return [shlex.split(each) for each in found]


@pytest.mark.parametrize("path", EVERY_COMMAND, ids=lambda path: " ".join(path) or "dutybound")
def test_the_help_of_every_command_shows_a_command_that_works(
    path: tuple[str, ...], dutybound_: Dutybound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = dutybound_(*path, "--help")
    assert (result.code, result.err) == (0, "")
    assert result == dutybound_(*path, "-h")
    assert max(len(line) for line in result.out.splitlines()) <= 80
    shown = examples_in(result.out)
    assert any(tuple(each[: len(path)]) == path for each in shown), result.out
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    (tmp_path / "partnership.yaml").write_text(dutybound_("new").out, encoding="utf-8")
    (tmp_path / "report.md").write_text("Section 17 of the Crime and Disorder Act 1998\n", encoding="utf-8")
    for arguments in shown:
        assert dutybound_(*arguments).code in (0, 1), arguments


def test_the_help_says_what_the_exit_codes_mean(dutybound_: Dutybound) -> None:
    for arguments in (("--help",), ("audit", "--help")):
        text = dutybound_(*arguments).out
        for code in cli.Exit:
            assert re.search(rf"^ +{code.value}  \w", text, re.MULTILINE), code
        assert re.search(r"1  .*force must.*stated evidence", text)


def test_the_version_is_the_packages(dutybound_: Dutybound) -> None:
    assert dutybound_("--version").out == f"dutybound, version {dutybound.__version__}\n"


@pytest.mark.parametrize("path", EVERY_COMMAND, ids=lambda path: " ".join(path) or "dutybound")
def test_the_help_of_a_day_fits_the_command(path: tuple[str, ...], dutybound_: Dutybound) -> None:
    """Rules have no dossier whose day could be the default."""
    text = " ".join(dutybound_(*path, "--help").out.split())
    if path[:1] == ("rules",):
        assert "the dossier's own" not in text


# -- new and schema


def test_the_starter_is_well_written_and_can_be_audited(dutybound_: Dutybound, write: Write, tmp_path: Path) -> None:
    printed = dutybound_("new")
    assert (printed.code, printed.err) == (0, "")
    output = tmp_path / "mine.yaml"
    assert dutybound_("new", "--output", output) == Run(0, "", "")
    assert output.read_text(encoding="utf-8") == printed.out
    checked = dutybound_("check", output)
    assert (checked.code, checked.err) == (0, "") and "0 warnings" in checked.out
    audited = dutybound_("audit", output)
    assert audited.code in (0, 1) and audited.err == ""
    assert dutybound_("ask", output).code == 0


def test_the_starter_never_overwrites_a_dossier(dutybound_: Dutybound, write: Write) -> None:
    path = write(GAP)
    result = dutybound_("new", "--output", path)
    assert (result.code, result.out) == (2, "")
    assert "nothing was written" in result.err
    assert path.read_text(encoding="utf-8") == GAP


def as_an_editor_reads(text: str) -> Any:
    """YAML with numbers and booleans as JSON has them, and days as text."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(text, Loader)


@pytest.fixture
def dossier_validator(dutybound_: Dutybound) -> Draft202012Validator:
    schema = json.loads(dutybound_("schema", "dossier").out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def merged(folder: Path, read: Callable[[str], Any]) -> dict[str, Any]:
    """The files of a folder as one document."""
    whole: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.yaml")):
        for key, value in read(path.read_text(encoding="utf-8")).items():
            if isinstance(value, list):
                whole[key] = [*whole.get(key, []), *value]
            elif isinstance(value, dict):
                whole[key] = {**whole.get(key, {}), **value}
            else:
                whole[key] = value
    return whole


@pytest.mark.parametrize("example", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
@pytest.mark.parametrize(
    "read", [lambda text: yaml.load(text, yaml.BaseLoader), as_an_editor_reads], ids=["as text", "as an editor reads"]
)
def test_the_schema_of_a_dossier_accepts_every_example(
    example: Path, read: Callable[[str], Any], dossier_validator: Draft202012Validator
) -> None:
    errors = dossier_validator.iter_errors(merged(example, read))
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


@pytest.mark.parametrize(
    "example", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_the_schema_of_a_dossier_accepts_each_file_of_an_example(
    example: Path, dossier_validator: Draft202012Validator
) -> None:
    """An editor sees one file at a time; the header may stand in another."""
    errors = dossier_validator.iter_errors(as_an_editor_reads(example.read_text(encoding="utf-8")))
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


@pytest.mark.parametrize(
    "content",
    [
        GAP.replace("adopted", "adoptd"),
        GAP.replace("kind: minute", "kind: minuet"),
        GAP.replace("as_at: 2016-06-01", "at: 2016-06-01"),
        GAP.replace("covers: [camden]", "covers: {camden: yes}"),
        GAP + "planes: {}\n",
    ],
    ids=["unknown field", "unknown kind", "no day", "a mapping for a list", "unknown section"],
)
def test_the_schema_of_a_dossier_refuses_what_is_wrong(content: str, dossier_validator: Draft202012Validator) -> None:
    assert not dossier_validator.is_valid(as_an_editor_reads(content))


def test_the_schema_of_a_dossier_accepts_the_starter(
    dutybound_: Dutybound, dossier_validator: Draft202012Validator
) -> None:
    assert list(dossier_validator.iter_errors(as_an_editor_reads(dutybound_("new").out))) == []


def test_the_schema_of_a_rule_accepts_every_rule_and_refuses_what_is_wrong(dutybound_: Dutybound) -> None:
    schema = json.loads(dutybound_("schema", "rule").out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    paths = [
        path
        for path in SHIPPED.glob("*/*.yaml")
        if path.name != "map.yaml" and path.parent.name not in ("tables", "bases")
    ]
    assert len(paths) == len(_shipped().rules)
    wrong = {
        path.stem: [
            error.message[:200] for error in validator.iter_errors(yaml.load(path.read_text(), yaml.BaseLoader))
        ]
        for path in paths
    }
    assert {name: errors for name, errors in wrong.items() if errors} == {}
    for name in ("unknown-key", "no-title", "unknown-kind", "unknown-force", "unknown-extent", "unknown-version-key"):
        rule = yaml.load((BAD_RULES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        assert not validator.is_valid(rule), name
    assert schema["x-statuses"] == [status.value for status in Status]


# -- check


def test_check_counts_the_likely_mistakes_and_names_each_with_its_line(dutybound_: Dutybound, write: Write) -> None:
    assert dutybound_("check", write(GAP)) == Run(0, "Camden: well written; 0 warnings.\n", "")
    suspicious = GAP.replace("adopted: 2016-03-12", "adopted: 2017-03-12")
    result = dutybound_("check", write(suspicious))
    assert result.code == 0
    assert re.fullmatch(r"Camden: well written; [1-9]\d* warnings?\.\n", result.out)
    assert re.search(r"dossier\.yaml:8: warning: plans\.plan-16", result.err)


def test_check_refuses_what_audit_refuses(dutybound_: Dutybound, write: Write) -> None:
    path = write(WRONG)
    checked, audited = dutybound_("check", path), dutybound_("audit", path)
    assert (checked.code, checked.out) == (2, "")
    assert checked.err == audited.err


def test_files_and_folders_are_merged(dutybound_: Dutybound, write: Write) -> None:
    first, second = GAP.split("plans:")
    whole = dutybound_("audit", write(GAP), "--format", "json").findings
    one, two = write(first, "split/one.yaml"), write(f"plans:{second}", "split/two.yaml")
    for arguments in ((one.parent,), (one, two), (two, one)):
        result = dutybound_("audit", *arguments, "--format", "json", "--proof", "none")
        assert [(each["id"], each["status"]) for each in result.findings] == [
            (each["id"], each["status"]) for each in whole
        ]


# -- rules


def test_rules_list_names_every_rule_once(dutybound_: Dutybound) -> None:
    def listed(*options: str) -> list[str]:
        return re.findall(r"^([a-z0-9-]+/[a-z0-9-]+)\b", dutybound_("rules", "list", *options).out, re.MULTILINE)

    assert listed() == sorted(_shipped().rules)
    then = listed("--as-at", "2009-01-01")
    assert "strategy-regulations-2007/partnership-plan" in then
    assert "strategy-regulations-2007/plan-sent-to-policing-body" not in then


def test_rules_list_tells_local_rules_from_law(dutybound_: Dutybound, write: Write) -> None:
    folder = write((BAD_RULES / "sound.yaml").read_text(encoding="utf-8"), "ours/sound.yaml").parent
    text = dutybound_("rules", "list", "--rules", folder).out
    assert text.count("a local rule, not law") == 1
    assert "a local rule" not in dutybound_("rules", "list").out


def test_rules_show_gives_each_version_with_its_days_and_its_link(dutybound_: Dutybound) -> None:
    text = " ".join(dutybound_("rules", "show", "plan-summary-published").out.split())
    for words in (
        "reg 14",
        "from 1 August 2007",
        "reg 12",
        "from 19 November 2007",
        "https://www.legislation.gov.uk/uksi/2007/1830/regulation/14/made",
        "https://www.legislation.gov.uk/uksi/2007/3076/regulation/12/made",
        "Force: must",
        "File: rules/strategy-regulations-2007/plan-summary-published.yaml",
    ):
        assert words in text
    full_id = "strategy-regulations-2007/plan-summary-published"
    assert dutybound_("rules", "show", full_id) == dutybound_("rules", "show", "plan-summary-published")


def test_rules_show_on_a_day_gives_only_the_law_of_that_day(dutybound_: Dutybound) -> None:
    then = dutybound_("rules", "show", "strategy-group", "--as-at", "2009-01-01").out
    now = dutybound_("rules", "show", "strategy-group", "--as-at", "2020-01-01").out
    assert "1 August 2007" in then and "1 August 2007" not in now
    before = dutybound_("rules", "show", "strategy-group", "--as-at", "2001-01-01")
    assert before.code == 0 and "not in force on 1 January 2001" in before.out


@pytest.mark.parametrize("id", sorted(_shipped().rules))
def test_rules_show_can_show_every_rule(id: str, dutybound_: Dutybound) -> None:
    result = dutybound_("rules", "show", id)
    assert (result.code, result.err) == (0, "")
    assert id in result.out
    assert [each.link for each in _shipped().rules[id].versions if each.link not in result.out] == []


def test_rules_check_runs_every_case(dutybound_: Dutybound, monkeypatch: pytest.MonkeyPatch) -> None:
    two = dutybound_("rules", "check", "partnership-plan", "strategy-group")
    assert (two.code, two.err) == (0, "") and two.out.startswith("2 rules, ") and two.out.endswith(" none wrong.\n")
    assert dutybound_("rules", "check", "partnership-plan", "strategy-group", "--engine", "plain") == two

    # That every case comes out is proved in test_rules.py and takes minutes: here, that the command runs every one.
    def every_case(_: Rulebook, rules: Iterable[Rule], __: object) -> list[Checked]:
        return [Checked(rule.id, case.name, ()) for rule in rules for case in rule.cases]

    monkeypatch.setattr(law, "check_cases", every_case)
    cases = sum(len(rule.cases) for rule in _shipped().rules.values())
    assert dutybound_("rules", "check") == Run(0, f"{len(_shipped().rules)} rules, {cases} cases: none wrong.\n", "")


def test_the_statute_map_counts_every_row_once(dutybound_: Dutybound) -> None:
    joined = re.sub(r"\n  (?=\S)", " ", dutybound_("rules", "map").out)
    totals = re.findall(r"(\d+) rows: (.*)", joined)
    assert len(totals) == len(_shipped().instruments)
    for total, words in totals:
        assert sum(int(each.split()[-1]) for each in words.split(", ")) == int(total)
    assert sum(int(total) for total, _ in totals) == len(_shipped().coverage)


def test_the_statute_map_has_one_table_of_counts(dutybound_: Dutybound) -> None:
    lines = dutybound_("rules", "map", "--counts").out.splitlines()
    assert lines[-2] == "all"
    *numbers, total = map(int, lines[-1].split())
    assert total == sum(numbers) == len(_shipped().coverage)


def test_the_statute_map_can_be_narrowed(dutybound_: Dutybound) -> None:
    scrutiny = dutybound_("rules", "map", "--instrument", "scrutiny-regulations-2009").out
    assert "SI 2009/942" in scrutiny and "SI 2007/1830" not in scrutiny
    unsure = dutybound_("rules", "map", "--status", "not certain").out
    rows = [each for each in _shipped().coverage if each.status == "not certain"]
    assert sum(int(number) for number in re.findall(r"not certain (\d+)", unsure)) == len(rows)
    assert "  encoded" not in unsure and "  definition" not in unsure
    counted = dutybound_("rules", "map", "--status", "not certain", "--counts").out
    assert "encoded" not in counted and counted.splitlines()[-1].split() == ["all", *[str(len(rows))] * 2]
    both = dutybound_("rules", "map", "--status", "encoded", "--instrument", "scrutiny-regulations-2009").out
    assert "scrutiny-regulations-2009/scrutiny-each-twelve-months" in both


# -- explain


def test_explain_shows_the_law_the_evidence_and_every_branch(dutybound_: Dutybound, write: Write) -> None:
    result = dutybound_("explain", write(GAP), "plan-summary-published", "--subject", "camden")
    assert result.code == 0, "to explain a gap is no failure"
    text = " ".join(result.out.split())
    for words in (
        "GAP strategy-regulations-2007/plan-summary-published camden",
        "reg 14, SI 2007/1830 (must), made by SI 2007/1830, in force from 1 August 2007 with no end known",
        "Chosen because it was in force on 1 June 2016, the day of the audit",
        "https://www.legislation.gov.uk/uksi/2007/1830/regulation/14/made",
        "Bound: strategy group, for responsible authorities",
        "Minutes of the partnership, page 2",
        "It arises: holds",
        "does not hold",
        "To put right: the strategy group",
    ):
        assert words in text, words


def test_explain_shows_what_held_and_what_is_not_known(dutybound_: Dutybound, write: Write) -> None:
    content = GAP.replace("    published: {value: no, source: minutes, at: page 2}\n", "")
    text = dutybound_("explain", write(content), "plan-summary-published").out
    assert "CANNOT TELL" in text
    assert "It arises: holds" in text and "not known" in text
    assert "To settle it, ask" in text and "answer under plans.plan-16.published" in " ".join(text.split())


def head(finding: dict[str, Any]) -> str:
    """How the explanation of a finding begins, on one line."""
    part = f", part {finding['part']}" if finding["part"] else ""
    period = f", {finding['period']}" if finding["period"] else ""
    label = Status(finding["status"]).label.upper()
    return f"{label} {finding['rule']}{part} {finding['subject']['id']}{period} {finding['sentence']}"


def test_explain_can_be_narrowed_to_a_subject_and_a_year(dutybound_: Dutybound) -> None:
    rule = "assessment-each-year"
    findings = [f for f in dutybound_("audit", SUFFOLK, "--format", "json").findings if f["rule"].endswith(rule)]
    assert len(findings) == 14
    one = " ".join(dutybound_("explain", SUFFOLK, rule, "--subject", "ipswich", "--period", "2014/15").out.split())
    year = " ".join(dutybound_("explain", SUFFOLK, rule, "--period", "2014/15").out.split())
    place = " ".join(dutybound_("explain", SUFFOLK, rule, "--subject", "ipswich").out.split())
    for finding in findings:
        asked_subject, asked_year = finding["subject"]["id"] == "ipswich", finding["period"] == "2014/15"
        assert (head(finding) in one) is (asked_subject and asked_year)
        assert (head(finding) in year) is asked_year
        assert (head(finding) in place) is asked_subject


@cache
def _suffolk_audited() -> tuple[Audit, list[dict[str, Any]]]:
    """The audit of one example, and its findings as they are printed."""
    result = audit(
        load([SUFFOLK], _shipped().gazetteer), _shipped(), firing=firing.Firing() if firing.AVAILABLE else None
    )
    return result, json.loads(render(report_of(result, proof="none")))["findings"]


@pytest.mark.parametrize("id", sorted(rule.id for rule in _shipped().judged))
def test_explain_can_explain_every_finding(id: str, dutybound_: Dutybound, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried is the explaining: the audit is the same for each of more than a hundred rules, and made once."""
    result, findings = _suffolk_audited()
    monkeypatch.setattr(reading, "audit", lambda *_, **__: result)
    found = [each for each in findings if each["rule"] == id]
    explained = dutybound_("explain", SUFFOLK, id)
    if found:
        assert (explained.code, explained.err) == (0, "")
        text = " ".join(explained.out.split())
        assert [each["id"] for each in found if head(each) not in text] == []
        assert text.count("Chosen because") == len(found)
    else:
        assert (explained.code, explained.out) == (2, "")
        assert "not in force on 18 March 2016" in explained.err, "it says why there is nothing to explain"


def test_a_word_of_law_has_no_findings_and_explain_says_so(dutybound_: Dutybound, write: Write) -> None:
    result = dutybound_("explain", write(GAP), "within-section-9")
    assert (result.code, result.out) == (2, "")
    assert "term" in result.err and "rules show within-section-9" in result.err


# -- ask


def asked(text: str) -> dict[str, list[tuple[str, int, int]]]:
    """The questions under whom to ask: each with what it may settle, and on what it bears."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for block in re.split(r"\n(?=Ask )", text.strip()):
        head = re.match(r"Ask (.*) \((\d+)\)\n", f"{block}\n")
        assert head, block
        questions = re.split(r"^\* ", block, flags=re.MULTILINE)[1:]
        assert len(questions) == int(head[2])
        found[head[1]] = []
        for each in questions:
            words = " ".join(each.split())
            assert "Answer under: " in words
            settled = re.search(r"[Mm]ay settle (\d+)", words)
            bears = re.search(r"[Bb]ears on (\d+)", words)
            assert settled or bears, words
            found[head[1]].append((words, int(settled[1]) if settled else 0, int(bears[1]) if bears else 0))
    return found


def test_ask_groups_by_whom_to_ask_and_puts_first_what_settles_most(dutybound_: Dutybound) -> None:
    groups = asked(dutybound_("ask", SUFFOLK).out)
    assert len(groups) > 1
    for questions in groups.values():
        settled = [number for _, number, _ in questions]
        assert settled == sorted(settled, reverse=True)
        bears = [number for _, settles, number in questions if not settles]
        assert bears == sorted(bears, reverse=True)
    most = [questions[0][1] for questions in groups.values()]
    assert most == sorted(most, reverse=True), "who can settle most comes first"


def test_ask_has_a_place_for_the_answer_to_every_question_of_every_finding(dutybound_: Dutybound) -> None:
    findings = dutybound_("audit", SUFFOLK, "--format", "json").findings
    expected = {(each["ask"], each["path"]) for finding in findings for each in finding["questions"]}
    text = {
        whom: " ".join(words.partition("Answer under: ")[2] + "," for words, _, _ in questions)
        for whom, questions in asked(dutybound_("ask", SUFFOLK).out).items()
    }
    nobody = "whoever compiled the dossier"
    assert [each for each in sorted(expected) if f"{each[1]}," not in text.get(named(each[0] or nobody), "")] == []


def test_an_answer_settles_what_ask_said_that_it_may(dutybound_: Dutybound, write: Write) -> None:
    """A question is asked of what is open, and is gone once it is answered."""
    open_ = GAP.replace("    published: {value: no, source: minutes, at: page 2}\n", "")
    before = dutybound_("ask", write(open_)).out
    after = dutybound_("ask", write(GAP)).out
    assert "plans.plan-16.published" in " ".join(before.split())
    assert "plans.plan-16.published" not in " ".join(after.split())
