"""From a project, its verified records and a date to an assessment; pure.

1 hold the records, 2 judge every instance, 3 settle the judgements, 4 decide what is required for
whom, 5 judge controls and clauses for each subject, 6 give the verdicts, 7 note what the gate
accepts of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from checker.assess import judgements
from checker.assess.acceptance import Judge
from checker.assess.accepting import Ledger, with_acceptance
from checker.assess.activities import activities
from checker.assess.applicable import applicable
from checker.assess.assessment import (
    Assessment,
    ClauseStatus,
    Instance,
    Judgement,
    Link,
    Shown,
    Status,
    Subject,
)
from checker.assess.conditions import decide
from checker.assess.context import Context
from checker.assess.controls import Standing
from checker.assess.determinations import Requiring, requiring
from checker.assess.deviations import states
from checker.assess.evaluate import Evaluator
from checker.assess.force import Force, of_models, of_organization
from checker.assess.freeing import Effect
from checker.assess.grounds import Grounds
from checker.assess.held import Held
from checker.assess.indicators import indicators
from checker.assess.instances import (
    Judged,
    is_strange,
    judge_control,
    settle,
    strangers,
    undeclared,
    with_reasons,
)
from checker.assess.links import links_of
from checker.assess.memo import Memo, once
from checker.assess.nil import judge_nothing
from checker.assess.overlay import overlay_changes, unapproved
from checker.assess.parties import Parties
from checker.assess.places import Places, nothing
from checker.assess.reach import Reach, reach_of
from checker.assess.shelf import Shelf, shelf_of
from checker.assess.subjects import Outcome, traced
from checker.assess.window import of_period
from checker.diagnostics.diagnostic import Diagnostic
from checker.evidence.offered import Offered
from checker.project.project import Project
from rsp.control import Control


def assess(
    project: Project,
    offered: Iterable[Offered],
    diagnostics: Iterable[Diagnostic],
    now: datetime,
    memo: Memo | None = None,
) -> Assessment:
    """Apply the rules. `diagnostics` are all that were found; R24 says what their errors reach.

    A `memo` changes nothing but the time that it takes to assess the same project again."""
    return assess_with_grounds(project, offered, diagnostics, now, memo)[0]


def assess_with_grounds(
    project: Project,
    offered: Iterable[Offered],
    diagnostics: Iterable[Diagnostic],
    now: datetime,
    memo: Memo | None = None,
) -> tuple[Assessment, Grounds]:
    """The assessment, and what its subjects were judged on."""
    context = context_of(project, offered, now, memo)
    judged = _judge(context)
    answers = judgements.answers_by_judgement(context)
    judged, asked = _settle_judgements(context, judged, answers)
    models = {place.key.removeprefix("model/"): place for place in context.places.models()}
    required = {model: requiring(context, model) for model in models}
    resting = {
        name: [each for each in one.instances if each.rests_on] for name, one in judged.items()
    }
    everyone = (
        *of_models(project, required, resting),
        of_organization(project, required, resting),
    )
    laid = overlay_changes(project, context.parties, now)
    reach = reach_of(project, diagnostics, unapproved(project, laid))
    run = _Run(context, judged, asked, reach, required, everyone)
    subjects = run.subjects()
    assessment = Assessment(
        now=now,
        period=context.places.period.span,
        instances=run.instances(subjects),
        excluded=tuple(left for one in judged.values() for left in one.excluded),
        judgements=tuple(asked[name] for name in sorted(asked)),
        records=once(memo, Shelf.register, context.shelf),
        links=tuple(link for links in run.links.values() for link in links),
        deviations=tuple(run.ledger.states.values()),
        subjects=subjects,
        severities={name: one.severity for name, one in project.catalog.controls.items()},
        overlay=laid,
        indicators=indicators(context),
    )
    grounds = Grounds(
        standings=run.standings, links=run.links, outcomes=run.outcomes, effects=run.effects
    )
    return assessment, grounds


def context_of(
    project: Project, offered: Iterable[Offered], now: datetime, memo: Memo | None = None
) -> Context:
    """What judging needs: the records known at a date, compared, and the places of the project."""
    period = of_period(project.settings.period, now)
    parties = Parties(project.parties, project.settings.organization)
    places = Places(project.assets, project.events, period)
    shelf = shelf_of(offered, project, parties, now, memo)
    evaluator = Evaluator(shelf, places.inventory(), now, memo)
    return Context(
        project=project,
        now=now,
        parties=parties,
        places=places,
        shelf=shelf,
        evaluator=evaluator,
        memo=memo,
    )


def _judge(context: Context) -> dict[str, Judged]:
    strange = strangers(context)
    controls = context.project.catalog.controls
    return {name: judge_control(context, controls[name], strange) for name in sorted(controls)}


def _settle_judgements(
    context: Context, judged: dict[str, Judged], answers: dict[str, list[Held]]
) -> tuple[dict[str, Judged], dict[str, Judgement]]:
    """Every judgement, and the instances after what reviewers rejected."""
    asked: dict[str, Judgement] = {}
    found = dict(judged)
    for name, one in judged.items():
        for need in one.needs:
            if need.requirement.judgement is None:
                continue
            mine = [each for each in one.instances if each.requirement == need.requirement.id]
            settled = judgements.settle(context, need, mine, answers.get(need.id, []))
            asked[need.id] = settled.judgement
            if settled.rejections:
                instances = [
                    with_reasons(each, list(settled.rejections))
                    if each.requirement == need.requirement.id
                    else each
                    for each in found[name].instances
                ]
                control = context.project.catalog.controls[name]
                found[name] = msgspec.structs.replace(
                    found[name],
                    instances=settle_again(control, instances),
                    rejections={**found[name].rejections, need.requirement.id: settled.rejections},
                )
    return found, asked


class _Run:
    """The second half of an assessment: everything that is judged for one subject at a time."""

    def __init__(
        self,
        context: Context,
        judged: dict[str, Judged],
        asked: dict[str, Judgement],
        reach: Reach,
        required: dict[str, Requiring],
        everyone: tuple[Force, ...],
    ) -> None:
        self._context = context
        self._project = context.project
        self._judged = judged
        self._asked = asked
        self._reach = reach
        self._required = required
        self._everyone = everyone
        self._extra: dict[str, Instance] = {}
        self._in_scope: set[str] = set()
        self.standings: dict[str, Standing] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.effects: dict[str, dict[str, Effect]] = {}
        self.links: dict[str, list[Link]] = once(context.memo, links_of, context.project)
        self.ledger = Ledger(states(context))

    def subjects(self) -> tuple[Subject, ...]:
        """The organisation, then the models in order of their ids."""
        organization, clauses = self._subject(self._everyone[-1], {})
        models = [self._subject(force, clauses)[0] for force in self._everyone[:-1]]
        return (organization, *models)

    def instances(self, subjects: tuple[Subject, ...]) -> tuple[Instance, ...]:
        """All instances by id; what bears on no subject in force is not applicable."""
        found = [each for one in self._judged.values() for each in one.instances]
        found += self._extra.values()
        accepted = self.ledger.instances
        return tuple(
            msgspec.structs.replace(each, accepted_by=accepted.get(each.id, ()))
            if each.id in self._in_scope
            else msgspec.structs.replace(each, status=Shown.NOT_APPLICABLE)
            for each in sorted(found, key=lambda one: one.id)
        )

    def _subject(
        self, force: Force, organization: dict[str, ClauseStatus]
    ) -> tuple[Subject, dict[str, ClauseStatus]]:
        determined = tuple(each for one in self._required.values() for each in one.determined)
        given = decide(self._project, force, self._everyone, determined)
        standing = Standing(
            project=self._project,
            force=force,
            applicable=applicable(self._context, force, given, self.ledger.states),
            reach=self._reach,
            edges={
                name: tuple(below for below in force.edges[name] if below in force.controls)
                for name in sorted(force.controls)
            },
            scoped={name: self._scope(force, name) for name in sorted(force.controls)},
            judgements=self._asked,
        )
        self.standings[force.subject] = standing
        truth, effects = traced(standing, self.links)
        self.outcomes[force.subject], self.effects[force.subject] = truth, effects
        found, interim = self._accepted(standing, truth)
        self._note_scope(
            standing,
            {
                name
                for name, one in found.controls.items()
                if one.status is not Status.NOT_APPLICABLE
            },
        )
        model = force.model
        rules = self._project.edition.data.activities
        forbidden = {}
        if model is not None:
            forbidden = activities(rules, found.standards, organization, self._reach, interim)
        subject = Subject(
            id=force.subject,
            standards=found.standards,
            clauses=tuple(found.clauses.values()),
            controls=tuple(found.controls.values()),
            activities=forbidden,
            determinations=() if model is None else self._required[model].determined,
        )
        return subject, found.clauses

    def _accepted(
        self, standing: Standing, truth: Outcome
    ) -> tuple[Outcome, dict[str, tuple[str, ...]]]:
        """The outcome with what the gate accepts of it, and the interim measures by standard."""
        valid = [
            self._project.deviations[name]
            for name, state in self.ledger.states.items()
            if state.valid
        ]
        judge = Judge(standing, self.links, truth)
        accepted = judge.accepted(valid)
        found = with_acceptance(truth, accepted)
        self.ledger.note(judge, accepted, found)
        return found, {name: accepted.interim.get(name, ()) for name in accepted.standards}

    def _scope(self, force: Force, name: str) -> tuple[Instance, ...]:
        """A control's instances for a subject; a requirement with none gets one that says so."""
        control = self._project.catalog.controls[name]
        judged = self._judged[name]
        mine = [one for one in judged.instances if force.has_in_scope(one, control.standard)]
        shown = {one.requirement for one in mine if not is_strange(one)}
        for need in judged.needs:
            if need.requirement.id not in shown:
                place = nothing(self._context.places.period, force.subject)
                resting = judged.resting[need.requirement.id]
                none = judge_nothing(self._context, need, place, force.subject, resting)
                rejected = judged.rejections.get(need.requirement.id, ())
                mine.append(with_reasons(none, [*undeclared(need), *rejected]))
        settled = settle_again(control, mine)
        ours = f"@{nothing(self._context.places.period, force.subject).key}"
        self._extra.update((one.id, one) for one in settled if one.id.endswith(ours))
        return settled

    def _note_scope(self, standing: Standing, controls: set[str]) -> None:
        for name in controls:
            self._in_scope.update(one.id for one in standing.scoped[name])


def settle_again(control: Control, instances: list[Instance]) -> tuple[Instance, ...]:
    """Settle alternatives after rejections and additions: what was met may be so no more."""
    reset = [
        msgspec.structs.replace(one, status=Shown.UNMET) if one.status is Shown.ALTERNATIVE else one
        for one in instances
    ]
    return settle(control, reset)
