"""What the case page and the debrief show, put together from story, answers and films."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from teaching.items import films
from teaching.items.lightbox import LightBox
from teaching.items.showing import ShownStage, Story
from teaching.items.showing import story as read_story
from teaching.knowledge import packs
from teaching.knowledge.atlas import whatif
from teaching.knowledge.models import Fact
from teaching.knowledge.schema import Pack
from teaching.markup import drawing
from teaching.quizzes import wording
from teaching.quizzes.attempts import Commitment
from teaching.quizzes.debriefing import Debrief, Told
from teaching.quizzes.models import Attempt, Response
from teaching.quizzes.twinning import Offer


@dataclass(frozen=True)
class Step:
    """One place of the stepper."""

    name: str
    state: str


@dataclass(frozen=True)
class Hanging:
    """The light box of a stage: one drawing or two, and the words under them."""

    name: str
    films: tuple[SafeString, ...]
    view: str
    legend: str
    disclaimer: str
    left_out: str
    """Places where something is seen, and no film hangs."""
    more: str
    """What no film tells, for those who cannot see them."""


@dataclass(frozen=True)
class OpenStage:
    """A stage the learner may read; the one that opened last is new until the next step."""

    stage: ShownStage
    is_new: bool
    hanging: Hanging | None


@dataclass(frozen=True)
class ToldStage:
    """A stage of the debrief with its marked films."""

    told: Told
    hanging: Hanging | None
    notices: tuple[str, ...]


@dataclass(frozen=True)
class LockedStage:
    heading: str
    is_film: bool
    opens: str
    """When it opens, in words."""


def case(
    attempt: Attempt,
    responses: Mapping[int, Response],
    *,
    problem: str = "",
    chosen: int | None = None,
    done: Commitment | None = None,
    has_moved: bool = False,
) -> dict[str, Any]:
    """The context of the case page until the last commitment. ``has_moved`` where the learner has
    just read on or committed: what that opened takes the focus."""
    story = read_story(attempt.vignette)
    due = story.decision(responses.keys())
    if due is None:
        raise ValueError(f"{attempt} has no open decision")
    opened = story.opened(responses.keys(), attempt.read_to)
    decision = due if opened == due.stage else None
    seen = max((one.stage for one in story.decisions if one.pk in responses), default=0)
    return {
        "attempt": attempt,
        "story": story,
        "decision": decision,
        "due": due,
        "next": story.stages[opened + 1] if decision is None else None,
        "due_stage": story.stages[due.stage],
        "count": len(story.decisions),
        "steps": steps(story, opened),
        "stages": [
            OpenStage(
                stage,
                is_new=seen < stage.index == opened,
                hanging=hang(stage.box, f"film-{stage.index}"),
            )
            for stage in story.stages[: opened + 1]
        ],
        "locked": [
            _locked(stage, opened, is_asked=decision is not None)
            for stage in story.stages[opened + 1 :]
        ],
        "added": [
            line
            for asked in story.decisions
            if asked.number < due.number or asked is decision
            for line in asked.added
        ],
        "problem": problem,
        "chosen": chosen,
        "notice": wording.standing(done.response) if done is not None and done.differs else "",
        "has_moved": has_moved,
        "has_new": opened > seen,
    }


def _locked(stage: ShownStage, opened: int, *, is_asked: bool) -> LockedStage:
    what = "The film" if stage.is_film else "This"
    if stage.index > opened + 1:
        opens = f"{what} opens in its turn."
    elif is_asked:
        opens = f"{what} opens when you have committed this decision."
    else:
        opens = f"{what} opens when you read on."
    return LockedStage(stage.heading, stage.is_film, opens)


def hang(box: LightBox | None, name: str, marks: Mapping[int, int] | None = None) -> Hanging | None:
    """The light box as pages show it, its ids beginning with ``name``; None where there is none."""
    if box is None:
        return None
    return Hanging(
        name,
        tuple(drawing(svg) for svg in films.drawings(box, name, marks)),
        " · ".join(view.title for view in box.views),
        box.legend,
        box.disclaimer,
        ", ".join(box.left_out),
        box.more,
    )


def steps(story: Story, opened: int | None) -> list[Step]:
    """The stages and the debrief, which is where the learner is when ``opened`` is None."""
    names = [stage.heading for stage in story.stages]
    here = len(names) if opened is None else opened
    return [
        Step(name, "done" if index < here else "here" if index == here else "locked")
        for index, name in enumerate([*names, "Debrief"])
    ]


def first_to_show(attempt: Attempt, story: Story) -> int:
    """The decision the debrief opens with: the first that went wrong, else the last."""
    wrong = {response.item_id for response in attempt.responses.all() if not response.is_right}
    for decision in story.decisions:
        if decision.pk in wrong:
            return decision.number
    return len(story.decisions)


def debrief(attempt: Attempt, story: Story, told: Debrief, offer: Offer | None) -> dict[str, Any]:
    """The context of the debrief of one decision."""
    pack, _ = packs.cached(attempt.vignette.disease)
    layers = {layer.slug: layer.name for layer in pack.disease.layers}
    return {
        "attempt": attempt,
        "story": story,
        "told": told,
        "steps": steps(story, None),
        "stages": [
            ToldStage(stage, hang(shown.box, f"film-{shown.index}", told.marks), notices)
            for stage, shown, notices in zip(
                told.stages, story.stages, _notices(pack, story), strict=True
            )
        ],
        "stage_names": [stage.heading for stage in story.stages],
        "facts_by_layer": _by_layer(pack, told.facts),
        "others_by_layer": _by_layer(pack, told.other_facts),
        "layer_names": layers,
        "offer": offer,
        "heading": wording.heading(told, pack),
        "names_answer": wording.names_answer(told),
        "sure": wording.sure(told.response),
        "when": wording.when(told),
        "other": wording.other(told),
        "asked_of": wording.asked_of(told, layers),
        "no_twin": wording.no_twin(told),
        "what_if": whatif.address(dict.fromkeys(tag for line in story.lines for tag in line.tags)),
    }


def _by_layer(pack: Pack, facts: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    """The facts under the layers that hold any of them, in the pack's order of layers."""
    grouped = [
        (layer.slug, [fact for fact in facts if fact.layer == layer.slug])
        for layer in pack.disease.layers
    ]
    return [(layer, held) for layer, held in grouped if held]


def _notices(pack: Pack, story: Story) -> list[tuple[str, ...]]:
    """What has to be said in practice, by stage: a notice at the last stage that calls for it."""
    stated = [
        {tag.finding for line in stage.lines for tag in line.tags if tag.present}
        for stage in story.stages
    ]
    at = {
        notice.text: max(
            (index for index, found in enumerate(stated) if found & set(notice.when)), default=None
        )
        for notice in pack.disease.notices
    }
    return [
        tuple(text for text, place in at.items() if place == index)
        for index in range(len(story.stages))
    ]
