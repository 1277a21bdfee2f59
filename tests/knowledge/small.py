"""Packs for tests of the reasoner, built in a few words: only what it looks at is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.schema.rules import (
    Clause,
    Component,
    Composition,
    ConceptClause,
    Interval,
    Never,
    Rule,
    Tendency,
)
from teaching.knowledge.schema.vocabulary import Disease, Region, Scope, Sort, Stage
from teaching.knowledge.statements import Tag


def disease(regions: Iterable[Region] = (), scopes: Iterable[Scope] = ()) -> Disease:
    """A disease of which only regions and scopes matter."""
    regions = tuple(regions)
    return Disease(
        slug="trial",
        name="Trial",
        short="Trial",
        revision=1,
        summary="For tests.",
        safety="For tests.",
        layers=(),
        stages=(Stage(slug="history", name="History"),),
        axes=(),
        aspects=(),
        sorts=tuple(Sort(slug=sort, name=sort) for sort in sorted({one.sort for one in regions})),
        regions=regions,
        scopes=tuple(scopes),
    )


def region(slug: str, sort: str = "joint", sided: bool = True) -> Region:
    return Region(slug=slug, name=slug, sort=sort, sided=sided)


def finding(slug: str, *sorts: str, **more: Any) -> Finding:
    return Finding(slug=slug, name=slug, stage="history", sorts=sorts, **more)


def clause(fact: str = "F-1", **asked: Any) -> Clause:
    """A clause that names its fact in what it says, so that a test can tell them apart."""
    given = asked | {"facts": (fact,), "met": f"{fact} is met.", "unmet": f"{fact} is not met."}
    return Clause(**given)


def component(slug: str, *clauses: Clause, at: str = "joint", **more: Any) -> Component:
    return Component(
        slug=slug,
        name=slug,
        at=at,
        clauses=clauses,
        lacking=f"No {slug}.",
        unexplained=f"Leaves {slug} unexplained.",
        **more,
    )


def composition(*exactly: str, at_least: int | None = None) -> Composition:
    return Composition(
        exactly=exactly,
        at_least=at_least,
        facts=("F-C",),
        met="Only that is there.",
        unmet="Something else is there.",
    )


def concepts(*slugs: str) -> ConceptClause:
    return ConceptClause(concepts=slugs, facts=("F-K",), met="It is so.", unmet="It is not so.")


def interval(quantity: str, low: float | None = None, high: float | None = None) -> Interval:
    return Interval(
        quantity=quantity, low=low, high=high, facts=("F-I",), met="It fits.", unmet="It does not."
    )


def never() -> Never:
    return Never(facts=("F-N",), unmet="Never.")


def rule(concept: str, **asked: Any) -> Rule:
    return Rule(concept=concept, **asked)


def pack(
    regions: Iterable[Region] = (),
    findings: Sequence[Finding] = (),
    components: Sequence[Component] = (),
    rules: Sequence[Rule] = (),
    scopes: Iterable[Scope] = (),
    tendencies: Sequence[Tendency] = (),
) -> Pack:
    return Pack(
        disease=disease(regions, scopes),
        findings=tuple(findings),
        components=tuple(components),
        rules=tuple(rules),
        tendencies=tuple(tendencies),
    )


def lines(*texts: str) -> list[list[Tag]]:
    """One line per text, tags separated by semicolons; an empty text states nothing."""
    return [[Tag.parse(tag) for tag in text.split("; ") if tag] for text in texts]
