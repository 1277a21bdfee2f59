"""What a change of a pack would touch: told before it is made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from teaching.items.models import Option, Origin, State, Vignette, VignetteQuerySet
from teaching.knowledge import packs
from teaching.knowledge.models import Disease, Fact
from teaching.knowledge.schema import Pack


@dataclass(frozen=True)
class Touch:
    """What a pack would change of the one that is stored, and what rests on that.

    ``facts`` are the codes of those that would read otherwise or be gone; ``cases`` and
    ``questions`` count the live written cases and questions of the bank that rest on them, and
    ``options`` their options that do. ``is_proof_anew``: other rules would hold, so that every
    proof is made again.
    """

    facts: tuple[str, ...]
    cases: int
    questions: int
    options: int
    is_proof_anew: bool
    live: int


def resting_on(disease: Disease, facts: Collection[str]) -> VignetteQuerySet:
    """The live cases and questions that rest on one of these facts, by their codes: one query."""
    citing = options_on(disease, facts).values("item__vignette")
    return Vignette.objects.filter(pk__in=citing, made_for=None).exclude(state=State.RETIRED)


def options_on(disease: Disease, facts: Collection[str]) -> QuerySet[Option]:
    """The options whose rationale or proof rests on one of these facts: one query."""
    return Option.objects.resting_on(Fact.objects.filter(disease=disease, code__in=facts))


def touch(pack: Pack) -> Touch | None:
    """What loading this pack would touch; None where its disease is not loaded yet."""
    disease = Disease.objects.filter(slug=pack.disease.slug).first()
    if disease is None:
        return None
    stored, _ = packs.cached(disease)
    new = {fact.id: fact for fact in pack.facts}
    facts = tuple(fact.id for fact in stored.facts if new.get(fact.id) != fact)
    live = Vignette.objects.filter(disease=disease, made_for=None).exclude(state=State.RETIRED)
    resting = resting_on(disease, facts)
    return Touch(
        facts,
        resting.filter(origin__in=[Origin.PACK, Origin.STUDIO]).count(),
        resting.filter(origin=Origin.BANK).count(),
        options_on(disease, facts).filter(item__vignette__in=live).count(),
        packs.rules_of(pack) != packs.rules_checksum(disease),
        live.count(),
    )


def told(touched: Touch | None) -> list[str]:
    """The same in words; nothing where nothing would be touched."""
    if touched is None:
        return []
    lines = []
    if touched.facts:
        what = "1 fact" if len(touched.facts) == 1 else f"{len(touched.facts)} facts"
        lines.append(
            f"{what} would change or go ({', '.join(touched.facts[:8])}"
            f"{', …' if len(touched.facts) > 8 else ''}). On them rest {touched.cases} written"
            f" cases and {touched.questions} questions of the bank, with {touched.options} options."
        )
    if touched.is_proof_anew:
        lines.append(f"Other rules would hold: all {touched.live} would be proved again.")
    return lines
