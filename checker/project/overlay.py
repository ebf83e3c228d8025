"""Reads an overlay and lays it over a catalog: controls, evidence types and parameter values."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from checker.diagnostics.diagnostic import Related
from checker.diagnostics.places import key_of
from checker.project.catalog import controls_in, types_at
from checker.project.laid import Laying, report_missing
from checker.project.merged import merged
from checker.project.reading import Reading
from checker.read.tree import Refused, checked
from rsp.control import Control
from rsp.evidence import EvidenceType
from rsp.overlay import Overlaid, Overlay
from rsp.project import Catalog, Declared, Settings
from rsp.ref import Ref

HEAD = "overlay.yaml"


def laid_over(
    catalog: Catalog, settings: Settings, reading: Reading, refs: dict[str, Ref], at: Ref
) -> tuple[Catalog, Settings, Overlaid] | None:
    """Catalog and settings with the overlay that the settings name, None where it cannot be used.

    `reading` reads the project anew, for a digest of the overlay by itself; `at` is `rsp.yaml`.
    """
    named = at.at("overlay")
    try:
        path = checked(settings.overlay or "")
    except Refused as refused:
        reading.report(refused.code, named, refused.message)
        return None
    folder = None if path.endswith(".yaml") else path
    head = path if folder is None else f"{folder}/{HEAD}"
    overlay = reading.value(head, Overlay, named=named)
    controls, types = _added(reading, folder, refs, named)
    if overlay is None:
        return None
    refs["overlay"] = reading.ref(head)
    found = replace(
        catalog,
        controls={**_changed(catalog, overlay, reading, refs), **controls},
        types={**catalog.types, **types},
    )
    digest = reading.digest()
    overlaid = Overlaid(overlay=overlay, base=catalog, digest=digest)
    both = hashlib.sha256(f"{catalog.digest}\n{digest}\n".encode()).hexdigest()
    return replace(found, digest=both), _valued(settings, overlay, reading, refs, at), overlaid


def _added(
    reading: Reading, folder: str | None, refs: dict[str, Ref], named: Ref
) -> tuple[dict[str, Control], dict[str, EvidenceType]]:
    """Whole new controls, and evidence types that are new or take the place of the catalog's."""
    if folder is None:
        return {}, {}
    controls = controls_in(reading, folder, refs, named, HEAD)
    for name, control in controls.items():
        _unstamped(reading, control, name, refs[f"control/{name}"].at("implements"))
        refs[f"overlay/control/{name}"] = refs[f"control/{name}"]
    own: dict[str, Ref] = {
        key: at for key, at in refs.items() if at.document.startswith("builtin:")
    }
    types = types_at(reading, folder, own, named)
    for name in types:
        refs[f"type/{name}"] = refs[f"overlay/type/{name}"] = own[f"type/{name}"]
    return controls, types


def _changed(
    catalog: Catalog, overlay: Overlay, reading: Reading, refs: dict[str, Ref]
) -> dict[str, Control]:
    """The catalog's controls; what the overlay leaves alone stays the same object."""
    found = dict(catalog.controls)
    at = refs["overlay"]
    for name, change in overlay.controls.items():
        here = at.at("controls", name)
        if name not in found:
            report_missing(reading, "control", name, found, key_of(here))
            continue
        for index, link in enumerate(change.add.implements):
            if link.reviewed is not None:
                _stamped(reading, name, here.at("add", "implements", index, "reviewed"))
        laying = Laying(reading, refs, name)
        found[name] = merged(found[name], change, here, laying)
        refs[f"control/{name}"] = laying.whole
    for index, name in enumerate(overlay.remove):
        here = at.at("remove", index)
        refs[f"overlay/control/{name}"] = here
        if found.pop(name, None) is None:
            report_missing(reading, "control", name, catalog.controls, here)
    return found


def _valued(
    settings: Settings, overlay: Overlay, reading: Reading, refs: dict[str, Ref], at: Ref
) -> Settings:
    """Settings with the parameter values of the overlay; two values for one are an error."""
    values: dict[str, dict[str, Declared]] = {**settings.parameters}
    for name, change in overlay.controls.items():
        here = refs["overlay"].at("controls", name, "parameters")
        if change.parameters and name not in values:
            reading.sources.route(at.document, at.at("parameters", name).pointer, here)
        for parameter, value in change.parameters.items():
            where = at.at("parameters", name, parameter)
            if parameter in settings.parameters.get(name, {}):
                reading.report(
                    "duplicate-id",
                    here.at(parameter),
                    f"the parameter {parameter[:80]!r} of {name} is set twice",
                    help="set it here or in rsp.yaml",
                    related=(Related(at=where, message="it is set here too"),),
                    reaches=(f"control/{name}",),
                )
                continue
            values[name] = {**values.get(name, {}), parameter: value}
            reading.sources.route(at.document, where.pointer, here.at(parameter))
    return replace(settings, parameters=values)


def _unstamped(reading: Reading, control: Control, name: str, at: Ref) -> None:
    for index, link in enumerate(control.implements):
        if link.reviewed is not None:
            _stamped(reading, name, at.at(index, "reviewed"))


def _stamped(reading: Reading, name: str, at: Ref) -> None:
    reading.report(
        "overlay-stamps",
        at,
        f"a link of {name} has a stamp of its own in the overlay",
        help="take it out, and review the link with rsp review, which writes the reviews file",
        reaches=(f"control/{name}",),
    )
