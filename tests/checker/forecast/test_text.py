"""The forecast for a terminal: 80 columns whatever the names, and nothing that acts on it."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.forecast.model import (
    SCHEMA,
    About,
    Change,
    Day,
    Event,
    Forecast,
    Projected,
    Thing,
    Turn,
)
from checker.forecast.text import render
from checker.report.layout import WIDTH, Style, columns
from checker.report.model import Exit, Tool

NASTY = st.text(
    alphabet=st.sampled_from("ab-./@ \n\t|`<漢e\u0301\u202e\x1b[31m\u200b\\'\""), max_size=120
)


def thing(kind: Any = "standard", subject: str | None = "organization", **more: Any) -> Thing:
    """A thing that is never red."""
    plain = {
        "kind": kind,
        "subject": subject,
        "id": "procedure",
        "start": "conformant",
        "red_now": False,
        "red_from": None,
        "red": (),
        "end": "conformant",
        "because": (),
    }
    return Thing(**{**plain, **more})


GATE = thing("gate", None, id="gate", start="passed", end="passed")


def forecast(*things: Thing, days: tuple[Day, ...] = (), **more: Any) -> Forecast:
    """Of three days, with a gate that is green."""
    plain = {
        "schema": SCHEMA,
        "tool": Tool(name="rsp-checker", version="0"),
        "exit": Exit(code=0, because="the forecast was made"),
        "horizon": Projected(
            first="2026-07-01",
            source="clock",
            last="2026-07-03",
            days=3,
            projected_from=None,
            arriving=(),
        ),
        "closed_because": None,
        "partial": (),
        "about": About(
            organization="example-lab",
            title=None,
            project_digest="0" * 64,
            policy="rsp-2.2",
            policy_digest="0" * 64,
            catalog="shipped",
            catalog_version="1",
            catalog_digest="0" * 64,
            catalog_custom=False,
        ),
        "things": things or (GATE,),
        "days": days,
    }
    return Forecast(**{**plain, **more})


def day(*changes: Change, events: tuple[Event, ...] = (), date: str = "2026-07-02") -> Day:
    """The second day."""
    return Day(date=date, projection=False, events=events, changes=changes)


def change(kind: Any, id: str, **more: Any) -> Change:
    """Something turns red."""
    plain = {
        "kind": kind,
        "subject": "model/atlas",
        "id": id,
        "direction": "worse",
        "before": "satisfied",
        "after": "gap",
        "red": True,
        "roots": (),
        "because": ("for a reason",),
    }
    return Change(**{**plain, **more})


def event(id: str, control: str | None = None, kind: Any = "instance", **more: Any) -> Event:
    """An instance that nothing shows any more."""
    plain = {
        "id": id,
        "kind": kind,
        "direction": "worse",
        "before": "met",
        "after": "unmet",
        "codes": ("stale",),
        "because": ("it is old",),
        "records": ("e1",),
        "control": control,
    }
    return Event(**{**plain, **more})


def lines(found: Forecast) -> list[str]:
    """Its text."""
    return render(found, project="lab").split("\n")


@settings(deadline=None)
@given(NASTY, NASTY, NASTY)
def test_every_line_fits_80_columns(name: str, title: str, message: str) -> None:
    """Whatever the names, titles and messages are."""
    base = forecast()
    given = forecast(
        msgspec.structs.replace(GATE, red_now=True, because=(message, title, name, name)),
        thing(id=name, red=(Turn(first="2026-07-02", last=None),)),
        thing("model", name, id=name),
        thing("control", name, id=name, start="gap", red_now=True),
        days=(
            day(
                change("control", name, roots=(title,), because=(message,)),
                change("clause", name),
                change("standard", name, subject=title),
                events=(
                    event(title, name, because=(message,), records=(name, title)),
                    event(message, kind="deviation", because=(name,)),
                    event(name, kind="record", direction="neutral", records=(name,)),
                ),
            ),
        ),
        about=msgspec.structs.replace(base.about, organization=name, title=title),
        closed_because=message,
        partial=(name, title),
        exit=Exit(code=1, because=message),
    )

    found = lines(given)

    assert [line for line in found if columns(line) > WIDTH] == []
    assert all(line.isprintable() for line in found)


def test_the_first_lines_say_what_qualifies_the_rest() -> None:
    """Closed, partial, a projection and from when, and that records of later dates are there."""
    horizon = msgspec.structs.replace(
        forecast().horizon, projected_from="2026-07-02", arriving=("e1", "e2")
    )
    plain = lines(forecast())
    found = lines(forecast(horizon=horizon, closed_because="over", partial=("--model atlas",)))

    assert plain[0] == "example-lab, rsp-2.2, forecast 2026-07-01 to 2026-07-03, 3 days"
    assert " ".join(found[:2]) == f"{plain[0]}, closed, PROJECTION, PARTIAL"
    assert "From 2026-07-02 on it is a projection: no gate passes" in "\n".join(found)
    assert "2 records of the store dated later" in "\n".join(found)
    assert not any("projection" in line or "of the store" in line for line in plain)


def test_the_gate_says_when_and_why() -> None:
    """Green on all days; from a day on; red already, green and red again."""
    turn = change("gate", "gate", subject=None, after="failed", before="passed")
    again = change(
        "gate", "gate", subject=None, after="passed", before="failed", red=False, direction="better"
    )
    red = msgspec.structs.replace(GATE, red_now=True, because=("for that",))

    assert "Gate: green on all of these days" in lines(forecast())
    assert "Gate: green until 2026-07-01, then red: for a reason" in lines(
        forecast(GATE, days=(day(turn),))
    )
    found = lines(forecast(red, days=(day(again), day(turn, date="2026-07-03"))))
    assert "Gate: red on the first day: for that" in found
    assert "  green from 2026-07-02; red from 2026-07-03" in found


def test_each_stretch_of_red_is_in_the_table() -> None:
    """What is red now, until when, from when on, and in between."""
    stretches = (
        Turn(first="2026-07-01", last="2026-07-02"),
        Turn(first="2026-07-04", last="2026-07-05"),
        Turn(first="2026-07-09", last=None),
    )
    rows = {
        "now": (True, (Turn(first="2026-07-01", last=None),)),
        "until 2026-07-02, 2026-07-04 to": (True, stretches),
        "2026-07-04 to 2026-07-05, from": (False, stretches[1:]),
        "-": (False, ()),
    }

    found = lines(forecast(GATE, *(thing(red_now=now, red=red) for now, red in rows.values())))

    assert [line[42:].strip() for line in found if "  procedure" in line] == list(rows)


def test_root_causes_come_first_and_what_follows_names_them() -> None:
    """An instance of each requirement once, with how many more there are."""
    given = day(
        change("control", "SEC-A", roots=("SEC-A/r@a/1",)),
        change("control", "SEC-B", roots=("SEC-A/r@a/1",), after="undermined"),
        change("clause", "SEC-1"),
        change("standard", "asl-3/security", before="conformant", after="not-conformant"),
        change("gate", "gate", subject=None, before="passed", after="failed"),
        events=(event("SEC-A/r@a/1", "SEC-A"), event("SEC-A/s@a/2", "SEC-A", records=("e2",))),
    )

    found = lines(forecast(GATE, days=(given,)))

    start = found.index("2026-07-02")
    assert found[start:-2] == [
        "2026-07-02",
        "  SEC-A r, s at a/1 and 1 more: stale: it is old (e1 and 1 more)",
        "  turns red: SEC-B; follows from SEC-A",
        "  clauses, turns red: SEC-1",
        "  turns red: the gate; asl-3/security of model/atlas",
        "",
    ]


def test_what_is_red_already_is_no_turn() -> None:
    """A change from one red to another is in the data, and no line of the text."""
    given = day(change("standard", "asl-3/security", before="undetermined", after="not-conformant"))

    assert "2026-07-02" not in lines(forecast(GATE, days=(given,)))


def test_red_controls_of_the_first_day_are_listed() -> None:
    """With the command that tells why; each once, whatever the number of subjects."""
    red = [
        thing("control", subject, id=id, start="gap", red_now=True)
        for id in ("SEC-A", "SEC-B")
        for subject in ("model/a", "model/b")
    ]

    found = lines(forecast(GATE, *red, thing("control", id="SEC-C", start="satisfied")))

    assert (
        "Controls in force: 3; red on the first day: 2; turn red on a later one: 0; never" in found
    )
    assert "Red on the first day: SEC-A, SEC-B" in found
    assert "  rsp check lab --as-of 2026-07-01 tells why" in found


def test_colour_carries_no_meaning_of_its_own() -> None:
    """Without it the text is the same."""
    given = forecast(GATE, thing(red_now=True, start="not-conformant"), days=(day(),))
    painted = render(given, Style(colour=True))

    plain = painted
    for code in ("31", "32", "33", "1", "2", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")

    assert painted != plain == render(given)
