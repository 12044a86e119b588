"""The audit as JSON: every key and type that a program may rely on, and nothing lost on the way."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import dutybound
import pytest
import yaml
from click.testing import CliRunner
from dutybound.cli import main
from dutybound.engine.rulebook import load_rulebook
from dutybound.engine.statuses import COUNTED, Status
from dutybound.reports.json_format import UnreadableReportError, read_report, render, report_schema
from jsonschema import Draft202012Validator

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SUFFOLK = EXAMPLES / "suffolk-2016"
DOSSIERS = sorted(EXAMPLES.iterdir())

#: The keys that are promised; those that stand beside them.
PROMISED = {"schema_version", "tool", "engine", "as_at", "rules", "dossier", "summary", "findings"}
FURTHER = {
    *("as_at_note", "not_checked", "left_aside", "last_known", "redacted", "deaths"),
    *("partnerships", "sources", "questions", "provisions", "instruments", "narrowed"),
}
PROMISED_OF_A_FINDING = {
    "id",
    "rule",
    "part",
    "provision",
    "url",
    "force",
    "subject",
    "partnership",
    "period",
    "bound",
    "status",
    "cause",
    "hinge",
    "waits_on",
    "use",
    "sentence",
    "since",
    "due",
    "done_on",
    "late_by",
    "remedy",
    "questions",
    "evidence",
    "law_version",
    "review",
    "proof",
}
FURTHER_OF_A_FINDING = {
    "instrument",
    "local",
    "done",
    "past",
    "stated",
    "title",
    "kind",
    "opened",
    "part_words",
    "remark",
    "consequence",
}
STATUSES = {
    "gap",
    "met_late",
    "due",
    "judgement_needed",
    "cannot_tell",
    "compliant",
    "not_applicable",
    "power",
}
FORCES = {"must", "must have regard", "expected", "may", "condition"}
CAUSES = {"fact", "conflict", "hedged", "last known", "law unsettled", "waits on a rule"}
KINDS = {
    "area",
    "unit",
    "county",
    "council",
    "authority",
    "policing_body",
    "death",
    "request",
    "report",
    "referral",
    "committee_request",
}
#: A year, or one of the quarters by which community safety information was exchanged (SI 2007/1831 reg 1(2)).
PERIOD = re.compile(r"\d{4}/\d{2}|(January to March|April to June|July to September|October to December) \d{4}")
OPEN = {"gap", "met_late", "due", "judgement_needed"}

Finding = dict[str, Any]
Report = dict[str, Any]


@cache
def run(*arguments: object) -> tuple[int, str]:
    """What a command comes to, run once: the same command gives the same bytes (test_cli.py), and few here differ."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.stdout


def report(path: Path, *options: str) -> Report:
    code, text = run("audit", path, "--format", "json", *options)
    assert code in (0, 1), text
    found: Report = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    return found


def earlier(path: Path) -> str:
    """A day three years before that of a dossier: enough that duties recur, and more only takes longer."""
    [as_at] = [
        found for each in path.rglob("*.yaml") for found in re.findall(r"\bas_at: (\d{4})-", each.read_text("utf-8"))
    ]
    return f"{int(as_at) - 3}-04-01"


@pytest.fixture(scope="module", params=DOSSIERS, ids=lambda path: path.name)
def example(request: pytest.FixtureRequest) -> tuple[Path, Report]:
    """Each example, with its audit."""
    return request.param, report(request.param, "--since", earlier(request.param))


@pytest.fixture(scope="module")
def suffolk() -> Report:
    return report(SUFFOLK)


# -- the whole


def test_the_keys_of_the_whole_are_those_that_are_promised(example: tuple[Path, Report]) -> None:
    _, whole = example
    assert set(whole) == PROMISED | FURTHER
    assert whole["schema_version"] == 1 and type(whole["schema_version"]) is int
    assert whole["tool"] == {"name": "dutybound", "version": dutybound.__version__}
    assert whole["engine"] in ("durable-rules", "plain")
    assert date.fromisoformat(whole["as_at"]).isoformat() == whole["as_at"]
    assert whole["as_at_note"] is None or isinstance(whole["as_at_note"], str)
    assert isinstance(whole["last_known"], int)
    assert all(isinstance(each, str) and each for key in ("not_checked", "left_aside") for each in whole[key])


def test_the_schema_of_a_report_accepts_every_report(example: tuple[Path, Report]) -> None:
    schema = report_schema()
    Draft202012Validator.check_schema(schema)
    assert not list(Draft202012Validator(schema).iter_errors(example[1]))
    wrong = example[1] | {"findings": [example[1]["findings"][0] | {"status": "breach"}]}
    assert list(Draft202012Validator(schema).iter_errors(wrong))


def test_a_saved_report_is_read_again_as_it_was(example: tuple[Path, Report]) -> None:
    text = json.dumps(example[1], ensure_ascii=False, indent=2) + "\n"
    assert render(read_report(text)) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is not JSON"),
        ("[]", "schema_version"),
        ('{"schema_version": 99}', "found 99"),
        ('{"schema_version": 1}', "Field required"),
    ],
)
def test_what_is_no_saved_report_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableReportError, match=message):
        read_report(text)


def test_the_statute_map_is_in_json_if_it_is_asked_for() -> None:
    assert report(SUFFOLK)["provisions"] == []
    rows = report(SUFFOLK, "--map")["provisions"]
    assert {"encoded", "judgement", "not certain"} <= {row["accounted_for"] for row in rows}
    of = {(row["instrument"], row["provision"]) for row in rows}
    assert ("SI 2007/1830", "reg 13A") in of, "in force since 22 November 2012"
    assert not any(row["provision"].startswith("s 6A") for row in rows), "repealed before 2016"


def test_the_questions_name_findings_of_the_report(suffolk: Report) -> None:
    ids = {finding["id"] for finding in suffolk["findings"]}
    assert suffolk["questions"]
    for question in suffolk["questions"]:
        assert {*question["settles"], *question["bears_on"]} <= ids


def test_the_rules_are_named_by_number_and_digest(example: tuple[Path, Report], tmp_path: Path) -> None:
    path, whole = example
    rulebook = load_rulebook()
    assert whole["rules"] == {"count": len(rulebook.judged), "digest": rulebook.digest}
    assert re.fullmatch("[0-9a-f]{64}", whole["rules"]["digest"])
    source = Path(__file__).resolve().parent / "bad_rules" / "sound.yaml"
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "sound.yaml").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    more = report(path, "--rules", str(tmp_path / "ours"))["rules"]
    assert more["count"] == whole["rules"]["count"] + 1 and more["digest"] != whole["rules"]["digest"]


def test_the_files_of_the_dossier_are_named_with_their_digests(example: tuple[Path, Report]) -> None:
    path, whole = example
    dossier = whole["dossier"]
    assert set(dossier) >= {"title", "files"} and dossier["title"]
    files = sorted(each for each in path.rglob("*.yaml"))
    assert dossier["files"] == [
        {"path": each.as_posix(), "sha256": hashlib.sha256(each.read_bytes()).hexdigest()} for each in files
    ]


def test_the_summary_has_every_status_once_and_adds_up(example: tuple[Path, Report]) -> None:
    _, whole = example
    assert set(whole["summary"]) == STATUSES
    assert list(whole["summary"]) == [status.value for status in COUNTED], "those that matter most come first"
    counted = Counter(finding["status"] for finding in whole["findings"])
    assert whole["summary"] == {status: counted[status] for status in whole["summary"]}
    assert sum(whole["summary"].values()) == len(whole["findings"]) > 0


def test_findings_stand_in_the_order_of_what_matters_most(example: tuple[Path, Report]) -> None:
    ranks = [Status(finding["status"]).rank for finding in example[1]["findings"]]
    assert ranks == sorted(ranks)


def test_the_text_is_json_in_utf8_that_ends_with_a_line() -> None:
    _, text = run("audit", SUFFOLK, "--format", "json")
    assert text.endswith("}\n") and not text.endswith("\n\n")
    assert "\\u" not in text, "names stand as they are written"
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


# -- each finding


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_text_or_null(value: object) -> bool:
    return value is None or is_text(value)


def is_a_day(value: object) -> bool:
    """A day is its edges and its words; an open edge is null."""
    if value is None:
        return True
    if not isinstance(value, dict) or set(value) != {"from", "to", "text"} or not is_text(value["text"]):
        return False
    edges = [each for each in (value["from"], value["to"]) if each is not None]
    return bool(edges) and sorted(edges) == edges and all(date.fromisoformat(each) for each in edges)


def findings_of(example: tuple[Path, Report]) -> Iterator[Finding]:
    yield from example[1]["findings"]


def test_the_keys_of_a_finding_are_those_that_are_promised(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        assert set(finding) == PROMISED_OF_A_FINDING | FURTHER_OF_A_FINDING


def test_every_word_of_a_finding_is_of_its_closed_list(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        assert finding["status"] in STATUSES
        assert finding["force"] in FORCES
        assert set(finding["subject"]) == {"kind", "id", "title"}
        assert finding["subject"]["kind"] in KINDS
        assert finding["cause"] is None or finding["cause"] in CAUSES
        assert finding["use"] in (None, "used", "not used", "not known")
        assert finding["done"] in (None, "no", "not known")
        assert all(type(finding[key]) is bool for key in ("local", "past", "stated"))


def test_every_value_of_a_finding_has_its_type(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        texts = ("id", "rule", "provision", "instrument", "sentence", "status", "force")
        assert [key for key in texts if not is_text(finding[key])] == []
        maybe = ("part", "partnership", "period", "cause", "hinge", "use", "done", "review")
        assert [key for key in maybe if not is_text_or_null(finding[key])] == []
        assert finding["url"].startswith("https://")
        assert all(is_text(each) for each in finding["subject"].values())
        assert set(finding["bound"]) == {"acts", "for"}
        assert all(isinstance(each, str) for each in finding["bound"].values())
        assert finding["period"] is None or PERIOD.fullmatch(finding["period"])
        assert [key for key in ("since", "due", "done_on") if not is_a_day(finding[key])] == []
        assert all(is_text(each) for each in finding["waits_on"])


def test_a_law_version_says_when_by_what_and_why(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        version = finding["law_version"]
        assert set(version) >= {"from", "to", "inserted_by", "why"}
        assert date.fromisoformat(version["from"]) and is_text(version["inserted_by"]) and is_text(version["why"])
        assert version["to"] is None or version["from"] <= version["to"]


def test_lateness_is_a_span_of_days_in_words(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        late = finding["late_by"]
        assert (late is None) or (
            set(late) == {"from", "to", "text"} and 0 <= late["from"] <= late["to"] and is_text(late["text"])
        )
        assert finding["status"] != "met_late" or (late and late["to"] > 0)


def test_remedies_questions_and_evidence_are_whole(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        for remedy in finding["remedy"]:
            assert set(remedy) == {"who", "do"} and all(is_text(each) for each in remedy.values())
        for question in finding["questions"]:
            assert set(question) == {"question", "path", "ask"}
            assert is_text(question["question"]) and is_text(question["path"]) and isinstance(question["ask"], str)
        for cited in finding["evidence"]:
            assert set(cited) >= {"path", "value", "source", "at", "note", "weight"}
            assert is_text(cited["path"]) and isinstance(cited["value"], str)
            assert cited["weight"] in ("stated", "hedged", "hearsay", "unknown")
            assert cited["weight"] != "unknown" or (cited["value"], is_text(cited["words"])) == ("not known", True)
            optional = ("source", "at", "note", "words", "by", "basis")
            assert [key for key in optional if not is_text_or_null(cited[key])] == []


def test_nothing_is_left_of_the_wording_that_a_rule_fills_in(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        said = [finding["sentence"], finding["hinge"] or "", *(each["do"] for each in finding["remedy"])]
        assert [each for each in said if re.search(r"[{}]|\bNone\b|  ", each)] == []
        assert finding["sentence"].endswith(".")


# -- what goes with which status


def test_each_status_has_what_belongs_to_it_and_nothing_else(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        status = finding["status"]
        assert (finding["use"] is not None) is (status == "power"), finding["id"]
        assert (finding["cause"] is not None) is (status == "cannot_tell"), finding["id"]
        assert (finding["done"] is not None) is (status == "due"), finding["id"]
        assert not finding["since"] or status == "gap"
        assert not finding["hinge"] or status in ("cannot_tell", "judgement_needed", "due")
        assert not finding["waits_on"] or status in ("cannot_tell", "due", "judgement_needed")
        if status in ("gap", "compliant", "met_late", "not_applicable"):
            assert finding["questions"] == [], finding["id"]
        if status == "gap":
            assert finding["evidence"], "a gap rests on something that somebody said"
            assert finding["remedy"], "a gap says what can be done"
            assert finding["force"] != "condition" and finding["use"] is None
        if status == "due":
            assert finding["due"], finding["id"]
        if status == "judgement_needed":
            assert finding["questions"], finding["id"]


def test_what_cannot_be_told_has_a_question_or_waits_on_a_rule(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        if finding["status"] == "cannot_tell":
            # Where nothing but the law is unsettled, no fact would settle it, and there is nothing to ask.
            settles = finding["questions"] or finding["waits_on"] or finding["cause"] == "law unsettled"
            assert settles, finding["id"]
            assert finding["cause"] != "waits on a rule" or finding["waits_on"], finding["id"]


def test_what_a_finding_waits_on_is_a_rule_or_a_finding(example: tuple[Path, Report]) -> None:
    rules = load_rulebook().rules
    for finding in findings_of(example):
        assert [each for each in finding["waits_on"] if each.split("#")[0].split(":")[0] not in rules] == []


def test_evidence_names_a_source_of_the_dossier_or_the_tables(example: tuple[Path, Report]) -> None:
    path, _ = example
    sources: set[str] = set()
    for each in path.rglob("*.yaml"):
        sources |= set(yaml.load(each.read_text(encoding="utf-8"), yaml.BaseLoader).get("sources", {}))
    for finding in findings_of(example):
        cited = {each["source"] for each in finding["evidence"] if not each["path"].startswith("tables.")}
        assert cited - sources <= {None, "the shipped tables"}, finding["id"]


# -- ids


def test_an_id_is_the_rule_its_part_the_subject_and_the_period(example: tuple[Path, Report]) -> None:
    for finding in findings_of(example):
        part = f"#{finding['part'].replace(' ', '-')}" if finding["part"] else ""
        period = f"@{finding['period'].replace(' ', '-')}" if finding["period"] else ""
        assert finding["id"] == f"{finding['rule']}{part}:{finding['subject']['id']}{period}"
        assert " " not in finding["id"]


def test_ids_are_unique(example: tuple[Path, Report]) -> None:
    ids = [finding["id"] for finding in findings_of(example)]
    assert len(ids) == len(set(ids))


def test_ids_do_not_change_with_options_or_with_further_facts(suffolk: Report, tmp_path: Path) -> None:
    known = [finding["id"] for finding in suffolk["findings"]]
    for options in (("--engine", "plain"), ("--proof", "none")):
        assert [finding["id"] for finding in report(SUFFOLK, *options)["findings"]] == known
    for options in (("--status", "due"), ("--provision", "reg 13A"), ("--since", "2012-01-01")):
        some = {finding["id"] for finding in report(SUFFOLK, *options)["findings"]}
        assert some <= set(known) or set(known) <= some
    more = tmp_path / "more.yaml"
    more.write_text("meetings: {another: {kind: public, covers: [ipswich], held: 2015-06-01}}\n", encoding="utf-8")
    _, text = run("audit", SUFFOLK, more, "--format", "json")
    assert {finding["id"] for finding in json.loads(text)["findings"]} == set(known)


# -- nothing is lost


def test_every_rule_in_force_has_one_finding_for_each_of_its_subjects_and_periods(
    example: tuple[Path, Report],
) -> None:
    """With what was not in force, the findings of a rule's part are a whole grid of subjects and periods."""
    path, _ = example
    whole = report(path, "--since", earlier(path), *(f"--status={status.value}" for status in Status))
    everything = whole["findings"]
    assert len({finding["id"] for finding in everything}) == len(everything)
    rules = {finding["rule"] for finding in everything}
    subjects_of: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for finding in everything:
        subjects_of[finding["subject"]["kind"]].add(finding["subject"]["id"])
    for rule in load_rulebook().judged:
        assert rule.id in rules or not subjects_of[rule.for_each], rule.id
        names = {part.name for part in rule.parts}
        of_rule = [finding for finding in everything if finding["rule"] == rule.id]
        if of_rule:
            assert {finding["part"] or "" for finding in of_rule} == names, rule.id
        # Who answers for an area changes over the years: what recurs has no grid of policing bodies.
        fixed = rule.for_each == "policing_body" and not any(finding["period"] for finding in of_rule)
        if fixed or rule.for_each in ("unit", "county", "council"):
            for part in names:
                cells = [(f["subject"]["id"], f["period"]) for f in of_rule if (f["part"] or "") == part]
                periods = sorted({period or "" for _, period in cells})
                for subject in {subject for subject, _ in cells}:
                    # A place that began or ended in these years has those in which it stood, one after the other.
                    here = [periods.index(period or "") for each, period in cells if each == subject]
                    assert sorted(here) == list(range(min(here), max(here) + 1)), rule.id
    in_force = [finding for finding in everything if finding["status"] != "not_in_force"]
    default = report(path, "--since", earlier(path))["findings"]
    assert [finding["id"] for finding in in_force] == [finding["id"] for finding in default]


def test_what_was_not_in_force_is_listed_only_when_asked_for(suffolk: Report) -> None:
    assert "not_in_force" not in {finding["status"] for finding in suffolk["findings"]}
    asked = report(SUFFOLK, "--status", "not_in_force")
    assert {finding["status"] for finding in asked["findings"]} == {"not_in_force"}
    assert sum(asked["summary"].values()) == len(asked["findings"])


def test_every_status_apart_gives_together_the_whole(suffolk: Report) -> None:
    apart = [finding for status in sorted(STATUSES) for finding in report(SUFFOLK, "--status", status)["findings"]]
    assert sorted(finding["id"] for finding in apart) == sorted(finding["id"] for finding in suffolk["findings"])


def test_the_text_report_counts_every_finding_of_the_json(example: tuple[Path, Report]) -> None:
    path, whole = example
    _, text = run("audit", path, "--since", earlier(path))
    total = re.search(r"^COUNTS \((\d+) findings?\)$", text, re.MULTILINE)
    assert total and int(total[1]) == len(whole["findings"])
    labels = {status.value: status.label for status in COUNTED}
    for status, number in whole["summary"].items():
        line = re.search(rf"^  {re.escape(labels[status])} +(\d+) ", text[total.end() :], re.MULTILINE)
        assert (int(line[1]) if line else 0) == number, status


# -- proofs


def proof_nodes(node: Any) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", []):
        yield from proof_nodes(child)


@pytest.mark.parametrize(("asked", "shown"), [((), OPEN), (("--proof", "open"), OPEN), (("--proof", "all"), STATUSES)])
def test_proofs_are_printed_for_what_is_asked(asked: tuple[str, ...], shown: set[str]) -> None:
    findings = report(SUFFOLK, *asked)["findings"]
    proved = {finding["status"] for finding in findings if finding["proof"] is not None}
    assert proved == shown & {finding["status"] for finding in findings}
    assert all((finding["proof"] is not None) is (finding["status"] in shown) for finding in findings)


def test_proofs_are_left_out_when_none_are_asked_for() -> None:
    findings = report(SUFFOLK, "--proof", "none")["findings"]
    assert findings and {finding["proof"] is None for finding in findings} == {True}


def test_a_proof_has_every_branch_with_its_truth_and_its_evidence() -> None:
    truths: Counter[str] = Counter()
    for finding in report(SUFFOLK, "--proof", "all")["findings"]:
        assert finding["proof"], finding["id"]
        for view in finding["proof"]:
            assert {"provision", "outcome", "arises", "applies", "exceptions", "requires"} <= set(view)
            branches = [view["arises"], view["applies"], view["requires"], *view["exceptions"]]
            for node in (node for branch in branches if branch for node in proof_nodes(branch)):
                assert (
                    {"form", "truth", "label"}
                    <= set(node)
                    <= {
                        "form",
                        "truth",
                        "label",
                        "doubt",
                        "evidence",
                        "children",
                    }
                )
                assert node["truth"] in ("true", "false", "unknown")
                assert "doubt" not in node or node["doubt"] in CAUSES
                assert is_text(node["label"])
                truths[node["truth"]] += 1
    assert set(truths) == {"true", "false", "unknown"}


def test_the_evidence_of_a_finding_stands_in_its_proof() -> None:
    for finding in report(SUFFOLK, "--proof", "all")["findings"]:
        proof = json.dumps(finding["proof"], ensure_ascii=False)
        missing = [each["path"] for each in finding["evidence"] if json.dumps(each["path"])[1:-1] not in proof]
        assert missing == [], finding["id"]


def test_proofs_change_nothing_else() -> None:
    without, with_all = (report(SUFFOLK, "--proof", word) for word in ("none", "all"))
    for finding in (*without["findings"], *with_all["findings"]):
        finding.pop("proof")
    assert without == with_all
