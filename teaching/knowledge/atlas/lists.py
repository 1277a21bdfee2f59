"""Lists of the atlas: management, disputes, words, sources, and one search over all of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from teaching.knowledge.atlas.facts import with_sources, with_ties
from teaching.knowledge.atlas.words import readings
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
from teaching.knowledge.models.searching import having

FOUND_AT_ONCE = 8
"""Hits of one kind on the page of all hits; the rest stands behind a link."""


@dataclass(frozen=True)
class Measures:
    """What can be done, and what must not be taken for it."""

    name: str
    plans: list[Concept]
    mistakes: list[Concept]


@dataclass(frozen=True)
class Management:
    axes: list[Measures]
    aspects: list[tuple[Aspect, list[Fact]]]


def management(book: Disease) -> Management:
    """What can be done, and the facts of the aspects the pack counts to it."""
    aspects = [one for one in Aspect.objects.filter(disease=book) if one.spec.get("management")]
    concepts = list(
        Concept.objects.of(book)
        .select_related("axis", "rule")
        .prefetch_related(Prefetch("facts", Fact.objects.only("code")))
    )
    axes = {one.axis_id: one.axis for one in concepts if one.axis.spec.get("management")}
    facts = list(with_ties(Fact.objects.filter(aspect__in=aspects)))
    return Management(
        [
            Measures(
                axis.name,
                [one for one in concepts if one.axis_id == axis.pk and not one.is_mistake],
                [one for one in concepts if one.axis_id == axis.pk and one.is_mistake],
            )
            for axis in axes.values()
        ],
        [(aspect, [fact for fact in facts if fact.aspect_id == aspect.pk]) for aspect in aspects],
    )


def disputes(book: Disease) -> QuerySet[Dispute]:
    """Where the sources differ, with the facts of both sides: two queries."""
    return Dispute.objects.filter(disease=book).prefetch_related(
        Prefetch("sides", DisputeFact.objects.select_related("fact"))
    )


def alphabetical(text: str) -> str:
    """What a text is sorted by: letters alone count, not whether they are capitals or carry an
    accent. Databases differ in this, and SQLite puts all capitals first."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def terms(book: Disease) -> list[Term]:
    """The glossary in the order of the alphabet: two queries."""
    found = Term.objects.of(book).for_learners()
    told = found.prefetch_related(Prefetch("facts", Fact.objects.only("code")))
    return sorted(told, key=lambda one: alphabetical(one.term))


def looked_up(glossary: Iterable[Term], read: Sequence[str]) -> list[Term]:
    """The part of the glossary in which all words of a reading occur."""
    told = [(term, f"{term.term} {term.meaning}".casefold()) for term in glossary]
    wanted = [reading.casefold().split() for reading in read]
    return [term for term, text in told if any(all(w in text for w in words) for words in wanted)]


def glossary(book: Disease, words: str) -> list[Term]:
    """The glossary, or with words the part of it that has them."""
    every = terms(book)
    return looked_up(every, readings(words, (term.term for term in every))) if words else every


def sources(book: Disease) -> list[Source]:
    """Sources a learner sees, by kind and alphabet, each with how many facts rest on it."""
    found = Source.objects.filter(disease=book, shown=True).order_by("position")
    counted = found.annotate(fact_count=Count("facts", distinct=True))
    return sorted(counted, key=lambda one: (one.kind, alphabetical(one.citation)))


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
    """Facts, terms, disputes and concepts in which every word occurs, by the glossary's other
    names for a thing too."""
    glossary = terms(book)
    read = readings(words, (term.term for term in glossary))
    differing = having(read, "topic", "article_says", "evidence_says", "learner")
    hits = list(with_sources(Fact.objects.of(book).search(*read))[: FOUND_AT_ONCE + 1])
    return Found(
        hits[:FOUND_AT_ONCE],
        looked_up(glossary, read)[:FOUND_AT_ONCE],
        list(Dispute.objects.filter(differing, disease=book)[:FOUND_AT_ONCE]),
        list(
            Concept.objects.of(book)
            .filter(having(read, "name", "summary"))
            .select_related("axis", "rule")[:FOUND_AT_ONCE]
        ),
        len(hits) > FOUND_AT_ONCE,
    )
