"""Which cases a learner is offered, and where they stand with each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from teaching.items.films import sample
from teaching.items.models import (
    Difficulty,
    Item,
    Key,
    Line,
    State,
    Vignette,
    VignetteQuerySet,
)
from teaching.knowledge import packs
from teaching.knowledge.models import Axis, Disease, Fact
from teaching.knowledge.schema import Pack
from teaching.quizzes.models import Attempt
from teaching.quizzes.pages import hang

if TYPE_CHECKING:
    from teaching.accounts.models import User


@dataclass(frozen=True)
class CaseRow:
    """One case in the list. ``answer`` is told only of a case the learner has finished."""

    vignette: Vignette
    open: Attempt | None
    last: Attempt | None
    right: int
    asked: int
    answer: str
    opening: str
    """The first sentence of the story."""

    @property
    def state(self) -> str:
        """``open``, ``yes`` (finished) or ``no`` (not taken)."""
        return "open" if self.open else "yes" if self.last else "no"

    @property
    def tells_its_questions(self) -> bool:
        """Whether the list may be searched for what it asks. Of a patient drawn for the learner
        that would tell beforehand whether a mimic is near."""
        return self.vignette.made_for_id is None or self.last is not None


@dataclass(frozen=True)
class Listing:
    """The list of cases as it was asked for."""

    rows: list[CaseRow]
    total: int
    questions: tuple[Axis, ...]
    """The kinds of question asked in any case."""
    answers: tuple[str, ...]
    """What finished cases turned out to be: the choices of the filter."""
    fact: Fact | None
    of_all: bool
    """Whether a fact finds all cases that use it, and not only finished ones."""
    unknown: tuple[str, ...]
    """What the address asked for that does not exist, in words."""


def clinic() -> Disease | None:
    """The disease this clinic teaches: the first pack that was loaded."""
    return Disease.objects.order_by("pk").first()


def front(learner: User | None) -> dict[str, Any]:
    """The front page: the clinic, and the case to begin or go on with."""
    disease = clinic()
    if disease is None:
        return {}
    pack, knowledge = packs.cached(disease)
    rows = _rows(learner, Vignette.objects.filter(disease=disease))
    fresh = [row.vignette for row in rows if row.state == "no" and not row.vignette.made_for_id]
    easy = [vignette for vignette in fresh if vignette.difficulty == Difficulty.EASY]
    pictured = pack.disease.front.pictured if pack.disease.front else ()
    return {
        "disease": disease,
        "front": pack.disease.front,
        "stage_names": ", ".join(_stages_on_show(pack)),
        "box": hang(sample(knowledge, pack, pictured), "sample"),
        "going": [row for row in rows if row.open],
        "next": next(iter(easy or fresh), None),
        "finished": sum(1 for row in rows if row.last),
        "total": len(rows),
    }


def _stages_on_show(pack: Pack) -> list[str]:
    """The stages after which something is asked, the first as a sentence begins."""
    asked = {axis.after for axis in pack.disease.axes}
    names = [stage.name for stage in pack.disease.stages if stage.slug in asked]
    return [name if n == 0 else name.lower() for n, name in enumerate(names)]


def listing(learner: User | None, wanted: Mapping[str, str]) -> Listing:
    """The cases this learner may take, filtered as the form asked.

    By a fact a learner finds only finished cases: what a case rests on gives its answers away.
    What was asked for and does not exist finds nothing, and is named in ``unknown``.
    """
    cases = Vignette.objects.all()
    fact = None
    if wanted.get("fact"):
        fact = Fact.objects.filter(code=wanted["fact"]).first()
        cases = _resting_on(fact, learner) if fact is not None else Vignette.objects.none()
    rows = _rows(learner, cases)
    answers = tuple(sorted({row.answer for row in rows if row.answer}))
    asking = _asking(wanted.get("asks", ""))
    chosen = [
        row
        for row in rows
        if (asking is None or (row.vignette.pk in asking and row.tells_its_questions))
        and wanted.get("difficulty", "") in ("", row.vignette.difficulty)
        and wanted.get("taken", "") in ("", row.state)
        and wanted.get("answer", "") in ("", row.answer)
    ]
    questions = tuple(Axis.objects.filter(pk__in=Item.objects.values("axis")))
    return Listing(
        chosen,
        len(rows),
        questions,
        answers,
        fact,
        of_all=learner is not None and learner.sees_keys,
        unknown=_unknown(
            wanted,
            {
                "difficulty": set(Difficulty.values),
                "taken": STATES,
                "asks": {axis.slug for axis in questions},
                "fact": {fact.code} if fact is not None else set(),
            },
        ),
    )


def _unknown(wanted: Mapping[str, str], known: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    return tuple(
        f"There is no {NAMED[field]} “{wanted[field]}”."
        for field, values in known.items()
        if wanted.get(field) and wanted[field] not in values
    )


NAMED = {"difficulty": "difficulty", "taken": "state", "asks": "question", "fact": "fact"}
STATES = frozenset({"no", "open", "yes"})
"""What :attr:`CaseRow.state` may be."""


def _asking(axis: str) -> set[int] | None:
    """The cases with a question on this axis; None where any will do."""
    if not axis:
        return None
    return set(Item.objects.filter(axis__slug=axis).values_list("vignette", flat=True))


def _resting_on(fact: Fact, learner: User | None) -> VignetteQuerySet:
    """The cases whose rationales or proofs cite the fact: of those the learner has finished, and
    for who may see keys of all on offer."""
    citing = Vignette.objects.resting_on([fact])
    if learner is not None and learner.sees_keys:
        return citing
    return citing.filter(pk__in=Attempt.objects.of(learner).alone().finished().values("vignette"))


@dataclass(frozen=True)
class Uses:
    """How many cases use a fact, and whether they are told of though nobody finished them."""

    count: int
    of_all: bool


def uses(fact: Fact, learner: User | None) -> Uses:
    """As many cases as :func:`listing` would show this learner for the fact: one query, none for
    somebody who has begun nothing."""
    if learner is None:
        return Uses(0, of_all=False)
    found = _resting_on(fact, learner).filter(pk__in=shown_to(learner).values("pk"))
    return Uses(found.count(), of_all=learner.sees_keys)


def shown_to(learner: User | None) -> VignetteQuerySet:
    """The cases on offer, and those the learner has taken, though they may be retired by now."""
    taken = Attempt.objects.of(learner).alone().values("vignette")
    return Vignette.objects.filter(
        Q(pk__in=Vignette.objects.visible_to(learner).values("pk")) | Q(pk__in=taken)
    )


def _rows(learner: User | None, cases: Any) -> list[CaseRow]:
    """The visible cases with the learner's attempts: five queries, however many cases."""
    attempts: dict[int, list[Attempt]] = {}
    for attempt in Attempt.objects.of(learner).alone().prefetch_related("responses"):
        attempts.setdefault(attempt.vignette_id, []).append(attempt)
    visible = list(cases.filter(pk__in=shown_to(learner).values("pk")).defer("shown"))
    offered = [one for one in visible if one.state == State.PUBLISHED]
    current = {(one.disease_id, one.slug): one.pk for one in offered}
    shown = []
    for vignette in sorted(visible, key=_place):
        newest = current.get((vignette.disease_id, vignette.slug), vignette.pk)
        if newest == vignette.pk:
            shown.append(vignette)
        else:  # an earlier revision of a case that is offered anew
            attempts.setdefault(newest, []).extend(attempts.pop(vignette.pk, ()))
    finished = [one.vignette_id for mine in attempts.values() for one in mine if one.is_finished]
    answers = _answers(finished)
    openings = dict(
        Line.objects.filter(vignette__in=shown, position=0).values_list("vignette", "text")
    )
    return [
        _row(vignette, attempts.get(vignette.pk, []), answers, openings[vignette.pk])
        for vignette in shown
    ]


def _row(vignette: Vignette, mine: list[Attempt], answers: dict[int, str], opening: str) -> CaseRow:
    last = max((one for one in mine if one.is_finished), key=lambda one: one.pk, default=None)
    responses = list(last.responses.all()) if last else []
    return CaseRow(
        vignette,
        next((attempt for attempt in mine if not attempt.is_finished), None),
        last,
        sum(response.is_right for response in responses),
        len(responses),
        answers.get(last.vignette_id, "") if last else "",
        opening,
    )


def _answers(finished: list[int]) -> dict[int, str]:
    """The key of the first decision that offers all concepts of its axis, by finished case."""
    keys = Key.objects.filter(item__vignette__in=finished, item__axis__exhaustive=True).order_by(
        "-item__position"
    )
    return {key.item.vignette_id: key.option.text for key in keys.select_related("item", "option")}


def _place(vignette: Vignette) -> tuple[bool, int]:
    """Where a case stands in the list: what was drawn for the learner first, the newest on top."""
    if vignette.made_for_id is not None:
        return False, -vignette.pk
    return True, vignette.position
