"""The page of one question and the page of one fact, put together from items, quizzes and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from teaching.authoring import listing, reported
from teaching.authoring.certifying import certificate
from teaching.authoring.faults import RULE_NAMES, faults
from teaching.items import bank
from teaching.items.admitting import admit
from teaching.items.answers import ground as rows_of_facts
from teaching.items.generators.registry import MODELS
from teaching.items.models import Option, Origin, State, Vignette
from teaching.items.rereading import Unreadable, reread
from teaching.items.showing import story as read_story
from teaching.knowledge import packs
from teaching.knowledge.models import Fact
from teaching.quizzes.models import Attempt
from teaching.quizzes.pages import OpenStage, hang

SHOWN = 10
"""So many questions or options of a fact are named; a link leads to the rest."""


@dataclass(frozen=True)
class Radical:
    """What was drawn, under its name, and what that name means."""

    name: str
    value: str
    meaning: str


def question(row: Vignette) -> dict[str, Any]:
    """The context of one question's page: as the learner sees it, proved and linted anew."""
    story = read_story(row)
    attempts = Attempt.objects.at(Vignette.objects.filter(pk=row.pk))
    model = next((one for one in MODELS if one.slug == row.model), None)
    return {
        "row": row,
        "story": story,
        "decision": story.decisions[0],
        "stages": [
            OpenStage(stage, is_new=False, hanging=hang(stage.box, f"film-{stage.index}"))
            for stage in story.stages
        ],
        **_proved(row),
        "rule_count": len(RULE_NAMES),
        "model": model,
        "model_name": listing.MODEL_NAMES.get(row.model, row.model),
        "radicals": _radicals(row.radicals, model.radicals if model else {}),
        "revisions": Vignette.objects.bank(row.disease)
        .filter(Q(slug=row.slug) | Q(fingerprint=row.fingerprint))
        .order_by("-revision", "-pk")
        .defer("shown"),
        "attempts": attempts.aggregate(
            open=Count("pk", filter=Q(finished_at=None)),
            finished=Count("pk", filter=Q(finished_at__isnull=False)),
        ),
        "reports": reported.open_on(row),
    }


def _proved(row: Vignette) -> dict[str, Any]:
    """What proof and linter say of it today; only a doubt where its rows cannot be read."""
    stored = next(reread([row.pk]))
    if isinstance(stored, Unreadable):
        return {"told": None, "faults": (), "doubts": [stored.problem]}
    ground = bank.ground_of(row.disease)
    admission = admit(ground, stored.vignette)
    doubts = list(admission.doubts)
    if row.proved_on != packs.rules_checksum(row.disease):
        doubts.append("It was proved by other rules than those of today.")
    known = rows_of_facts(row.disease_id, row.disease.checksum).facts.values()
    told = None
    if admission.proofs:
        by_code = {fact.code: fact for fact in known}
        told = certificate(stored.vignette, admission.proofs[0], by_code)
    try:
        found = faults(ground, stored.vignette)
    except ValueError:  # without a single key; a doubt says so
        found = ()
    return {"told": told, "faults": found, "doubts": doubts}


def _radicals(drawn: Mapping[str, Any], meanings: Mapping[str, str]) -> list[Radical]:
    """In the order of the model; what it no longer draws comes last."""
    order = [*meanings, *(name for name in drawn if name not in meanings)]
    return [
        Radical(name, str(drawn[name]), meanings.get(name, "")) for name in order if name in drawn
    ]


@dataclass(frozen=True)
class Uses:
    """An option's text, and how many options with it rest on the fact."""

    text: str
    count: int


def fact(row: Fact) -> dict[str, Any]:
    """What rests on a fact: questions of the bank, written cases, options, open attempts."""
    resting = Vignette.objects.resting_on([row])
    questions = resting.filter(origin=Origin.BANK)
    states = Counter(questions.order_by().values_list("state", flat=True))
    first = list(
        listing.with_openings(questions.exclude(state=State.RETIRED).order_by("-pk"))[:SHOWN]
    )
    options = Option.objects.resting_on([row]).exclude(item__vignette__state=State.RETIRED)
    texts = options.order_by().values_list("text").annotate(count=Count("pk"))
    most = sorted(
        (Uses(text, count) for text, count in texts), key=lambda one: (-one.count, one.text)
    )
    open_attempts = Attempt.objects.open().at(resting)
    by_case = open_attempts.order_by().values_list("vignette__title").annotate(count=Count("pk"))
    return {
        "fact": row,
        "states": states,
        "live": states.total() - states[State.RETIRED],
        "rows": listing.rows_of(first),
        "cases": resting.written().filter(state=State.PUBLISHED).defer("shown"),
        "option_count": sum(one.count for one in most),
        "options": most[:SHOWN],
        "more_options": most[SHOWN:],
        "attempt_count": sum(count for _, count in by_case),
        "attempts": [Uses(title, count) for title, count in by_case],
    }
