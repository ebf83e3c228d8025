"""dangling-reference: a name in a project's own files that nothing defines."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.lint.names import named
from checker.project.project import Project


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every name that settings, inventory, parties and decisions use and nothing defines."""
    yield from _settings(project)
    yield from _inventory(project)
    yield from _people(project)
    yield from _determinations(project)
    yield from _deviations(project)
    yield from _reviews(project)


def _models(project: Project) -> set[str]:
    return {asset.id for asset in project.assets.values() if asset.type == "model"}


def _settings(project: Project) -> Iterator[Diagnostic]:
    at, settings, edition = project.refs["settings"], project.settings, project.edition
    yield from named("party", settings.organization, project.parties, at.at("organization"))
    for name, values in settings.parameters.items():
        here = at.at("parameters", name)
        found = list(named("control", name, project.catalog.controls, here, key=True))
        yield from found
        if not found:
            defined = project.catalog.controls[name].parameters
            for parameter in values:
                reach = (f"control/{name}",)
                at_value = here.at(parameter)
                yield from named("parameter", parameter, defined, at_value, reach, key=True)
    conditions = {condition.id for condition in edition.data.conditions}
    for index, declared in enumerate(settings.conditions):
        here = at.at("conditions", index, "condition")
        yield from named("condition", declared.condition, conditions, here)
    for index, used in enumerate(settings.permissions):
        yield from named(
            "clause", used.clause, edition.clauses, at.at("permissions", index, "clause")
        )
    for index, hidden in enumerate(settings.clause_visibility):
        here = at.at("clause_visibility", index, "clause")
        yield from named("clause", hidden.clause, edition.clauses, here, ())
    for index, activated in enumerate(settings.activated):
        here = at.at("activated", index)
        yield from named("model", activated.model, _models(project), here.at("model"))
        yield from named("standard", activated.standard, edition.standards, here.at("standard"))


def _inventory(project: Project) -> Iterator[Diagnostic]:
    models = _models(project)
    for things in (project.assets, project.events):
        for key, thing in things.items():
            if not isinstance(thing.models, tuple):
                continue
            for index, model in enumerate(thing.models):
                yield from named("model", model, models, project.refs[key].at("models", index))


def _people(project: Project) -> Iterator[Diagnostic]:
    for name, party in project.parties.items():
        for index, membership in enumerate(party.member_of):
            here = project.refs[f"party/{name}"].at("member_of", index, "party")
            yield from named("party", membership.party, project.parties, here)


def _determinations(project: Project) -> Iterator[Diagnostic]:
    thresholds = {threshold.id for threshold in project.edition.data.thresholds}
    for name, determination in project.determinations.items():
        at = project.refs[f"determination/{name}"]
        yield from named("threshold", determination.threshold, thresholds, at.at("threshold"))
        if determination.supersedes is not None:
            here = at.at("supersedes", "determination")
            target = determination.supersedes.determination
            yield from named("determination", target, project.determinations, here)


def _deviations(project: Project) -> Iterator[Diagnostic]:
    controls = project.catalog.controls
    for name, deviation in project.deviations.items():
        at = project.refs[f"deviation/{name}"]
        # A clause that does not exist has no verdict to reach; a waiver never has one.
        reach = (f"clause/{deviation.clause}",) if deviation.clause is not None else ()
        if deviation.clause is not None:
            yield from named(
                "clause", deviation.clause, project.edition.clauses, at.at("clause"), ()
            )
        for key, names in (
            ("compensating", deviation.compensating),
            ("measures", deviation.measures),
        ):
            for index, control in enumerate(names):
                yield from named("control", control, controls, at.at(key, index), reach)
        if deviation.renews is not None:
            here = at.at("renews")
            yield from named("deviation", deviation.renews, project.deviations, here, reach)


def _reviews(project: Project) -> Iterator[Diagnostic]:
    controls = project.catalog.controls
    for index, review in enumerate(project.own_reviews):
        at = project.refs[f"review/{index}"]
        yield from named("control", review.control, controls, at.at("control"), ())
        if review.control in controls:
            linked = {link.clause for link in controls[review.control].implements}
            what = f"link of {review.control} to the clause"
            yield from named(what, review.clause, linked, at.at("clause"), ())
