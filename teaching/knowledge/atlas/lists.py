"""Lists of the atlas: management, disputes, words, sources, and one search over all of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from teaching.knowledge.atlas.facts import with_sources, with_ties
from teaching.knowledge.models import (
    Aspect,
    Concept,
    Disease,
    Dispute,
    DisputeFact,
    Fact,
    Source,
    Term,
)

FOUND_AT_ONCE = 8
"""Hits of one kind on the page of all hits; the rest stands behind a link."""


@dataclass(frozen=True)
class Management:
    axes: list[tuple[str, list[Concept]]]
    aspects: list[tuple[Aspect, list[Fact]]]


def management(book: Disease) -> Management:
    """What can be done, and the facts of the aspects the pack counts to it."""
    aspects = [one for one in Aspect.objects.filter(disease=book) if one.spec.get("management")]
    concepts = list(
        Concept.objects.of(book)
        .select_related("axis")
        .prefetch_related(Prefetch("facts", Fact.objects.only("code")))
    )
    axes = {one.axis_id: one.axis for one in concepts if one.axis.spec.get("management")}
    facts = list(with_ties(Fact.objects.filter(aspect__in=aspects)))
    return Management(
        [
            (axis.name, [one for one in concepts if one.axis_id == axis.pk])
            for axis in axes.values()
        ],
        [(aspect, [fact for fact in facts if fact.aspect_id == aspect.pk]) for aspect in aspects],
    )


def disputes(book: Disease) -> QuerySet[Dispute]:
    """Where the sources differ, with the facts of both sides: two queries."""
    return Dispute.objects.filter(disease=book).prefetch_related(
        Prefetch("sides", DisputeFact.objects.select_related("fact"))
    )


def terms(book: Disease, words: str) -> QuerySet[Term]:
    """The glossary in the order of the alphabet, or the part of it in which all words occur."""
    found = Term.objects.of(book).for_learners()
    for word in words.split():
        found = found.filter(Q(term__icontains=word) | Q(meaning__icontains=word))
    return found.order_by("term").prefetch_related(Prefetch("facts", Fact.objects.only("code")))


def sources(book: Disease) -> QuerySet[Source]:
    """Sources a learner sees, each with the number of facts that rest on it."""
    return (
        Source.objects.filter(disease=book, shown=True)
        .annotate(fact_count=Count("facts", distinct=True))
        .order_by("kind", "citation", "position")
    )


@dataclass(frozen=True)
class Found:
    facts: list[Fact]
    terms: list[Term]
    disputes: list[Dispute]
    concepts: list[Concept]
    has_more_facts: bool

    def __bool__(self) -> bool:
        return bool(self.facts or self.terms or self.disputes or self.concepts)


def search(book: Disease, words: str) -> Found:
    """Facts, terms, disputes and concepts in which every word occurs."""
    facts = Fact.objects.of(book).search(words)
    differing = Dispute.objects.filter(disease=book)
    concepts = Concept.objects.of(book)
    for word in words.split():
        differing = differing.filter(
            Q(topic__icontains=word)
            | Q(article_says__icontains=word)
            | Q(evidence_says__icontains=word)
            | Q(learner__icontains=word)
        )
        concepts = concepts.filter(Q(name__icontains=word) | Q(summary__icontains=word))
    hits = list(with_sources(facts)[: FOUND_AT_ONCE + 1])
    return Found(
        hits[:FOUND_AT_ONCE],
        list(terms(book, words)[:FOUND_AT_ONCE]),
        list(differing[:FOUND_AT_ONCE]),
        list(concepts.select_related("axis")[:FOUND_AT_ONCE]),
        len(hits) > FOUND_AT_ONCE,
    )
