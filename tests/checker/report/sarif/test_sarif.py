"""What a log says of a report, and what it must not say."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from checker.assess.assessment import Reason
from checker.diagnostics.registry import CODES
from checker.report.ci.finding import Finding, Level
from checker.report.ci.place import HEAD
from checker.report.ci.rest import RESULTS
from checker.report.ci.told import told, told_of
from checker.report.documentation import documentation
from checker.report.model import Exit, Tool
from checker.report.sarif import render as rendering
from checker.report.sarif.render import render
from checker.report.sarif.rules import rules
from checker.report.sarif.text import plain, uri
from tests.checker.report import sample

replace = msgspec.structs.replace
PROD = "SEC-A/approvals@environment/prod"


def _run(prefix: str = "", **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(told(sample.report(**changes)), prefix).data)
    return found["runs"][0]  # type: ignore[no-any-return]


def _result(run: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(one for one in run["results"] if one["ruleId"] == rule)


def _finding(rule: str, level: Level = "error") -> Finding:
    return Finding(rule=rule, source="file", level=level, about="", message="", at=HEAD,
                   identity=(rule,))  # fmt: skip


def test_a_gap_as_a_result() -> None:
    """Whole."""
    assert _result(_run("projects/a lab"), "coverage-hole") == {
        "ruleId": "coverage-hole",
        "ruleIndex": 2,
        "kind": "fail",
        "level": "error",
        "message": {
            "text": "Every session was approved (environment/prod): a hole. Instance"
            " SEC-A/approvals@environment/prod, critical, owned by security-engineering."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "projects/a%20lab/catalog/SEC-A.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 21, "startColumn": 1, "endColumn": 2},
                },
                "logicalLocations": [
                    {"name": PROD, "fullyQualifiedName": PROD, "kind": "resource"}
                ],
            }
        ],
        "partialFingerprints": {
            "primaryLocationLineHash": "48587fa4433d40ca:1",
            "rsp/v1": "48587fa4433d40cac7386a0c23b48398",
        },
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "the record log-1"},
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "projects/a%20lab/evidence/log-1.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 1, "startColumn": 1, "endColumn": 2},
                },
            },
            {
                "id": 2,
                "message": {"text": "SEC-A/approvals asks for it"},
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "projects/a%20lab/catalog/SEC-A.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 20, "startColumn": 1, "endColumn": 2},
                },
            },
            {
                "id": 3,
                "message": {"text": "the clause SEC-1 is in gap by it"},
                "logicalLocations": [
                    {"fullyQualifiedName": "edition:mini-1/security.md:12", "kind": "resource"}
                ],
            },
        ],
        "rank": 90.0,
        "properties": {
            "instance": PROD,
            "control": "SEC-A",
            "requirement": "approvals",
            "asset": "environment/prod",
            "subjects": ["model/atlas"],
            "standard": "asl-3/security",
            "clauses": ["SEC-1"],
            "owner": "security-engineering",
            "severity": "critical",
        },
    }


def test_questions_are_for_review_and_no_failures() -> None:
    """SARIF 3.27.10: a result of another kind than `fail` has the level `none`."""
    found = _result(_run(), "judgement-open")

    assert (found["kind"], found["level"]) == ("review", "none")


def test_an_accepted_gap_is_suppressed_with_its_reason() -> None:
    """By whom and until when stands in the report; the verdict does not move."""
    subject = next(one for one in sample.report().subjects if one.kind == "model")
    found = _run(
        instances=(sample.instance(PROD, accepted_by=("dev-1",)),),
        deviations=(sample.deviation("dev-1", "waiver"),),
        subjects=(subject,),
    )

    assert _result(found, "coverage-hole")["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Accepted by the deviation dev-1 until 2026-12-31: a locked room",
        }
    ]


def test_no_path_of_the_machine_is_in_a_log() -> None:
    """The base has a description and no address."""
    run = _run()

    assert run["originalUriBaseIds"] == {
        "%SRCROOT%": {"description": {"text": "The top folder of the repository."}}
    }
    assert run["automationDetails"] == {"id": "rsp-check/"}
    assert _run("a/b")["automationDetails"] == {"id": "rsp-check/a/b/"}


def test_every_rule_has_its_page() -> None:
    """Reasons, codes and results, each as Markdown; GitHub shows at most ten tags."""
    names = [*Reason, *CODES, *RESULTS]
    every = rules(map(_finding, names))

    assert {one["id"] for one in every} == set(names)
    for one in every:
        folder = "reasons" if one["id"] in set(Reason) else "diagnostics"
        folder = "results" if one["id"] in RESULTS else folder
        assert one["help"]["markdown"] == documentation(folder, one["id"])
        assert one["shortDescription"]["text"]
        assert 1 <= len(one["fullDescription"]["text"]) <= 1_024
        assert len(one["properties"]["tags"]) <= 10
    assert len({one["name"].lower() for one in every} | {one["id"] for one in every}) == 2 * len(
        every
    )


@pytest.mark.parametrize("name", ["../../../CHANGELOG", "a\x00b", "", "/etc/motd", "missing\n"])
def test_what_is_no_name_has_no_page(name: str) -> None:
    """A saved assessment could ask for any file that ends in .md."""
    assert documentation("reasons", name) is None
    assert rules([_finding(name)])[0]["properties"]["tags"] == ["compliance", "assessment"]


def test_the_level_of_a_rule_is_that_of_its_gravest_result() -> None:
    """What is only to be reviewed counts as a note."""
    found = rules([_finding("a", "note"), _finding("a", "error"), _finding("b", "none")])

    assert [one["defaultConfiguration"]["level"] for one in found] == ["error", "note"]


def test_an_error_in_a_file_says_that_not_all_was_looked_at() -> None:
    """The exit code and why, as the command leaves with them."""
    done = _run(diagnostics=())["invocations"]
    broken = told_of(told(sample.report()).findings[1:2], Tool(name="rsp-checker", version="1"),
                     Exit(code=3, because="1 errors in files"))  # fmt: skip
    broken = replace(broken, findings=(replace(broken.findings[0], source="file", level="error"),))

    assert done == [
        {"executionSuccessful": True, "exitCode": 1, "exitCodeDescription": "the gate failed"}
    ]
    assert json.loads(render(broken).data)["runs"][0]["invocations"] == [
        {"executionSuccessful": False, "exitCode": 3, "exitCodeDescription": "1 errors in files"}
    ]


def test_too_many_results_are_cut_the_least_important_first() -> None:
    """The gate stays; how many are left out is a notification."""
    every = told(sample.report())
    found = render(every, most=2)
    run = json.loads(found.data)["runs"][0]

    assert found.left_out == len(every.findings) - 2
    assert [one["ruleId"] for one in run["results"]] == [one.rule for one in every.findings[:2]]
    assert run["results"][0]["ruleId"] == "gate-failed"
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "warning"
    assert note["message"]["text"].startswith(f"{found.left_out} results left out")


def test_too_many_bytes_are_cut_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted after compression, as they are uploaded; nothing but the gate may be left."""
    whole = told(sample.report())
    monkeypatch.setattr(rendering, "MOST_BYTES", 2_500)
    some = render(whole)
    monkeypatch.setattr(rendering, "MOST_BYTES", 1)
    none = render(whole)

    assert 0 < some.left_out < len(whole.findings) == none.left_out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a [b](javascript:x)", "a \\[b\\](javascript:x)"),
        ("a [0] b", "a [0] b"),
        ("a\x1b[31m\nb\ud800", "a\\u001b[31m b\\ud800"),
        ("x" * 1_001, "x" * 1_000 + " ... and 1 characters more"),
    ],
)
def test_texts_act_on_nothing(text: str, shown: str) -> None:
    """Links that a text would make, controls, what is too long."""
    assert plain(text) == shown


def test_paths_are_percent_encoded() -> None:
    """Nothing ends the path, starts a query or looks like a scheme."""
    assert uri("a b/c#d?e%f:g/\u00e4") == "a%20b/c%23d%3Fe%25f%3Ag/%C3%A4"
