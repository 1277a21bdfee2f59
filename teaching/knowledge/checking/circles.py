"""Ways that lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterable

from teaching.knowledge.schema.rules import Rule


def circle(start: str, following: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from a name back to itself, both ends included; empty if there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in following.get(way[-1], ()):
            if name == start:
                return (*way, name)
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def composed(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """For each concept the concepts its rule asks about."""
    return {
        rule.concept: tuple(
            slug for clause in (*rule.concepts, *rule.no_concepts) for slug in clause.concepts
        )
        for rule in rules
    }
