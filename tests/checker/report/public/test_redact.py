"""An edition holds nothing of what it withholds, in any format, and keeps what it must."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from io import BytesIO
from typing import get_type_hints
from zipfile import ZipFile

import msgspec
import pytest

from checker.report import json, markdown, model, text
from checker.report.html import render as html
from checker.report.public.fields import FIELDS
from checker.report.public.marker import (
    MARKER,
    SaltUnusable,
    commitment,
    item,
    seed,
)
from checker.report.public.redact import Redacted, redact
from checker.report.sheets import csv, xlsx
from checker.report.sheets.ask import request_sheet
from rsp.visibility import Visibility
from tests.checker.report import sample
from tests.checker.report.public.secrets import Maker

SECRET = bytes(range(7, 71))
PUBLIC, REVIEWER = Visibility.PUBLIC, Visibility.REVIEWER


def salted(report: model.Report) -> model.Report:
    """A full report with its seed."""
    return msgspec.structs.replace(report, salt_seed=seed(SECRET, report))


def edition(report: model.Report, audience: Visibility = PUBLIC) -> Redacted:
    """The edition of a report."""
    return redact(salted(report), audience)


def formats(report: model.Report) -> dict[str, str]:
    """Every format, as it would be published."""
    return {
        "json": json.render(report).decode(),
        "markdown": markdown.render(report),
        "text": text.render(report),
        "html": html.render(report),
        "csv": csv.render(request_sheet(report)),
        "xlsx": _unpacked(xlsx.render(report)),
    }


def _unpacked(book: bytes) -> str:
    """All parts of a workbook, its metadata too."""
    with ZipFile(BytesIO(book)) as parts:
        return "".join(f"{name} {parts.read(name).decode()}" for name in parts.namelist())


def structs() -> list[type[msgspec.Struct]]:
    """All types that a report is made of, but the edition's own."""
    own = (model.VisibilityLine, model.Commitment, model.Edition, model.Location, model.Counts)
    return [
        one
        for one in vars(model).values()
        if isinstance(one, type)
        and issubclass(one, msgspec.Struct)
        and one.__module__ == model.__name__
        and one not in own
    ]


@pytest.mark.parametrize("kind", structs(), ids=lambda kind: kind.__name__)
def test_every_field_has_its_way(kind: type[msgspec.Struct]) -> None:
    """A field that the table does not know would have no rule for who sees it."""
    assert set(FIELDS[kind]) == set(kind.__struct_fields__)


@pytest.mark.parametrize("kind", structs(), ids=lambda kind: kind.__name__)
def test_closed_words_and_numbers_are_kept_or_go_together(kind: type[msgspec.Struct]) -> None:
    """A marker is a text: it fits no field of another type."""
    hints = get_type_hints(kind)
    texts = {name for name, hint in hints.items() if "str" in str(hint)}

    other = {name: FIELDS[kind][name] for name in hints if name not in texts}

    assert set(other.values()) <= {"keep", "walk", "drop", "times", "place"}


@pytest.mark.parametrize("number", range(6))
def test_nothing_withheld_is_in_any_format(number: int) -> None:
    """A secret in every field that is not public by itself: none of them comes out."""
    maker = Maker(number)
    report = maker.report()
    assert len(maker.secrets) > 200

    made = edition(report)

    for name, shown in formats(made.report).items():
        found = sorted(secret for secret in maker.secrets if secret in shown)
        assert (name, found) == (name, [])


@pytest.mark.parametrize("number", range(2))
def test_the_full_report_holds_what_is_looked_for(number: int) -> None:
    """The search above can fail: the full report shows the secrets, and reviewers get them."""
    maker = Maker(number)
    report = maker.report()
    shown = json.render(report).decode()

    there = sum(secret in shown for secret in maker.secrets)

    assert there > 0.9 * len(maker.secrets) > 200


def test_reviewers_see_all_that_is_not_internal() -> None:
    """The edition for reviewers of a report without anything internal withholds nothing."""
    report = sample.report()

    made = edition(report, REVIEWER)

    assert made.items == ()
    assert msgspec.structs.replace(made.report, edition=None, digest=report.digest) == report


def test_what_is_internal_is_kept_from_reviewers_wherever_it_is_named() -> None:
    """An internal asset is gone from ids, keys and texts, and so are digests over it."""
    hidden = model.VisibilityLine(kind="asset", id="environment/prod", level="internal")
    project = msgspec.structs.replace(sample.report().project, digest="cd" * 32)
    report = sample.report(visibility=(hidden,), project=project)
    assert "environment/prod" in json.render(report).decode()

    made = edition(report, REVIEWER)

    for shown in formats(made.report).values():
        assert "environment/prod" not in shown
        assert re.search(r"\bprod\b", shown) is None
    assert report.project.digest not in json.render(made.report).decode()


def test_verdicts_statuses_and_totals_stay() -> None:
    """What is withheld changes no status, no verdict, no count, and no length of a list."""
    report = sample.report()
    made = edition(report).report

    def statuses(one: model.Report) -> object:
        return (
            one.gate.status,
            one.exit.code,
            one.counts,
            Counter((x.control, x.status) for x in one.instances),
            sorted(
                (x.kind, each.id, each.verdict, each.required, tuple(each.counts.items()))
                for x in one.subjects
                for each in x.standards
            ),
            sorted((y.id, y.status) for x in one.subjects for y in x.clauses),
            sorted((y.id, y.status) for x in one.subjects for y in x.controls),
            [len(getattr(one, name)) for name in ("records", "deviations", "judgements", "runs")],
        )

    assert statuses(made) == statuses(report)
    assert made.edition is not None
    assert sum(made.edition.withheld.values()) == len(made.edition.commitments) > 20


def test_what_is_public_is_shown() -> None:
    """An asset, a party and a type that are public stand as they are."""
    shown = tuple(
        model.VisibilityLine(kind=kind, id=name, level="public")  # type: ignore[arg-type]
        for kind, name in (
            ("asset", "environment/prod"),
            ("type", "weight-log"),
            ("payload", "weight-log"),
            ("summary", "weight-log"),
        )
    )
    before = json.render(edition(sample.report()).report).decode()
    after = json.render(edition(sample.report(visibility=shown)).report).decode()

    assert "environment/prod" not in before
    assert "environment/prod" in after


def test_salts_and_levels_are_not_in_an_edition() -> None:
    """The seed opens everything: it stays in the full report."""
    report = salted(sample.report())
    made = redact(report, PUBLIC)
    shown = json.render(made.report).decode()

    assert made.report.salt_seed is None
    assert made.report.visibility == ()
    assert report.salt_seed is not None
    assert report.salt_seed not in shown
    assert [one for one in made.items if one.salt in shown] == []


def test_a_value_that_is_easily_guessed_needs_its_salt() -> None:
    """Trying every possible value without the salt confirms none; with it, the right one."""
    report = salted(sample.report())
    made = redact(report, PUBLIC)
    assert made.report.edition is not None
    commitments = {one.commitment for one in made.report.edition.commitments}
    guesses = [(one.kind, one.value) for one in made.items]

    for kind, value in guesses:
        data = msgspec.json.encode([kind, value], order="sorted")
        for tried in (data, msgspec.json.encode(value)):
            assert hashlib.sha256(tried).hexdigest() not in commitments
            for key in (b"", bytes(32), report.project.digest.encode()):
                assert hmac.new(key, tried, hashlib.sha256).hexdigest() not in commitments
    assert all(commitment(one.salt, one.kind, one.value) in commitments for one in made.items)


def test_each_thing_has_a_salt_of_its_own() -> None:
    """No two items share a salt, and another secret or report gives others."""
    report = salted(sample.report())
    made = redact(report, PUBLIC)
    again = redact(report, PUBLIC)
    other = redact(msgspec.structs.replace(report, salt_seed=seed(SECRET[::-1], report)), PUBLIC)

    salts = [one.salt for one in made.items]
    assert len(set(salts)) == len(salts)
    assert json.render(again.report) == json.render(made.report)
    assert {one.marker for one in made.items}.isdisjoint(one.marker for one in other.items)
    later = sample.report(
        as_of=msgspec.structs.replace(report.as_of, instant="2027-01-01T00:00:00Z")
    )
    assert seed(SECRET, later) != report.salt_seed


def test_equal_times_and_texts_are_not_seen_to_be_equal() -> None:
    """How often a value occurs would say which it is: values are marked each by itself."""
    same = "2026-08-02T00:00:00Z"
    instances = tuple(
        sample.instance(f"SEC-A/approvals@environment/e{index}", "met") for index in range(5)
    )
    assert {one.fresh_until for one in instances} == {same}

    made = edition(sample.report(instances=instances)).report

    assert len({one.fresh_until for one in made.instances}) == 5
    assert len({hole.start for one in made.instances for hole in one.holes}) == 5


def test_the_order_of_a_list_says_nothing_of_names() -> None:
    """Instances and records are in the order of what is shown."""
    instances = tuple(
        sample.instance(f"SEC-A/approvals@environment/e{index}", "met") for index in range(20)
    )
    made = edition(sample.report(instances=instances)).report
    opened = {one.marker: one.value for one in edition(sample.report(instances=instances)).items}

    names = [MARKER.sub(lambda found: opened[found.group()], one.asset) for one in made.instances]

    assert [one.id for one in made.instances] == sorted(one.id for one in made.instances)
    assert names != sorted(names)


def test_a_text_that_looks_like_a_marker_is_withheld() -> None:
    """Nobody can make an edition seem to withhold what it does not."""
    fake = "withheld:asset-0123456789ab"
    shown = model.VisibilityLine(kind="deviation", id="d-1", level="public")
    report = sample.report(
        deviations=(sample.deviation("d-1", reason=f"as agreed with {fake}"),),
        visibility=(shown,),
    )

    assert fake not in json.render(edition(report).report).decode()


def test_a_public_text_that_names_what_is_withheld_is_withheld() -> None:
    """The reason of a public deviation names an asset that is not public."""
    shown = model.VisibilityLine(kind="deviation", id="d-1", level="public")
    report = sample.report(
        deviations=(
            sample.deviation("d-1", reason="as for environment/prod"),
            sample.deviation("d-2", reason="a plain reason"),
        ),
        visibility=(shown, model.VisibilityLine(kind="deviation", id="d-2", level="public")),
    )
    made = {one.id: one.reason for one in edition(report).report.deviations}

    assert MARKER.fullmatch(made["d-1"])
    assert made["d-2"] == "a plain reason"


@pytest.mark.parametrize("secret", [b"", b"short", b"a" * 64, bytes(4096)])
def test_a_weak_secret_is_refused(secret: bytes) -> None:
    """Salts that could be guessed hide nothing."""
    with pytest.raises(SaltUnusable):
        seed(secret, sample.report())


@pytest.mark.parametrize("stored", [None, "", "zz" * 32, "ab" * 31])
def test_no_edition_without_salts(stored: str | None) -> None:
    """A report without a seed, or with something else in its place, gives no edition."""
    with pytest.raises(SaltUnusable):
        redact(sample.report(salt_seed=stored), PUBLIC)


def test_an_item_opens_only_to_its_value() -> None:
    """Another kind, value or salt does not give the commitment."""
    one = item("ab" * 32, "public", "asset", "prod", "environment/prod")

    assert one.opens
    for name, other in (("kind", "event"), ("value", "prod2"), ("salt", "cd" * 32)):
        assert not msgspec.structs.replace(one, **{name: other}).opens
