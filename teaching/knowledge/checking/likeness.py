"""Concepts of one axis that no finding can tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.checking.circles import circle, composed
from teaching.knowledge.clauses import literals
from teaching.knowledge.problems import Path
from teaching.knowledge.schema.rules import Component, Rule


def remarks(book: Book) -> Iterator[Remark]:
    """Two concepts of one axis with the same conditions, that do not say they are alike."""
    concepts = {concept.slug: concept for concept in book.pack.concepts}
    rules = {rule.concept: rule for rule in book.pack.rules}
    asking = composed(book.pack.rules)
    first: dict[tuple[object, ...], tuple[Rule, Path]] = {}
    for rule, path in book.section("rules"):
        concept = concepts.get(rule.concept)
        unclear = rule.composition and rule.composition.exactly and rule.composition.at_least
        if concept is None or rule.never or unclear or circle(rule.concept, asking):
            continue
        asked = conditions(rule, rules, book.pack.components)
        key = (concept.axis, frozenset(rule.at), asked)
        other, place = first.setdefault(key, (rule, path))
        if not asked or rule.concept == other.concept:
            continue
        named = concepts[other.concept]
        if rule.concept not in named.alike and named.slug not in concept.alike:
            what = (
                f"No finding tells '{rule.concept}' from '{named.slug}': its rule, at {{other}},"
                " has the same conditions."
            )
            right = f"Add a condition, or write 'alike: [{named.slug}]' with the concept."
            yield Remark(path, what, right, place)


def conditions(
    rule: Rule,
    rules: dict[str, Rule],
    components: Sequence[Component],
    within: frozenset[str] = frozenset(),
) -> frozenset[object]:
    """What a rule asks, however it is written: equal for rules that ask the same."""
    found: set[object] = set()
    for clause in (*rule.gate, *rule.clauses):
        asked, need = literals(clause)
        unique = frozenset(asked)
        if need >= len(unique):
            found |= unique
        else:
            found.add((unique, need))
    if rule.composition:
        slugs = [component.slug for component in components]
        wanted = rule.composition
        found.add(
            frozenset(
                frozenset(some)
                for size in range(len(slugs) + 1)
                for some in combinations(slugs, size)
                if (
                    set(some) == set(wanted.exactly)
                    if wanted.exactly
                    else size >= (wanted.at_least or 0)
                )
            )
        )
    if rule.interval:
        found.add((rule.interval.quantity, rule.interval.low, rule.interval.high))
    if rule.never:
        found.add("never")
    for needed in rule.concepts:
        for slug in needed.concepts:
            if slug in rules and slug not in within:
                found |= conditions(rules[slug], rules, components, within | {rule.concept})
            else:
                found.add(slug)
    found |= {("no", slug) for refused in rule.no_concepts for slug in refused.concepts}
    return frozenset(found)
