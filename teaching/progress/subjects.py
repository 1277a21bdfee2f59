"""What questions are about: the concept a key names, else the concepts a question speaks of.

An answer to "which form is this?" asks for a concept. One to "which finding is typical of both?"
asks for none, but it is about two. What a question speaks of is said in three places: by its key,
which denies a concept ("which is ruled out already?"); by what it rests on ("what would make this
…?"); and by what it was drawn about. Terms and the history of ideas are about no concept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from teaching.items.models import Item, Origin, Rationale
from teaching.knowledge.models import Concept
from teaching.knowledge.statements import Claim
from teaching.quizzes import pool

CASE = "case"

Concepts = Mapping[tuple[int, str], int]
"""The ids of concepts by disease and slug."""


@dataclass(frozen=True)
class Subject:
    """``kind`` is what sort of question it is; concepts are ids of rows."""

    kind: str
    asked: int | None = None
    beside: frozenset[int] = frozenset()


def kind_of(origin: str, model: str, axis: str | None) -> str:
    """The slug of the item model; for a decision of a case "case:" and the slug of its axis."""
    if origin == Origin.BANK:
        return model
    return f"{CASE}:{axis}" if axis else CASE


def subjects(items: Collection[int]) -> dict[int, Subject]:
    """The subject of each of these items: one query, or two where a key names no concept."""
    rows = list(
        Item.objects.filter(pk__in=items)
        .order_by()
        .values_list(
            "pk",
            "axis__slug",
            "rests_on",
            "vignette__disease",
            "vignette__origin",
            "vignette__model",
            "vignette__radicals",
            "key__concept",
            "key__option__rationale__states",
        )
    )
    known = concepts(disease for _, _, _, disease, *_, asked, _ in rows if asked is None)
    found = {}
    for pk, axis, rests_on, disease, origin, model, radicals, asked, states in rows:
        kind = kind_of(origin, model, axis)
        if asked is not None:
            found[pk] = Subject(kind, asked)
            continue
        named = {
            *pool.about(radicals),
            *(claim.concept for claim in map(Claim.parse, rests_on)),
            *(claim.concept for claim in _claims(states)),
        }
        here = {known[disease, slug] for slug in named if (disease, slug) in known}
        found[pk] = Subject(kind, beside=frozenset(here))
    return found


def named_by(options: Collection[int]) -> dict[int, int]:
    """The concept each of these options says holds, where it is one: two queries."""
    rows = list(
        Rationale.objects.filter(option__in=options)
        .order_by()
        .values_list("option", "option__item__vignette__disease", "states")
    )
    known = concepts(disease for _, disease, _ in rows)
    found = {}
    for option, disease, states in rows:
        held = {claim.concept for claim in _claims(states) if claim.holds}
        if len(held) == 1 and (disease, *held) in known:
            found[option] = known[disease, held.pop()]
    return found


def concepts(diseases: Iterable[int]) -> Concepts:
    """The concepts of these diseases: one query, none without a disease."""
    wanted = set(diseases)
    if not wanted:
        return {}
    rows = Concept.objects.filter(disease__in=wanted).order_by()
    return {(disease, slug): pk for disease, slug, pk in rows.values_list("disease", "slug", "pk")}


def _claims(states: Mapping[str, Any] | None) -> list[Claim]:
    return [Claim.parse(text) for text in (states or {}).get("claims", ())]
