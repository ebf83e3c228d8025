"""Failures that developers have reported, told by the records of the example lab, are all noticed.

Each test changes what a few records say, as they would have, had it happened there; everything is
collected and sealed as always. None asks whether a control exists: all of them did. The variant
nearest to each source is a project in examples/published-failures.
"""

from __future__ import annotations

from checker.assess.assessment import Reason
from tests.examples.example_lab import ExampleLab, example_lab
from tests.examples.failures import (
    FEEDBACK,
    SURFACE,
    answered_probes,
    disguised,
    incident,
    inherited,
    of_decision,
    unblocked,
    unlisted,
    unlogged,
    vendor,
)
from tests.examples.retelling import caught, records_of, red, retold, rows, without_rows

EXCEPTION, HOLE, FAILED, STALE, UNKNOWN = (
    Reason.EXCEPTION_IN_PERIOD.value,
    Reason.COVERAGE_HOLE.value,
    Reason.VALIDATION_FAILED.value,
    Reason.STALE.value,
    Reason.UNKNOWN_ASSET.value,
)
VENDOR = "vendor/feedback-vendor"
PAIR = f"{SURFACE}+model/atlas-2"
DEPLOYMENT = {"model/atlas-2: asl-3/deployment"}
BOTH = {*DEPLOYMENT, "model/atlas-2-bio: asl-3/deployment"}


def test_fx_1_vendor_traffic_without_blocking_and_without_logs() -> None:
    """For months one switch, for internal use, ends blocking and logging on a vendor surface."""
    lab = example_lab()

    found = retold(lab, [*unblocked(lab), *unlogged(lab), *answered_probes(lab)])

    assert {
        f"DEP-DEF-02/blocking@{PAIR}": {EXCEPTION},
        f"DEP-DEF-02/probes@{PAIR}": {EXCEPTION},
        f"DEP-DEF-03/apart@{PAIR}": {EXCEPTION},
        f"DEP-MON-03/outcomes@{PAIR}": {EXCEPTION},
        f"DEP-INV-02/traffic@{VENDOR}": {EXCEPTION},
        f"COM-CLS-01/guards@{PAIR}": {EXCEPTION},
    } == caught(found)
    assert red(lab, found) >= DEPLOYMENT


def test_fx_1_where_only_the_vendors_credentials_are_counted() -> None:
    """The switch hides the traffic from every count of its surface: the vendor's still shows it."""
    lab = example_lab()

    found = retold(lab, vendor(lab, exchanges_screened=0, exchanges_logged=0))

    assert {f"DEP-INV-02/traffic@{VENDOR}": {EXCEPTION}} == caught(found)
    assert red(lab, found) >= DEPLOYMENT


def test_fx_1_on_a_surface_that_the_inventory_lacks() -> None:
    """What is asked of every surface is unmet at the one that records name and nobody listed."""
    lab = example_lab()
    changed = [*unblocked(lab), *unlogged(lab), *answered_probes(lab)]

    found = retold(lab, changed, assets=unlisted(lab))

    unmet = caught(found)
    unknown = {name for name, codes in unmet.items() if codes == {UNKNOWN}}
    assert {f"{name}@{SURFACE}" for name in _per_surface(lab)} == unknown
    assert {f"DEP-INV-02/traffic@{VENDOR}": {EXCEPTION}, **_found_elsewhere(lab)} == {
        name: codes for name, codes in unmet.items() if name not in unknown
    }
    assert red(lab, found) >= BOTH


def test_fx_1_on_a_surface_that_nobody_measures() -> None:
    """Where no other record names it either, gateway, contracts and the vendor's credentials do."""
    lab = example_lab()
    entry = {"kind": "api-gateway", "entry": "route /internal/ratings"}
    changed, gone = without_rows(lab, "surface", "feedback")
    inventories = [one for one in changed if one["type"] == "surface-inventory"]
    for record in inventories:
        record["payload"]["unmatched"].append(entry)
    changed += vendor(lab, surfaces=[], exchanges_on_listed_surfaces=0, exchanges_screened=0)

    found = retold(lab, changed, without=gone, assets=unlisted(lab))

    assert {f"DEP-INV-02/traffic@{VENDOR}": {EXCEPTION}, **_found_elsewhere(lab)} == caught(found)
    assert red(lab, found) >= BOTH


def test_fx_1_disguised_as_exempt() -> None:
    """The surface is said to have exempt users only; the gateway finds no grant that names them."""
    lab = example_lab()
    assets, changed = disguised(lab)
    access = records_of(lab, "exempt-access-state")
    for record in access:
        for row in rows(record, "surfaces", **FEEDBACK):
            row.update(exempt_accounts=287, accounts_without_grant=287)
            row.update(requests_without_grant=240_000)

    found = retold(lab, [*changed, *access], assets=assets)

    assert {
        f"DEP-TRU-02/by-surface@{SURFACE}": {EXCEPTION},
        f"DEP-TRU-04/scope@{SURFACE}": {EXCEPTION},
    } == caught(found)
    assert red(lab, found) >= DEPLOYMENT


def test_fx_1_disguised_as_exempt_by_a_grant_that_nobody_gave() -> None:
    """A grant that only the gateway knows is an unknown event of every requirement for grants."""
    lab = example_lab()
    assets, changed = disguised(lab)
    access = records_of(lab, "exempt-access-state")
    for record in access:
        for row in rows(record, "surfaces", **FEEDBACK):
            row.update(exempt_accounts=287)
        grant = {**record["payload"]["grants"][0], "grant": "raters", "surfaces": ["feedback"]}
        grant.update(seats_approved=300, seats_active=287)
        record["payload"]["grants"].append(grant)
        record["assets"].append("event/exemption-grant/raters")

    found = retold(lab, [*changed, *access], assets=assets)

    event = "event/exemption-grant/raters"
    assert {
        f"DEP-TRU-01/grants@{event}": {UNKNOWN},
        f"DEP-TRU-02/by-grant@{event}": {UNKNOWN},
        f"DEP-TRU-03/every-grant@{event}": {UNKNOWN},
        f"DEP-TRU-02/by-surface@{SURFACE}": {EXCEPTION},
        f"DEP-TRU-04/scope@{SURFACE}": {EXCEPTION},
        f"COM-ACC-03/grants@{event}": {UNKNOWN},
        f"COM-ACC-03/use@{event}": {UNKNOWN},
    } == caught(found)
    assert red(lab, found) >= BOTH


def test_fx_2_a_contractors_key_reaches_a_limited_release() -> None:
    """Three weeks, closed 90 minutes after the report and before the next look at credentials."""
    lab = example_lab()
    scopes = records_of(lab, "credential-scope", month="2026-03")
    for record in scopes:
        for row in rows(record, "credentials", surface="science-access", holder="contractor"):
            row.update(beyond_approval=1)
    vendors = records_of(lab, "vendor-register")
    for record in vendors:
        for row in rows(record, "vendors", vendor="contractor-lab"):
            for count in ("exchanges", "exchanges_screened", "exchanges_logged"):
                row[count] += 412
    event, timeline = incident(lab)

    events = {**lab.project.events, event.key: event}
    found = retold(lab, [*scopes, *vendors, timeline], events=events)

    assert {
        "DEP-INV-02/credentials@surface/science-access": {EXCEPTION, HOLE},
        "DEP-TRU-04/scope@surface/science-access": {EXCEPTION, HOLE},
        "DEP-INV-02/traffic@vendor/contractor-lab": {EXCEPTION},
        f"DEP-REM-01/timings@{event.key}": {FAILED},
    } == caught(found)
    assert red(lab, found) >= BOTH


def test_fx_3_access_without_safeguards_outlives_its_end() -> None:
    """A grant ends on 18 May and people have to remove it: access ends two weeks later."""
    lab = example_lab()
    grant, bench = {"grant": "red-team-contract"}, {"surface": "red-team-bench"}
    registers, access = records_of(lab, "exemption-grants"), records_of(lab, "exempt-access-state")
    for record in (*registers, *access):
        for row in rows(record, "grants", **grant):
            row.update(ends_at="2026-05-18T00:00:00Z")
    may = records_of(lab, "classifier-state", month="2026-05")
    for row in rows(access[-1], "surfaces", **bench):
        row.update(accounts_without_grant=8, requests_without_grant=19_000)
    for row in rows(may[0], "states", **bench):
        row.update(requests_exempt=row["requests_exempt"] - 9_500)
        row.update(responses_exempt=row["responses_exempt"] - 9_500)

    found = retold(lab, [*registers, *access, *may])

    event, surface = "event/exemption-grant/red-team-contract", "surface/red-team-bench"
    last = {EXCEPTION, HOLE, STALE}
    assert {
        f"DEP-TRU-02/by-surface@{surface}": last,
        f"DEP-TRU-02/by-grant@{event}": {FAILED},
        f"DEP-DEF-02/blocking@{surface}+model/atlas-2": last,
        f"DEP-DEF-02/blocking@{surface}+model/atlas-2-bio": last,
        f"COM-CLS-01/guards@{surface}+model/atlas-2": last,
        f"COM-CLS-01/guards@{surface}+model/atlas-2-bio": last,
        f"COM-ACC-03/use@{event}": {FAILED},
    } == caught(found)
    assert red(lab, found) >= BOTH


def test_fx_4_less_than_two_days_without_blocking_on_one_surface() -> None:
    """A wrong default for 45 hours: all is well before and after, and that heals nothing."""
    lab = example_lab()
    began, ended = "2026-04-11T02:00:00Z", "2026-04-12T23:00:00Z"
    cause = "a release of the gateway with a wrong default"
    states = records_of(lab, "classifier-state", month="2026-04")
    for row in rows(states[0], "states", surface="cloud-south"):
        stretch = {"from": began, "to": ended, "requests": 15_000, "cause": cause}
        row.update(input_blocking=False, output_blocking=False, unprotected=[stretch])
        row.update(requests_screened=row["requests"] - 15_000, requests_unattributed=15_000)
        row.update(responses_screened=row["responses"] - 15_000)
    drifts = records_of(lab, "safeguard-drift", month="2026-04")
    for row in rows(drifts[0], "surfaces", surface="cloud-south"):
        row.update(changes=row["changes"] + 1)
    drift = {"surface": "cloud-south", "setting": "gateway.block_input", "counted": True}
    drift.update(began_at=began, detected_at="2026-04-12T22:15:00Z", restored_at=ended)
    drift.update(cause=cause)
    drifts[0]["payload"]["drifts"].append(drift)

    found = retold(lab, [*states, *drifts])

    pair = "surface/cloud-south+model/atlas-2"
    assert {
        f"DEP-DEF-02/blocking@{pair}": {EXCEPTION, HOLE},
        "DEP-DEF-03/drift@surface/cloud-south": {EXCEPTION, HOLE},
        f"DEP-TPE-02/same-state@{pair}": {EXCEPTION, HOLE},
        f"COM-CLS-01/guards@{pair}": {EXCEPTION, HOLE},
    } == caught(found)
    assert red(lab, found) >= DEPLOYMENT


def test_fx_8_four_times_the_approved_seats() -> None:
    """Accounts of the holder's organisation inherit its exemption, from March on."""
    lab = example_lab()

    found = retold(lab, inherited(lab))

    event = "event/exemption-grant/toxin-screening"
    assert {
        "DEP-TRU-02/by-surface@surface/api": {EXCEPTION, HOLE, STALE},
        f"DEP-TRU-02/by-grant@{event}": {FAILED},
        f"COM-ACC-03/use@{event}": {FAILED},
    } == caught(found)
    assert red(lab, found) >= DEPLOYMENT


def test_fx_8_where_the_gateway_takes_the_inherited_seats_for_approved() -> None:
    """What was approved stands in the register of grants, whatever the gateway believes."""
    lab = example_lab()

    found = retold(lab, inherited(lab, seats_approved=20))

    event = "event/exemption-grant/toxin-screening"
    assert {
        "DEP-TRU-02/by-surface@surface/api": {EXCEPTION, HOLE, STALE},
        f"DEP-TRU-02/by-grant@{event}": {FAILED},
    } == caught(found)
    assert red(lab, found) >= DEPLOYMENT


def test_fx_8_for_a_single_month_that_the_next_one_does_not_heal() -> None:
    """One month with other seats than the register has stays an exception of the period."""
    lab = example_lab()

    found = retold(lab, inherited(lab, seats_approved=20)[:1])

    assert {"DEP-TRU-02/by-surface@surface/api": {EXCEPTION, HOLE}} == caught(found)
    assert red(lab, found) >= DEPLOYMENT


def test_fx_12_a_comprehensive_assessment_begins_three_days_late() -> None:
    """Six calendar months from 18 September 2025 end on 18 March; it began on 21 March."""
    lab = example_lab()
    report = of_decision(lab, "capability-report")
    assert report["payload"]["started_at"] == "2026-03-21T12:00:00Z"
    last, due = "2025-09-18T12:00:00Z", "2026-03-18T12:00:00Z"
    report["payload"].update(previous_assessed_at=last, trigger_reached_at=due)
    logs = [
        one
        for one in records_of(lab, "preliminary-assessment-log", month="2026-01")
        if one["payload"]["model"] == "atlas-2"
    ]
    for log in logs:
        log["payload"]["baseline"].update(assessed_at=last)

    found = retold(lab, [report, *logs])

    event = "event/capability-decision/atlas-2-reassessment"
    assert {f"PRO-CAP-03/begun-in-time@{event}": {FAILED}} == caught(found)
    assert {"organization: procedure"} == red(lab, found)


def test_fx_12_a_method_of_elicitation_is_missing() -> None:
    """Nobody considered prompting by experts."""
    lab = example_lab()
    record = of_decision(lab, "elicitation-record")
    methods = record["payload"]["methods"]
    record["payload"]["methods"] = [one for one in methods if one["method"] != "expert-prompting"]

    found = retold(lab, [record])

    event = "event/capability-decision/atlas-2-reassessment"
    assert {f"PRO-CAP-07/floor@{event}": {FAILED}} == caught(found)
    assert {"organization: procedure"} == red(lab, found)


def _per_surface(lab: ExampleLab) -> set[str]:
    """`CONTROL/requirement` of everything the catalog asks of surfaces."""
    return {
        f"{control.id}/{one.id}"
        for control in lab.project.catalog.controls.values()
        for one in control.evidence
        if "surface" in (one.for_each if isinstance(one.for_each, tuple) else (one.for_each,))
    }


def _found_elsewhere(lab: ExampleLab) -> dict[str, set[str]]:
    """The completeness of the inventory, unmet on every surface that is listed."""
    return {
        one.id: {EXCEPTION}
        for one in lab.green.instances
        if one.id.startswith("DEP-INV-01/found@")
        and one.id not in lab.outside
        and one.asset != PAIR
    }
