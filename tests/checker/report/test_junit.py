"""JUnit XML: what is a pass, what is none, and that every reader can read it.

The form is that of the schema that the xUnit plugin of Jenkins publishes, restated here as a table,
since no validator of XML Schema is among the libraries of the tests.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import msgspec
import pytest

from checker.report import junit, model
from checker.report.ci.cases import COULD_NOT_CHECK
from tests.checker.report import sample
from tests.checker.report.sample import location, report
from tests.hostile.reports import hostile
from tests.hostile.strings import EVERY, TERMINAL

replace = msgspec.structs.replace
PROD = "SEC-A/approvals@environment/prod"
COUNTS = ("tests", "failures", "errors", "skipped")

FORM: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "testsuites": (("name", *COUNTS), (), ("testsuite",)),
    "testsuite": (("name", *COUNTS), (), ("properties", "testcase")),
    "properties": ((), (), ("property",)),
    "property": (("name", "value"), (), ()),
    "testcase": (("classname", "name"), ("file", "line"), ("skipped", "error", "failure")),
    "failure": (("type", "message"), (), ()),
    "error": (("type", "message"), (), ()),
    "skipped": (("message",), (), ()),
}
"""By element: the attributes it has, those it may have, and what stands in it, in that order."""


def parsed(found: str) -> Element:
    """The document, which holds to the form."""
    root = ElementTree.fromstring(found.encode())
    assert root.tag == "testsuites"
    _formed(root)
    for each in (root, *root):
        cases = list(each.iter("testcase"))
        assert [each.get(name) for name in COUNTS] == [
            str(len(cases)),
            *(str(sum(1 for one in cases if one.find(tag) is not None))
              for tag in ("failure", "error", "skipped")),
        ]  # fmt: skip
    return root


def _formed(one: Element) -> None:
    needed, allowed, inside = FORM[one.tag]
    assert set(needed) <= set(one.keys()) <= {*needed, *allowed}, one.attrib
    order = [inside.index(each.tag) for each in one]
    assert order == sorted(order)
    assert one.tag != "testcase" or len(one) <= 1
    assert one.tag in ("failure", "error") or not (one.text or "").strip()
    for each in one:
        _formed(each)


def outcomes(found: model.Report, suite: str) -> dict[str, str]:
    """How each case of a suite came out."""
    (one,) = (each for each in parsed(junit.render(found)) if each.get("name") == suite)
    return {
        str(case.get("name")): next((each.tag for each in case), "passed")
        for case in one.iter("testcase")
    }


def _unmet(*codes: str, **changes: Any) -> model.Instance:
    reasons = tuple(
        model.Reason(code=code, message="so", evidence=(), location=location()) for code in codes
    )
    return sample.instance(PROD, reasons=reasons, **changes)


def test_a_case_for_each_instance_by_standard() -> None:
    """An unmet one is a failure with its codes, what was found, file and line."""
    root = parsed(junit.render(report(), "projects/lab"))

    suite = root[0]
    case = next(suite.iter("testcase"))
    assert [each.get("name") for each in root] == [
        "asl-3/security", "verdicts", "judgements", "gate",
    ]  # fmt: skip
    assert case.attrib == {
        "classname": "asl-3/security.SEC-A",
        "name": PROD,
        "file": "projects/lab/catalog/SEC-A.yaml",
        "line": "21",
    }
    assert (case[0].tag, case[0].attrib) == (
        "failure",
        {"type": "coverage-hole", "message": "coverage-hole: a hole (catalog/SEC-A.yaml:21)"},
    )
    properties = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert properties == {
        "organization": "example-lab",
        "as-of": "2026-06-30",
        "policy": "mini-1",
        "policy-digest": sample.DIGEST,
        "catalog": "mini 1.0",
        "catalog-digest": sample.DIGEST,
        "assessment-digest": sample.DIGEST,
        "exit-code": "1",
    }


@pytest.mark.parametrize(
    ("instance", "outcome"),
    [
        (_unmet("missing"), "failure"),
        (_unmet(), "failure"),
        (_unmet("missing", "validation-error"), "failure"),
        *((_unmet(code), "error") for code in COULD_NOT_CHECK),
        (sample.instance(PROD, "met"), "passed"),
        (sample.instance(PROD, "alternative"), "skipped"),
        (sample.instance(PROD, "not-applicable"), "skipped"),
    ],
)
def test_how_an_instance_comes_out(instance: model.Instance, outcome: str) -> None:
    """What could not be checked is an error, and together with a failure it is a failure."""
    found = outcomes(report(instances=(instance,)), "asl-3/security")

    assert found == {PROD: outcome}


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        (("not-assessed",), "error"),
        (("satisfied", "not-assessed"), "error"),
        (("not-in-force",), "skipped"),
        (("not-in-force", "satisfied"), "passed"),
    ],
)
def test_what_an_error_in_a_file_reaches_is_no_pass(states: tuple[str, ...], outcome: str) -> None:
    """Met, but of a control that could not be assessed for a subject."""
    subject = next(one for one in report().subjects if one.kind == "model")
    subjects = tuple(
        replace(subject, id=f"model/{at}", controls=(replace(subject.controls[0], status=state),))
        for at, state in enumerate(states)
    )
    found = report(instances=(sample.instance(PROD, "met"),), subjects=subjects)

    assert outcomes(found, "asl-3/security") == {PROD: outcome}


def test_a_waived_gap_is_skipped_and_says_why() -> None:
    """It is no pass, and the gate accepts it; the verdict fails all the same."""
    subject = next(one for one in report().subjects if one.kind == "model")
    found = report(
        instances=(_unmet("missing", accepted_by=("dev-1",)),),
        deviations=(sample.deviation("dev-1", "waiver"),),
        subjects=(subject,),
    )

    assert outcomes(found, "asl-3/security") == {PROD: "skipped"}
    assert 'message="unmet, and accepted by dev-1 until 2026-12-31"' in junit.render(found)
    assert outcomes(found, "verdicts")["model/atlas asl-3/security"] == "failure"


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        ("conformant", "passed"), ("not-conformant", "failure"), ("undetermined", "error"),
        ("not-assessed", "error"), ("not-required", "skipped"),
    ],
)  # fmt: skip
def test_how_a_verdict_comes_out(verdict: model.VerdictWord, outcome: str) -> None:
    """Undetermined is no pass."""
    subject = replace(report().subjects[0], standards=(sample.standard("procedure", verdict),))

    found = outcomes(report(subjects=(subject,)), "verdicts")

    assert found == {"organization procedure": outcome}


@pytest.mark.parametrize(
    ("state", "outcome"), [("open", "error"), ("rejected", "failure"), ("accepted", "passed")]
)
def test_how_a_judgement_comes_out(state: Any, outcome: str) -> None:
    """A question that nobody answered was not checked."""
    one = replace(report().judgements[0], state=state)

    assert set(outcomes(report(judgements=(one,)), "judgements").values()) == {outcome}


def test_errors_in_files_and_the_gate_are_cases() -> None:
    """Without them a project that cannot be read would have no case that fails."""
    diagnostic = model.Diagnostic(code="unknown-key", level="error", message="no", help=None,
                                  location=location("rsp.yaml", 4))  # fmt: skip
    passed = model.Gate(status="passed", because=())

    assert outcomes(report(diagnostics=(diagnostic,)), "files") == {
        "unknown-key rsp.yaml:4": "error"
    }
    assert outcomes(report(), "gate") == {"gate": "failure"}
    assert outcomes(report(gate=passed), "gate") == {"gate": "passed"}
    alone = junit.render_files((diagnostic,), report().gate, report().exit, "lab")
    assert [each.get("name") for each in parsed(alone)] == ["files", "gate"]


@pytest.mark.parametrize("text", TERMINAL.values())
def test_what_xml_cannot_hold_is_written_as_its_number(text: str) -> None:
    """XML 1.0 has no way to write most control characters."""
    found = junit.render(report(instances=(_unmet("missing", asset=text),)))

    parsed(found)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", found)


def test_hostile_texts_come_out_as_words() -> None:
    """Every text of files holds something; no element comes of it."""
    parsed(junit.render(hostile(report())))
    parsed(junit.render(hostile(report(), EVERY)))
