"""Facts to be read: which ones are asked for, and one fact with all that is tied to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Prefetch, Q, QuerySet

from teaching.knowledge.atlas.book import layers
from teaching.knowledge.atlas.words import readings
from teaching.knowledge.models import (
    Axis,
    Citation,
    Concept,
    Disease,
    Dispute,
    Fact,
    FactRelation,
    Parent,
    Rule,
    Term,
)


def with_sources(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """With where each stands: two queries more, however many facts."""
    return facts.select_related("aspect").prefetch_related(
        Prefetch("citations", Citation.objects.select_related("source")),
        Prefetch("parentage", Parent.objects.select_related("parent")),
    )


def with_ties(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """With where each stands and how it stands to others: three queries more."""
    return with_sources(facts).prefetch_related(
        Prefetch("relations", FactRelation.objects.select_related("other"))
    )


def facts_by_code(book: Disease, codes: Iterable[str]) -> dict[str, Fact]:
    return {fact.code: fact for fact in with_ties(Fact.objects.of(book).filter(code__in=codes))}


@dataclass(frozen=True)
class Choice:
    """One value of a filter with how many facts it would leave."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filters:
    """What facts are asked for; an empty value asks for all."""

    layer: str = ""
    aspect: str = ""
    source: str = ""
    words: str = ""

    def facts(self, book: Disease) -> QuerySet[Fact]:
        found = Fact.objects.of(book)
        if self.words:
            terms = Term.objects.of(book).for_learners().values_list("term", flat=True)
            found = found.search(*readings(self.words, terms))
        if self.layer:
            found = found.layer(self.layer)
        if self.aspect:
            found = found.filter(aspect__slug=self.aspect)
        if self.source:
            found = found.filter(citations__source__code=self.source).distinct()
        return found

    def choices(self, book: Disease) -> tuple[list[Choice], list[Choice]]:
        """Layers and aspects, in the pack's order, with their counts: one query."""
        rows = list(
            Fact.objects.of(book)
            .order_by()
            .values_list("layer", "aspect__slug", "aspect__name", "aspect__position")
            .annotate(count=Count("pk"))
        )
        by_layer = [
            Choice(
                layer.slug,
                layer.name,
                sum(n for of, aspect, *_, n in rows if of == layer.slug and self._on(aspect)),
                layer.slug == self.layer,
            )
            for layer in layers(book)
        ]
        aspects = sorted({(place, slug, name) for _, slug, name, place, _ in rows})
        by_aspect = [
            Choice(
                slug,
                name,
                sum(n for of, aspect, *_, n in rows if aspect == slug and self.layer in ("", of)),
                slug == self.aspect,
            )
            for _, slug, name in aspects
        ]
        return by_layer, by_aspect

    def _on(self, aspect: str) -> bool:
        return self.aspect in ("", aspect)


@dataclass(frozen=True)
class Relation:
    """Another fact and how this one stands to it, read from this one's side."""

    words: str
    fact: Fact


FORWARDS = {"agrees": "Agrees with", "extends": "Extends", "differs": "Differs from"}
BACKWARDS = {"agrees": "Agrees with", "extends": "Is extended by", "differs": "Differs from"}


@dataclass(frozen=True)
class FactSheet:
    """One fact with all that is tied to it."""

    fact: Fact
    parents: list[Fact]
    children: list[Fact]
    relations: list[Relation]
    concepts: list[Concept]
    questions: list[Axis]
    """The kinds of question whose answers rest on it, by what the concepts of the axis rest on."""
    disputes: list[Dispute]


def sheet(code: str) -> FactSheet | None:
    """The page of one fact: six queries. None for a code no fact has."""
    fact = (
        Fact.objects.filter(code=code)
        .select_related("aspect", "disease")
        .prefetch_related(Prefetch("citations", Citation.objects.select_related("source")))
        .order_by("disease")
        .first()
    )
    if fact is None:
        return None
    ancestry = list(
        Parent.objects.filter(Q(fact=fact) | Q(parent=fact)).select_related("fact", "parent")
    )
    # Each way apart: joined in one go they multiply, and the query takes a good part of a second.
    direct = Q(pk__in=fact.concerns.values("pk")) | Q(pk__in=fact.concepts.values("pk"))
    resting: list[Any] = list(
        Concept.objects.filter(
            direct
            | Q(pk__in=fact.rules.values("concept"))
            | Q(pk__in=Rule.objects.filter(components__facts=fact).values("concept"))
            | Q(pk__in=fact.tendencies.values("concept"))
        )
        .annotate(is_direct=ExpressionWrapper(direct, BooleanField()))
        .select_related("axis")
    )
    ties = FactRelation.objects.filter(Q(fact=fact) | Q(other=fact)).select_related("fact", "other")
    return FactSheet(
        fact,
        parents=[tie.parent for tie in ancestry if tie.fact_id == fact.pk],
        children=[tie.fact for tie in ancestry if tie.parent_id == fact.pk],
        relations=[
            Relation(FORWARDS[tie.kind], tie.other)
            if tie.fact_id == fact.pk
            else Relation(BACKWARDS[tie.kind], tie.fact)
            for tie in ties
        ],
        concepts=[one for one in resting if one.is_direct],
        questions=list(
            dict.fromkeys(sorted((one.axis for one in resting), key=lambda axis: axis.position))
        ),
        disputes=list(fact.disputes.all()),
    )
