"""The registry of diagnostic codes: what may be reported, how much it weighs, since when."""

from __future__ import annotations

from checker.diagnostics.diagnostic import Level
from rsp.value import Value

_E, _W, _N = Level.ERROR, Level.WARNING, Level.NOTE


class Code(Value, frozen=True, kw_only=True):
    """One registered code."""

    code: str
    """Stable, kebab-case, named for the defect."""
    level: Level
    title: str
    """One line: the defect, as a sentence without a full stop."""
    since: str
    """Version of the tool that reported it first."""


_ROWS: dict[str, tuple[Level, str, str]] = {
    # Files and paths
    "file-missing": (_E, "A file that is named does not exist", "0.1"),
    "file-not-regular": (_E, "A path is not a regular file or not a folder", "0.1"),
    "file-too-large": (_E, "A file is larger than its limit", "0.1"),
    "file-unreadable": (_E, "A file cannot be opened or read", "0.1"),
    "path-case-conflict": (_E, "Two names in a folder differ only in case", "0.1"),
    "path-escapes": (_E, "A path leaves its root", "0.1"),
    "path-not-portable": (_E, "A path cannot be written the same way on every system", "0.1"),
    "symlink-refused": (_E, "A symbolic link to a folder is not followed", "0.1"),
    # Text, YAML and JSON
    "alias-refused": (_E, "An anchor or an alias is used", "0.1"),
    "character-refused": (_E, "A file holds a control character or is binary", "0.1"),
    "document-empty": (_E, "A file holds no document", "0.1"),
    "duplicate-key": (_E, "A key is written twice in one mapping", "0.1"),
    "encoding-invalid": (_E, "A file is not UTF-8", "0.1"),
    "key-refused": (_E, "A key is not a string", "0.1"),
    "merge-key-refused": (_E, "A merge key is used", "0.1"),
    "multiple-documents": (_E, "A file holds more than one document", "0.1"),
    "number-refused": (_E, "A number is not finite or not exact", "0.1"),
    "syntax-invalid": (_E, "A file is not well-formed", "0.1"),
    "tag-refused": (_E, "A tag is used", "0.1"),
    "too-deep": (_E, "A document is nested too deeply", "0.1"),
    "too-many-nodes": (_E, "A document has too many values", "0.1"),
    "value-missing": (_E, "A key or list item has no value", "0.1"),
    # Shape of authored files
    "date-malformed": (_E, "A date or instant is not written as one", "0.1"),
    "date-without-offset": (_E, "An instant has no offset from UTC", "0.1"),
    "duration-malformed": (_E, "A duration is not written as one", "0.1"),
    "missing-key": (_E, "A required key is missing", "0.1"),
    "schema-violation": (_E, "A value is not of the expected shape", "0.1"),
    "unknown-key": (_E, "A key is not known here", "0.1"),
    # Policy text
    "clause-malformed": (_E, "A clause is not written as one", "0.1"),
    "clause-markup-refused": (_E, "A clause holds markup that a reader may not see", "0.1"),
    "edition-inconsistent": (_E, "The documents of an edition disagree", "0.1"),
    "edition-unknown": (_E, "The policy edition is not installed", "0.1"),
    "front-matter-invalid": (_E, "A policy document lacks a usable front matter", "0.1"),
    "obligation-outside-clause": (_W, "Text outside a clause states an obligation", "0.1"),
    # Projects and catalogs
    "catalog-missing": (_E, "A catalog cannot be found", "0.1"),
    "duplicate-id": (_E, "An id is used twice", "0.1"),
    "file-unexpected": (_E, "A file in an authored folder is not read", "0.1"),
    "project-not-found": (_E, "No rsp.yaml was found", "0.1"),
    "workspace-entry-empty": (_E, "An entry of a workspace names no project", "0.1"),
    # References between files
    "dangling-reference": (_E, "A name is used that nothing defines", "0.1"),
    "dependency-cycle": (_E, "Controls depend on each other in a circle", "0.1"),
    "membership-loop": (_E, "Parties are members of each other in a circle", "0.1"),
    "unknown-party": (_W, "Somebody is named who is not among the parties", "0.1"),
    # Controls and requirements
    "control-without-clause": (_W, "Nothing needs a control", "0.1"),
    "control-without-evidence": (_E, "A control asks for no evidence", "0.1"),
    "duplicate-requirement": (_W, "Two requirements of a control ask for the same", "0.1"),
    "duration-zero": (_E, "A limit has no length", "0.1"),
    "empty-group": (_E, "A group of alternatives has none", "0.1"),
    "evidence-type-unused": (_W, "No requirement asks for an evidence type", "0.1"),
    "group-mixed": (_E, "Alternatives stand for different assets", "0.1"),
    "join-unused": (_W, "No validation reads a joined record", "0.1"),
    "operation-incomplete": (_E, "A requirement lacks the limit its operation needs", "0.1"),
    "operation-mismatch": (_E, "An operation does not fit what it is about", "0.1"),
    "reserved-name": (_E, "A joined record takes a name that is taken", "0.1"),
    "responsibility-mismatch": (_E, "What is said to be another's doing has no operator", "0.1"),
    "subjects-mismatch": (_E, "An evidence type cannot show what is asked for", "0.1"),
    "where-undecidable": (_E, "A where cannot be decided for assets of the inventory", "0.1"),
    # Expressions
    "expression-constant": (_E, "An expression is true or false whatever it reads", "0.1"),
    "expression-divides": (_E, "An expression divides", "0.1"),
    "expression-invalid": (_E, "An expression does not compile", "0.1"),
    "expression-reads-absent": (_E, "A validation reads what may be absent", "0.1"),
    "expression-true-by-waiting": (_W, "A validation becomes true as time passes", "0.1"),
    "expression-vacuous": (_E, "A validation holds of nothing", "0.1"),
    # Cases of controls
    "case-failed": (_E, "A case does not come out as it says", "0.1"),
    "case-invalid": (_E, "A case states what cannot be", "0.1"),
    "cases-missing": (_E, "A control has no cases", "0.1"),
    "mutant-survived": (_E, "No case tells a validation from one with a slip in it", "0.1"),
    "reason-not-reached": (_E, "A requirement does not give a reason that it has to give", "0.1"),
    "vacuous-validation": (_E, "No case makes a validation false, or none true", "0.1"),
    # Parameters
    "parameter-bounds-invalid": (_E, "No value can lie within the bounds of a parameter", "0.1"),
    "parameter-default-refused": (_E, "A value that the policy leaves open has a default", "0.1"),
    "parameter-out-of-bounds": (_E, "A parameter has a value that it cannot have", "0.1"),
    "parameter-unused": (_W, "Nothing reads a parameter", "0.1"),
    "parameter-without-value": (_W, "The project sets no value for a parameter", "0.1"),
    "undeclared-parameter": (_E, "A parameter is read that its control does not define", "0.1"),
    # Controls and clauses
    "clause-without-control": (_E, "No control implements a clause", "0.1"),
    "commitment-dependency": (_E, "A duty rests on a reported commitment", "0.1"),
    "judgement-missing": (_E, "A clause that needs a judgement has no question", "0.1"),
    "link-to-other-standard": (_E, "A control implements a clause of another standard", "0.1"),
    "suspect-link": (_E, "A clause or a control changed after its link was reviewed", "0.1"),
    "unreviewed-link": (_E, "Nobody has reviewed a link", "0.1"),
    # Statements of a project
    "asset-type-unused": (_W, "Nothing is asked about a type of asset or event", "0.1"),
    "compensation-loop": (_E, "Waivers rest on each other in a circle", "0.1"),
    "dates-reversed": (_E, "Two dates are in the wrong order", "0.1"),
    "deviation-invalid": (_E, "A deviation breaks a rule and has no effect", "0.1"),
    "deviation-matches-nothing": (_E, "A deviation is about nothing", "0.1"),
    "indicator-unusable": (_E, "An indicator gives no number", "0.1"),
    "pin-mismatch": (_W, "What a project is pinned to is another now; the gate fails", "0.1"),
    "pin-missing": (_W, "A project is not pinned to what its verdict rests on", "0.1"),
    "reason-missing": (_E, "A statement that needs a reason has none", "0.1"),
    # Overlays
    "overlay-loosens": (_E, "An overlay asks for less, and no entry approves it", "0.1"),
    "overlay-matches-nothing": (_E, "An approval names no change of the overlay", "0.1"),
    "overlay-not-approved": (_E, "Nobody who may has approved what an overlay loosens", "0.1"),
    "overlay-stamps": (_E, "An overlay brings a review stamp of its own", "0.1"),
    # Evidence types
    "evidence-type-example-invalid": (_E, "An example does not fit its evidence type", "0.1"),
    "evidence-type-invalid": (_E, "An evidence type is not usable", "0.1"),
    "evidence-type-remote-reference": (_E, "An evidence type refers to another document", "0.1"),
    "evidence-type-silent-absence": (_E, "An evidence type leaves absence without meaning", "0.1"),
    # Secrets
    "secret-in-authored-file": (_W, "An authored file holds what looks like a secret", "0.1"),
    "secret-in-evidence": (_W, "Evidence holds what looks like a secret", "0.1"),
    # Evidence store
    "manifest-malformed": (_E, "A line of the evidence manifest is not usable", "0.1"),
    "record-malformed": (_E, "A record contradicts itself or its evidence type", "0.1"),
    "record-not-presented": (_W, "An artifact of a record is kept elsewhere", "0.1"),
    "record-replaced": (_W, "A sealed record was replaced, with a reason", "0.1"),
    "record-tampered": (_E, "A record or its files differ from what was sealed", "0.1"),
    "record-too-large": (_E, "A record's payload is larger than its limit", "0.1"),
    "record-unreadable": (_E, "A record cannot be read or names nothing", "0.1"),
    "record-unsealed": (_W, "A record is not in the manifest", "0.1"),
    "record-withdrawn": (_E, "A sealed record is gone", "0.1"),
    "seal-refused": (_E, "A sealed record was changed or withdrawn without a reason", "0.1"),
}

CODES: dict[str, Code] = {
    code: Code(code=code, level=level, title=title, since=since)
    for code, (level, title, since) in _ROWS.items()
}
"""Every code that may be reported, by itself."""
