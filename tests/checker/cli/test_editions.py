"""Editions from the command line: a project with a secret in every authored and collected place."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from checker.cli.main import main
from checker.stated import stated
from tests.checker.cli.conftest import CASES, SEALED, TODAY, Rsp, at, use_edition

SECRETS = {
    "atlas-2": "zqmodel-two",
    "atlas-mini": "zqmodel-mini",
    "prod": "zqplace-one",
    "web": "zqplace-two",
    "api": "zqsurface",
    "ceo": "zqperson",
    "chief-executive": "chief-executive",
    "security-engineering": "zqteam",
    "safeguards": "zqguards",
}
"""Ids of the project, and what they become; the role is the edition's."""
FORMATS = ("json", "markdown", "text", "html", "csv", "xlsx", "pdf")
FULL, PUBLIC, SALT = Path("full.json"), Path("public.json"), Path("salt")


def _planted(folder: Path) -> None:
    """Every file of the project with other names in it; records get other ids and systems."""
    names = "|".join(sorted(map(re.escape, SECRETS), key=len, reverse=True))
    found = re.compile(rf"(?<![A-Za-z0-9_./-])(?:{names})(?![A-Za-z0-9_-])|(?<=/)(?:{names})\b")
    for path in [*folder.rglob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        if path.parent.name != "evidence-types":
            text = found.sub(lambda one: SECRETS[one.group()], text)
        if "evidence" in path.parts and path.name != "manifest.jsonl":
            text = re.sub(r"^id: (.*)$", r"id: zqrecord-\1", text, flags=re.M)
            text = re.sub(r"system: .*?([,}\n])", r"system: zqsystem\1", text)
        path.write_text(text, encoding="utf-8")
    settings = folder / "rsp.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("first half of 2026", "zqtitle").replace("half-year", "zqclosed")
    settings.write_text(text, encoding="utf-8")
    filters = next((folder / "evidence").glob("filter*"))
    filters.rename(filters.with_name("zqfile.yaml"))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the cases, full of secrets, stamped and sealed."""
    folder = tmp_path_factory.mktemp("planted") / "zqfolder"
    shutil.copytree(CASES / "lab", folder)
    _planted(folder)
    with pytest.MonkeyPatch.context() as patch:
        use_edition(patch)
        at(patch, SEALED)
        for path in sorted((folder / "catalog").glob("*-*.yaml")):
            reason = ["--because", "read both sides"]
            assert main(["review", path.stem, "--catalog", str(folder / "catalog"), *reason]) == 0
        assert main(["evidence", "seal", str(folder)]) == 0
    return folder


@pytest.fixture
def secret_lab(planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to change."""
    use_edition(monkeypatch)
    at(monkeypatch, TODAY)
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(planted, tmp_path / "zqfolder")


@pytest.fixture
def editions(secret_lab: Path, rsp: Rsp) -> int:
    """The full report and its public edition as files; the exit code of both."""
    full = rsp("report", secret_lab, "--format", "json", "--salt-file", SALT, "--output", FULL)
    made = rsp("report", FULL, "--audience", "public", "--format", "json", "--output", PUBLIC)
    assert full.code == made.code, made.err
    return full.code


def saved(path: Path) -> dict[str, Any]:
    """A report as data."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def change(path: Path, edit: Any) -> None:
    """Edit a saved report and give it the digest of what it then states."""
    from checker.report import json as reports

    tree = saved(path)
    edit(tree)
    report = reports.read(json.dumps(tree).encode())
    path.write_bytes(reports.render(stated(report)))


@pytest.mark.parametrize("broken", [False, True], ids=["sound", "broken"])
@pytest.mark.parametrize("format", FORMATS)
def test_no_secret_of_the_project_comes_out(
    secret_lab: Path, rsp: Rsp, format: str, *, broken: bool
) -> None:
    """Not as an id, in a message, a path or a place; nor when records fail and files are wrong."""
    if broken:
        for path in sorted((secret_lab / "evidence").glob("*.yaml"))[:2]:
            path.write_text(path.read_text(encoding="utf-8") + "note: zqnote\n", encoding="utf-8")
        (secret_lab / "determinations" / "zqextra.yaml").write_text("zqkey: 1\n", encoding="utf-8")
    target = Path(f"out.{format}")

    options = ("--audience", "public", "--salt-file", SALT, "--output", target)
    made = rsp("report", secret_lab, "--format", format, *options)

    shown = target.read_bytes()
    if format == "xlsx":
        from zipfile import ZipFile

        with ZipFile(target) as parts:
            shown = b"".join(parts.read(name) for name in parts.namelist())
    if format == "pdf":
        shown = _words(target)
    assert made.code in (0, 1, 3, 4), made.err
    assert b"zq" not in shown
    assert b"withheld" in shown or format == "csv"


def _words(pdf: Path) -> bytes:
    """What is to be read in a PDF: its pages, its outline, its properties and its streams."""
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout
    facts = subprocess.run(["pdfinfo", "-dests", pdf], check=True, capture_output=True).stdout
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf.read_bytes(), re.S)
    inflated = []
    for one in streams:
        with suppress(zlib.error):
            inflated.append(zlib.decompress(one))
    assert inflated
    return b"\n".join((text, facts, *inflated))


def test_the_secrets_are_in_the_full_report(editions: int) -> None:
    """What the search above looks for is there to be found: every planted place but one."""
    shown = FULL.read_text(encoding="utf-8")
    planted = {new for new in SECRETS.values() if new.startswith("zq")}

    found = {new for new in planted if new in shown}
    assert planted - found <= {"zqmodel-mini", "zqperson"}
    for word in ("zqtitle", "zqclosed", "zqrecord-", "zqsystem", "zqfile.yaml", "zqfolder"):
        assert word in shown


def test_an_edition_is_checked_against_the_full_report(editions: int, rsp: Rsp) -> None:
    """What was made from it passes; it holds every verdict and total."""
    checked = rsp("report", "--check-public", PUBLIC, FULL)
    public, full = saved(PUBLIC), saved(FULL)

    assert checked.code == 0
    assert "is a faithful public edition" in checked.out
    for name in ("gate", "counts", "exit", "period"):
        assert public[name] == full[name] or name == "gate"
    assert public["gate"]["status"] == full["gate"]["status"]
    assert full["salt_seed"] not in PUBLIC.read_text(encoding="utf-8")


def test_the_same_salt_file_gives_the_same_bytes(editions: int, secret_lab: Path, rsp: Rsp) -> None:
    """R23: the salt file is one of the inputs; with another one all markers differ."""
    options = ("--audience", "public", "--format", "json")
    again = rsp("report", secret_lab, *options, "--salt-file", SALT)
    other = rsp("report", secret_lab, *options, "--salt-file", "other")

    def markers(text: str) -> set[str]:
        return {one["marker"] for one in json.loads(text)["edition"]["commitments"]}

    assert again.out == PUBLIC.read_text(encoding="utf-8")
    assert markers(again.out).isdisjoint(markers(other.out))
    assert SALT.stat().st_mode & 0o077 == 0


def test_a_changed_edition_is_named(editions: int, rsp: Rsp) -> None:
    """With a digest of its own the file is well-formed, and still not faithful."""
    change(PUBLIC, lambda tree: tree["counts"].update(met=99))

    checked = rsp("report", "--check-public", PUBLIC, FULL)

    assert checked.code == 1
    assert "counts.met: it says 99" in checked.out


def test_an_edition_of_another_report_is_named(editions: int, secret_lab: Path, rsp: Rsp) -> None:
    """The full report of another day does not fit."""
    other = Path("other.json")
    options = ("--format", "json", "--salt-file", SALT, "--output", other)
    rsp("report", secret_lab, "--as-of", "2026-05-31", *options)

    checked = rsp("report", "--check-public", PUBLIC, other)

    assert checked.code == 1
    assert "NOT a faithful edition" in checked.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--check-public", "public.json", "public.json"), 2, "is itself an edition"),
        (("--check-public", "full.json", "full.json"), 1, "it is no edition"),
        (("--check-public", "public.json", "plain.json"), 2, "no seed"),
        (("--check-public", "public.json", "absent.json"), 3, "no regular file"),
        (("--check-public", "cut.json", "full.json"), 3, "not a saved assessment"),
        (("--check-public", "edited.json", "full.json"), 3, "digest"),
        (("plain.json", "--audience", "public"), 2, "needs salts"),
        (("public.json", "--audience", "reviewer"), 2, "public edition of a report"),
        (("public.json", "--salt-file", "salt"), 2, "public edition of a report"),
        (("full.json", "--salt-file", "short"), 2, "is no salt file"),
        (("full.json", "--salt-file", "weak"), 2, "is no salt file"),
        (("full.json", "--salt-file", "strange"), 2, "another salt file"),
        (("full.json", "--salt-file", "zqfolder"), 2, "is no salt file"),
        (("full.json", "--audience", "nobody"), 2, "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_said(
    editions: int, secret_lab: Path, rsp: Rsp, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """Tampered, cut, wrong and missing files: a message, and nothing is written."""
    rsp("report", secret_lab, "--format", "json", "--output", "plain.json")
    text = PUBLIC.read_text(encoding="utf-8")
    Path("cut.json").write_text(text[:-200], encoding="utf-8")
    Path("edited.json").write_text(text.replace('"SEC-A"', '"SEC-B"', 1), encoding="utf-8")
    Path("short").write_bytes(b"short")
    Path("weak").write_bytes(b"a" * 64)
    Path("strange").write_bytes(bytes(range(64)))

    made = rsp("report", *arguments)

    assert made.code == code, made.err + made.out
    assert said in made.err + made.out
    assert "Traceback" not in made.err


def test_an_edition_is_no_assessment_to_compare(editions: int, rsp: Rsp) -> None:
    """Its names are markers: a trend over them would be of nothing."""
    made = rsp("trend", FULL, PUBLIC)

    assert made.code == 3
    assert "edition for others" in made.err


def test_its_schema_is_published(editions: int, rsp: Rsp) -> None:
    """The public edition fits it; the full report, with its seed, does not."""
    import jsonschema

    schema = json.loads(rsp("schema", "report-public").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)

    assert list(check.iter_errors(saved(PUBLIC))) == []
    assert list(check.iter_errors(saved(FULL))) != []


def test_visibility_is_read_from_the_files(secret_lab: Path, rsp: Rsp) -> None:
    """A public asset is shown to everybody, an internal one not even to reviewers."""
    inventory = secret_lab / "inventory.yaml"
    text = inventory.read_text(encoding="utf-8")
    text = text.replace("id: zqplace-one, type", "visibility: public, id: zqplace-one, type")
    text = text.replace("id: zqsurface, type", "visibility: internal, id: zqsurface, type")
    inventory.write_text(text, encoding="utf-8")
    options = ("--salt-file", SALT, "--format", "json")

    public = rsp("report", secret_lab, "--audience", "public", *options).out
    reviewer = rsp("report", secret_lab, "--audience", "reviewer", *options).out

    assert "environment/zqplace-one" in public
    assert "zqsurface" not in public
    assert "zqplace-two" in reviewer
    assert "zqsurface" not in reviewer


def test_the_activation_report_of_an_edition_holds_no_secret(editions: int, rsp: Rsp) -> None:
    """It is read off the edition, in all of its texts."""
    for format in ("markdown", "json", "html"):
        made = rsp("report", PUBLIC, "--kind", "activation", "--format", format)

        assert made.code == editions
        assert "zq" not in made.out
        assert "withheld:asset-" in made.out


def test_fields_of_a_type_have_levels_of_their_own(secret_lab: Path, rsp: Rsp) -> None:
    """One internal field keeps what may quote it from reviewers, in a type that is public."""
    path = next((secret_lab / "catalog" / "evidence-types").glob("filter-state*"))
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["x-evidence"]["visibility"] = "public"
    next(iter(schema["properties"].values()))["x-visibility"] = "internal"
    path.write_text(json.dumps(schema), encoding="utf-8")

    made = rsp("report", secret_lab, "--format", "json")

    stated = {(one["kind"], one["id"]): one["level"] for one in json.loads(made.out)["visibility"]}
    assert stated == {
        ("type", "filter-state"): "public",
        ("payload", "filter-state"): "internal",
        ("summary", "filter-state"): "public",
    }


def test_a_level_of_a_clause_that_there_is_not_is_an_error(secret_lab: Path, rsp: Rsp) -> None:
    """A slip in the id would withhold nothing."""
    settings = secret_lab / "rsp.yaml"
    text = settings.read_text(encoding="utf-8")
    text += "clause_visibility: [{clause: SEC-1x, visibility: internal}]\n"
    settings.write_text(text, encoding="utf-8")

    made = rsp("report", secret_lab, "--format", "json")

    assert made.code == 3
    assert "dangling-reference" in made.err


def test_who_sees_a_requirement_moves_no_stamp(secret_lab: Path, rsp: Rsp) -> None:
    """It changes nothing of what is asked for, so nobody has to review it again."""
    before = json.loads(rsp("report", secret_lab, "--format", "json").out)
    path = secret_lab / "catalog" / "SEC-A.yaml"
    text = path.read_text(encoding="utf-8")
    first = next(line for line in text.split("\n") if line.startswith("  - id: "))
    path.write_text(text.replace(first, f"{first}\n    visibility: internal"), encoding="utf-8")

    after = json.loads(rsp("report", secret_lab, "--format", "json").out)

    assert [one["level"] for one in after["visibility"]] == ["internal"]
    assert {one["state"] for one in after["links"]} == {one["state"] for one in before["links"]}
    assert after["counts"] == before["counts"]
