"""Who may accept a change, which change an entry accepts, and when it accepts nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.diff.model import Diff
from tests.checker.diff.sides import compared, two

GIVEN = {
    "append": {"project/rsp.yaml": "changes: changes.yaml\n", "project/changes.yaml": ""},
    "write": {"project/changes.yaml": "changes: []\n"},
}
LONGER = {"edit": {"project/catalog/SEC-B.yaml": [["max_age: P31D", "max_age: P60D"]]}}
RSO = "the-chief-executive"


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A requirement whose freshness was lengthened."""
    return two(GIVEN, LONGER, tmp_path, monkeypatch)


def entry(
    id: str, by: str = RSO, date: str = "2026-06-30", because: str = "the export is late"
) -> str:
    return f'  - {{change: "{id}", by: {by}, date: {date}, because: {because}}}\n'


def write(side: Path, *entries: str) -> None:
    text = "changes:\n" + "".join(entries) if entries else "changes: []\n"
    (side / "changes.yaml").write_text(text, encoding="utf-8")


def only(diff: Diff) -> str:
    """The id of the one change that asks for less."""
    assert diff.policy is not None
    [id] = [one.id for one in diff.policy.changes if one.kind in ("weaker", "undecidable")]
    return id


def told(diff: Diff) -> list[tuple[str, str, str, int]]:
    return [(one.level, one.code, one.file, one.line) for one in diff.diagnostics]


def test_an_entry_accepts_its_change(sides: tuple[Path, Path]) -> None:
    """It stays listed, with who accepted it and where; the entry is shown as a change itself."""
    base, head = sides
    id = only(compared(base, head))
    assert compared(base, head, ("weaker",)).exit.code == 1
    write(head, entry(id))

    diff = compared(base, head, ("weaker",))

    assert diff.policy is not None
    accepted = {one.id: one.accepted for one in diff.policy.changes if one.accepted}
    assert list(accepted) == [id]
    found = accepted[id]
    assert found is not None
    assert (found.by, found.date, found.file, found.line) == (RSO, "2026-06-30", "changes.yaml", 2)
    assert diff.policy.counts.accepted == 1
    assert "approval-of-change-added" in {one.change for one in diff.policy.changes}
    assert (diff.exit.code, diff.diagnostics) == (0, ())


def test_an_entry_accepts_no_other_change(sides: tuple[Path, Path]) -> None:
    """Not the same key with another value on either side."""
    base, head = sides
    id = only(compared(base, head))
    write(head, entry(id))
    for side, old, new in ((head, "P60D", "P61D"), (base, "P31D", "P30D")):
        path = side / "catalog" / "SEC-B.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"max_age: {old}", f"max_age: {new}"), encoding="utf-8")

        diff = compared(base, head, ("weaker",))

        assert only(diff) != id
        assert diff.exit.code == 1
        assert told(diff) == [("warning", "change-matches-nothing", "changes.yaml", 2)]


def test_an_entry_of_the_base_accepts_nothing_again(sides: tuple[Path, Path]) -> None:
    """What was accepted, taken back and made again has to be accepted again."""
    base, head = sides
    id = only(compared(base, head))
    for side in sides:
        write(side, entry(id))

    assert compared(base, head, ("weaker",)).exit.code == 1
    write(head, entry(id), entry(id))
    assert compared(base, head, ("weaker",)).exit.code == 1
    write(head, entry(id), entry(id, date="2026-06-29"))
    assert compared(base, head, ("weaker",)).exit.code == 0


@pytest.mark.parametrize(
    ("by", "date", "why"),
    [
        ("nobody", "2026-06-30", "nobody is not among the parties of the base"),
        ("policy-counsel", "2026-06-30", "it takes chief-executive, held on that date"),
        ("security-engineering", "2026-06-30", "answers for what changes"),
        (RSO, "2026-07-01", "it is dated 2026-07-01, which is yet to come"),
    ],
)
def test_an_entry_of_somebody_who_may_not(
    sides: tuple[Path, Path], by: str, date: str, why: str
) -> None:
    """It accepts nothing, and says why."""
    base, head = sides
    write(head, entry(only(compared(base, head)), by=by, date=date))

    diff = compared(base, head, ("weaker",))

    assert told(diff) == [("error", "change-not-approved", "changes.yaml", 2)]
    assert why in diff.diagnostics[0].message
    assert diff.exit.code == 3


def test_an_approver_cannot_come_with_the_change(sides: tuple[Path, Path]) -> None:
    """The parties of the base have to know them in the role as well."""
    base, head = sides
    parties = head / "parties.yaml"
    newcomer = "  - {id: newcomer, kind: person, member_of: [{party: chief-executive}]}\n"
    parties.write_text(parties.read_text(encoding="utf-8") + newcomer, encoding="utf-8")
    diff = compared(base, head)
    assert diff.policy is not None
    [id] = [one.id for one in diff.policy.changes if one.change == "max-age-longer"]
    write(head, entry(id, by="newcomer"))

    refused = compared(base, head, ("weaker",))

    assert [one.message.partition(": ")[2] for one in refused.diagnostics] == [
        "newcomer is not among the parties of the base"
    ]


@pytest.mark.parametrize("id", ["*", "c1:*", "c1:00", "max-age-longer", ""])
def test_there_are_no_wildcards(sides: tuple[Path, Path], id: str) -> None:
    """Such an entry is no entry at all: the file is broken."""
    base, head = sides
    write(head, entry(id))

    diff = compared(base, head, ("weaker",))

    assert told(diff) == [("error", "schema-violation", "changes.yaml", 2)]
    assert diff.exit.code == 3


def test_an_entry_for_what_asks_for_no_less(sides: tuple[Path, Path]) -> None:
    """There is nothing to accept in a stronger change."""
    base, head = sides
    back = compared(head, base)
    assert back.policy is not None
    write(base, entry(back.policy.changes[0].id))

    assert told(compared(head, base)) == [("warning", "change-matches-nothing", "changes.yaml", 2)]
