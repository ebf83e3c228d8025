"""Policy editions: the clauses of their documents and the data that says when they apply."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import rsp
from checker.project.reading import Reading
from checker.read.folder import FolderTree
from checker.read.front_matter import FrontMatter
from checker.read.limits import POLICY
from checker.read.markdown import markdown_places, read_markdown
from checker.read.tree import Tree
from rsp.clause import Clause
from rsp.project import Settings
from rsp.ref import Ref
from rsp.standard import COMMITMENTS, Edition, EditionData, Standard
from rsp.value import Value

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}\Z")


class Document(Value, frozen=True, kw_only=True):
    """One policy document that could be read."""

    path: str
    front: FrontMatter
    clauses: tuple[Clause, ...]


def editions_path() -> Path:
    """The folder of the editions that are installed with the tool."""
    return Path(rsp.__file__).parent / "editions"


def edition_tree(settings: Settings) -> Tree | None:
    """The documents of the edition a project names, None if it is not installed."""
    folder = editions_path() / settings.policy
    if not _NAME.match(settings.policy) or not folder.is_dir():
        return None
    return FolderTree(folder, prefix=f"edition:{settings.policy}/")


def load_edition(id: str, reading: Reading, refs: dict[str, Ref]) -> Edition | None:
    """The edition in a tree, None where its data cannot be used."""
    root = reading.ref("")
    documents = [
        document
        for path in reading.files("", ".md", root)
        if (document := _document(id, path, reading)) is not None
    ]
    clauses: dict[str, Clause] = {}
    for document in documents:
        for clause in document.clauses:
            _add(clause, document.path, clauses, reading, refs)
    path = "thresholds.yaml"
    data = reading.value(path, EditionData)
    if data is None:
        return None
    for index, threshold in enumerate(data.thresholds):
        where = reading.ref(path).at("thresholds", index)
        reading.claim(refs, f"threshold/{threshold.id}", where, f"the threshold {threshold.id}")
    title, effective = _title(documents, reading)
    return Edition(
        id=id,
        title=title or id,
        effective=effective,
        source=title,
        standards=_standards(documents, clauses),
        clauses=clauses,
        data=data,
        digest=reading.digest(),
    )


def _document(id: str, path: str, reading: Reading) -> Document | None:
    at = reading.ref(path)
    text = reading.text(path, POLICY, markdown_places, at)
    if text is None:
        return None
    read = read_markdown(text, at.document)
    reading.diagnostics.extend(read.diagnostics)
    if read.front is None:
        return None
    front = reading.decoded(read.front, FrontMatter, at.at("front"))
    if front is None:
        return None
    if front.edition != id:
        message = f"the document belongs to {front.edition!r} and lies in the edition {id!r}"
        reading.report("edition-inconsistent", at.at("front", "edition"), message)
    return Document(path=path, front=front, clauses=read.clauses)


def _add(
    clause: Clause, path: str, clauses: dict[str, Clause], reading: Reading, refs: dict[str, Ref]
) -> None:
    """The first of two clauses of one id stands. Which was meant, in which standard and with which
    children, nobody knows: nothing is assessed."""
    where = reading.ref(path).at("clauses", clause.id)
    if reading.claim(refs, f"clause/{clause.id}", where, f"the clause {clause.id}"):
        clauses[clause.id] = clause


def _standards(documents: list[Document], clauses: dict[str, Clause]) -> dict[str, Standard]:
    """By id; a standard in one document has its title, one in several has its own name."""
    standards: dict[str, Standard] = {}
    for id in dict.fromkeys(document.front.standard for document in documents):
        holding = [item for item in documents if item.front.standard == id and item.clauses]
        standards[id] = Standard(
            id=id,
            title=holding[0].front.title if len(holding) == 1 else id.capitalize(),
            clauses=tuple(clause.id for clause in clauses.values() if clause.standard == id),
        )
    return standards


def _title(documents: list[Document], reading: Reading) -> tuple[str, str]:
    """What the sources of the binding documents have in common, and their one date."""
    binding = [item for item in documents if item.clauses and item.front.standard != COMMITMENTS]
    for item in binding[1:]:
        if item.front.effective != binding[0].front.effective:
            message = (
                f"the document is effective {item.front.effective}, "
                f"others of the edition {binding[0].front.effective}"
            )
            where = reading.ref(item.path).at("front", "effective")
            reading.report("edition-inconsistent", where, message)
    sources = [item.front.source.split(", ") for item in binding]
    common = takewhile(lambda parts: len(set(parts)) == 1, zip(*sources, strict=False))
    effective = str(binding[0].front.effective) if binding else ""
    return ", ".join(parts[0] for parts in common), effective
