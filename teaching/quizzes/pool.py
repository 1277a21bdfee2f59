"""The published questions of the bank as a learner may be asked them, with what they did before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.fields.json import KT

from teaching.items.generators.item_models import ItemModel
from teaching.items.generators.registry import MODELS
from teaching.items.models import Origin, State, Vignette, VignetteQuerySet
from teaching.items.showing import Story
from teaching.items.showing import story as read_story
from teaching.items.similarity import Features, Reading
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.knowledge.statements import Tag
from teaching.quizzes import telling
from teaching.quizzes.models import BlueprintLine, Listed, Mark, Mode, Only, Quiz, Response
from teaching.quizzes.selection import Candidate, Line, Read

if TYPE_CHECKING:
    from teaching.accounts.models import User


def published(disease: Disease) -> VignetteQuerySet:
    """The questions of the bank that any learner may be asked."""
    return Vignette.objects.bank(disease).filter(state=State.PUBLISHED)


def topics(disease: Disease) -> list[tuple[ItemModel, int]]:
    """The item models with published questions, and how many: one query."""
    held = Counter(published(disease).order_by().values_list("model", flat=True))
    return [(model, held[model.slug]) for model in MODELS if held[model.slug]]


def candidates(
    disease: Disease,
    learner: User | None,
    without: Collection[str] = (),
    rows: VignetteQuerySet | None = None,
) -> list[Candidate]:
    """Every published question, or those among ``rows``, by slug ``without`` some, with what the
    learner did with it in any revision: three queries."""
    rows = published(disease) if rows is None else rows
    answered: Counter[str] = Counter()
    last: dict[str, tuple[float, bool]] = {}
    for slug, at, is_right in (
        Response.objects.filter(
            attempt__learner=learner,
            item__vignette__disease=disease,
            item__vignette__origin=Origin.BANK,
        )
        .order_by("committed_at", "pk")
        .values_list("item__vignette__slug", "committed_at", "is_right")
    ):
        answered[slug] += 1
        last[slug] = at.timestamp(), not is_right
    kept = set(
        Mark.objects.of(learner)
        .filter(disease=disease, is_bookmarked=True)
        .values_list("slug", flat=True)
    )
    return [
        Candidate(
            pk, model, difficulty, answered[slug], *last.get(slug, (0.0, False)), slug in kept
        )
        for pk, slug, model, difficulty in rows.order_by("pk").values_list(
            "pk", "slug", "model", "difficulty"
        )
        if slug not in without
    ]


def open_to(
    disease: Disease,
    learner: User | None,
    at: datetime,
    without: Collection[str] = (),
    rows: VignetteQuerySet | None = None,
) -> list[Candidate]:
    """The same, without those of tests that are still to be sat or told: five queries."""
    held = telling.held_slugs(learner, disease.pk) | reserved(disease, at)
    return candidates(disease, learner, held.union(without), rows)


def reserved(disease: Disease, at: datetime) -> frozenset[str]:
    """The fixed lists of tests that are still to be sat: practice leaves them alone. One query."""
    return frozenset(
        Listed.objects.filter(
            Q(quiz__closes_at=None) | Q(quiz__closes_at__gt=at),
            quiz__disease=disease,
            quiz__mode=Mode.TEST,
            quiz__withdrawn_at=None,
        ).values_list("slug", flat=True)
    )


def listed(quiz: Quiz) -> tuple[list[int], int]:
    """The published revisions of a fixed list, in its order, and how many questions of it have
    none any more: two queries."""
    slugs = list(quiz.listed.values_list("slug", flat=True))
    held = dict(published(quiz.disease).filter(slug__in=slugs).values_list("slug", "pk"))
    return [held[slug] for slug in slugs if slug in held], len(slugs) - len(held)


def among(disease: Disease, line: BlueprintLine) -> frozenset[int] | None:
    """The published questions a line of a blueprint is narrowed to by what it asks for, is about
    or rests on; None where it names none of these. At most one query."""
    if not (line.axis or line.concept or line.layer):
        return None
    rows = published(disease).order_by("pk")
    if line.axis:
        rows = rows.filter(items__axis__slug=line.axis)
    return frozenset(
        pk
        for pk, radicals, layers in rows.values_list("pk", "radicals", "items__layers")
        if (not line.concept or line.concept in about(radicals))
        and (not line.layer or line.layer in layers)
    )


def line_of(disease: Disease, row: BlueprintLine) -> Line:
    """A line of a blueprint as the selection takes it. At most one query."""
    return Line(row.count, frozenset(row.models_asked), row.difficulty, among(disease, row))


def about(radicals: Mapping[str, str]) -> frozenset[str]:
    """The concepts a question was drawn about."""
    return frozenset((radicals.get("concepts") or radicals.get("key", "")).split())


Pair = tuple[str, str]
"""The slugs of two concepts that are easily confused."""


def about_any(disease: Disease, concepts: Collection[str]) -> VignetteQuerySet:
    """The published questions whose radicals name any of these concepts, and some that are not
    about it; :func:`about` decides."""
    said = Q()
    for slug in concepts:
        said |= Q(radicals__concepts__icontains=slug) | Q(radicals__key__icontains=slug)
    return published(disease).filter(said)


def side_of(radicals: Mapping[str, str], pair: Pair) -> int | None:
    """Which of the two a question was drawn about, 0 or 1; None where it is neither or both."""
    named = about(radicals)
    on = [side for side, slug in enumerate(pair) if slug in named]
    return on[0] if len(on) == 1 else None


def sides(disease: Disease, pair: Pair) -> tuple[frozenset[int], frozenset[int]]:
    """The published questions about either of the two: one query."""
    found: tuple[set[int], set[int]] = (set(), set())
    for pk, radicals in about_any(disease, pair).order_by().values_list("pk", "radicals"):
        side = side_of(radicals, pair)
        if side is not None:
            found[side].add(pk)
    return frozenset(found[0]), frozenset(found[1])


def answers(disease: Disease, learner: User | None, pair: Pair) -> list[tuple[int, bool]]:
    """What the learner answered so far about either of the two, oldest first: the side, and
    whether it was right. One query. What a test has not told yet is no response."""
    given = (
        Response.objects.filter(
            attempt__learner=learner,
            item__vignette__disease=disease,
            item__vignette__origin=Origin.BANK,
        )
        .order_by("committed_at", "pk")
        .values_list("item__vignette__radicals", "is_right")
    )
    found = ((side_of(radicals, pair), is_right) for radicals, is_right in given)
    return [(side, is_right) for side, is_right in found if side is not None]


def pairs(disease: Disease) -> list[Pair]:
    """The pairs of concepts of one axis that the pack sets apart, as far as both have published
    questions: at most one query beside the pack."""
    pack, _ = packs.cached(disease)
    axis = {concept.slug: concept.axis for concept in pack.concepts}
    named = [(one.first, one.second) for one in pack.discriminators]
    for row in pack.comparisons:
        named += combinations([cell.concept for cell in row.cells], 2)
    known: dict[frozenset[str], Pair] = {}
    for pair in named:
        if axis.get(pair[0]) == axis.get(pair[1]) and pair[0] != pair[1]:
            known.setdefault(frozenset(pair), pair)
    if not known:
        return []
    asked = {
        frozenset((concepts or key or "").split())
        for concepts, key in published(disease)
        .order_by()
        .annotate(named=KT("radicals__concepts"), right=KT("radicals__key"))
        .values_list("named", "right")
        .distinct()
    }
    return [
        (first, second)
        for first, second in known.values()
        if any(first in one and second not in one for one in asked)
        and any(second in one and first not in one for one in asked)
    ]


Kind = tuple[str, str]
"""An item model, and what its question chooses between."""


def kind_of(model: str, radicals: Mapping[str, str]) -> Kind:
    """What a question practises: the concepts offered, so that a new one of its kind may have
    another answer; where a model does not vary them, what is right."""
    return model, radicals.get("offered") or radicals.get("key", "")


def of_kinds(disease: Disease, kinds: Collection[Kind]) -> dict[Kind, frozenset[int]]:
    """The published questions of each of these kinds: one query."""
    found: dict[Kind, set[int]] = {kind: set() for kind in kinds}
    for pk, model, radicals in (
        published(disease)
        .filter(model__in={model for model, _ in kinds})
        .order_by("pk")
        .values_list("pk", "model", "radicals")
    ):
        kind = kind_of(model, radicals)
        if kind in found:
            found[kind].add(pk)
    return {kind: frozenset(ids) for kind, ids in found.items()}


def narrowed(found: Iterable[Candidate], only: str) -> list[Candidate]:
    """Those a learner's own quiz is narrowed to."""
    if only == Only.UNSEEN:
        return [one for one in found if not one.answered]
    if only == Only.WRONG:
        return [one for one in found if one.was_wrong]
    if only == Only.KEPT:
        return [one for one in found if one.is_bookmarked]
    return list(found)


def reader(disease: Disease) -> Read:
    """What is compared of questions, read from their rows: one query a call."""
    pack, _ = packs.cached(disease)
    reading = Reading(pack.disease)

    def read(ids: Sequence[int]) -> dict[int, Features]:
        rows = Vignette.objects.filter(pk__in=ids)
        return {row.pk: _features(reading, row.pk, read_story(row)) for row in rows}

    return read


def _features(reading: Reading, pk: int, story: Story) -> Features:
    texts = [line.text for line in story.lines]
    tags: list[Tag] = [tag for line in story.lines for tag in line.tags]
    for decision in story.decisions:
        texts += [decision.lead_in, *(option.text for option in decision.options)]
    return reading.compared(str(pk), texts, tags)
