"""Every fact and rule an item rests on is needed: take one away or turn it round, and the proof
of the item fails. Without this, a proof could pass for reasons nobody sees."""

from functools import cache
from pathlib import Path

import pytest

from teaching.items.proving import Proof, prove
from teaching.knowledge import reading
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.facts import Fact
from teaching.knowledge.schema.rules import Clause
from teaching.knowledge.schema.vignettes import Option, Vignette
from teaching.knowledge.statements import Claim

PACK = Path(__file__).resolve().parents[2] / "fixtures" / "nho"


@cache
def pack() -> Pack:
    found = reading.read(PACK).pack
    assert found is not None
    return found


@cache
def knowledge() -> Knowledge:
    return Knowledge.of(pack())


def facts() -> dict[str, Fact]:
    return {fact.id: fact for fact in pack().facts}


def proof_of(
    vignette: Vignette,
    slug: str,
    *,
    facts: dict[str, Fact] | None = None,
    knowledge: Knowledge | None = None,
) -> Proof:
    proofs = prove(knowledge or globals()["knowledge"](), facts or globals()["facts"](), vignette)
    return next(proof for proof in proofs if proof.item.slug == slug)


def leaned_on(proof: Proof) -> set[str]:
    """The facts behind keys, rationales and reasons of an item."""
    verdicts = [answer.verdict for answer in proof.options if answer.verdict]
    reasons = [reason for verdict in (*verdicts, *proof.grounds) for reason in verdict.reasons]
    return {fact for reason in reasons for fact in reason.facts} | {
        fact for answer in proof.options for fact in answer.option.facts
    }


ITEMS = [(vignette.slug, item.slug) for vignette in pack().vignettes for item in vignette.items]


def vignette_named(slug: str) -> Vignette:
    return next(vignette for vignette in pack().vignettes if vignette.slug == slug)


@pytest.mark.parametrize(("case", "slug"), ITEMS)
def test_without_any_one_fact_it_rests_on_an_item_is_not_proved(case, slug):
    vignette = vignette_named(case)
    needed = leaned_on(proof_of(vignette, slug))

    kept = [
        code
        for code in sorted(needed)
        if proof_of(
            vignette, slug, facts={c: fact for c, fact in facts().items() if c != code}
        ).is_proved
    ]

    assert (bool(needed), kept) == (True, [])


@pytest.mark.parametrize(("case", "slug"), ITEMS)
def test_with_the_keys_facts_moved_to_another_layer_an_item_is_not_proved(case, slug):
    vignette = vignette_named(case)
    item = next(item for item in vignette.items if item.slug == slug)
    key = next(option for option in item.options if option.key)
    other = {"article": "evidence", "inferred": "evidence", "evidence": "article"}

    for layer in item.layers:
        moved = {
            code: fact.model_copy(update={"layer": other[fact.layer]})
            if code in key.facts and fact.layer in (layer, "inferred")
            else fact
            for code, fact in facts().items()
        }
        assert not proof_of(vignette, slug, facts=moved).is_proved


def turned(vignette: Vignette, slug: str, concept: str) -> Vignette:
    """The vignette with the rule of one concept turned round: it holds where it did not."""

    def claims(option: Option) -> tuple[Claim, ...]:
        return tuple(
            Claim(c.concept, c.at, c.holds != (c.concept == concept)) for c in option.claims
        )

    items = tuple(
        item.model_copy(
            update={
                "options": tuple(o.model_copy(update={"claims": claims(o)}) for o in item.options)
            }
        )
        if item.slug == slug
        else item
        for item in vignette.items
    )
    return vignette.model_copy(update={"items": items})


CONCEPTS = sorted(
    {
        (vignette.slug, item.slug, claim.concept)
        for vignette in pack().vignettes
        for item in vignette.items
        if item.basis == "findings"
        for option in item.options
        for claim in option.claims
    }
)


@pytest.mark.parametrize(("case", "slug", "concept"), CONCEPTS)
def test_with_any_rule_it_asks_about_turned_round_an_item_is_not_proved(case, slug, concept):
    vignette = vignette_named(case)

    assert proof_of(vignette, slug).is_proved
    assert not proof_of(turned(vignette, slug, concept), slug).is_proved


@pytest.mark.parametrize(("case", "slug", "concept"), CONCEPTS)
def test_without_any_rule_it_asks_about_an_item_cannot_be_judged(case, slug, concept):
    rules = tuple(rule for rule in pack().rules if rule.concept != concept)

    with pytest.raises(ValueError, match=concept):
        proof_of(
            vignette_named(case),
            slug,
            knowledge=Knowledge.of(pack().model_copy(update={"rules": rules})),
        )


def opposite(clause: Clause) -> Clause:
    """What is asked for is refused, and the other way round."""
    return clause.model_copy(
        update={
            "all": clause.none,
            "none": clause.all or clause.any or clause.not_all,
            "any": (),
            "at_least": None,
            "not_all": (),
        }
    )


def turned_packs():
    """Each clause of a component or rule turned round, with the concept it belongs to.

    A component looks for a region that fits, so a clause turned round would find another one; it
    is asked for both ways instead, which no region can meet.
    """
    for kind in ("components", "rules"):
        for index, entry in enumerate(getattr(pack(), kind)):
            name = entry.slug if kind == "components" else entry.concept
            for place, clause in enumerate(entry.clauses):
                clauses = list(entry.clauses)
                clauses[place] = opposite(clause)
                if kind == "components":
                    clauses.append(clause)
                entries = list(getattr(pack(), kind))
                entries[index] = entry.model_copy(update={"clauses": tuple(clauses)})
                yield name, clause, pack().model_copy(update={kind: tuple(entries)})


def rests_on(proof: Proof, name: str, clause: Clause) -> bool:
    """Whether the key, or what a link rests on, is established by this clause.

    A concept that asks for any two kinds of components rests on no single one of them: where a
    third is there, or the clause turned round fits another joint, two kinds are left.
    """
    either = {
        rule.concept for rule in pack().rules if rule.composition and rule.composition.at_least
    }
    asked = {
        c.concept for answer in proof.options if answer.option.key for c in answer.option.claims
    }
    if (asked | {claim.concept for claim in proof.item.rests_on}) & either:
        return False
    keys = [answer.verdict for answer in proof.options if answer.verdict and answer.option.key]
    concepts = {claim.concept for answer in proof.options for claim in answer.option.claims}
    named = {entry.concept for entry in pack().rules} & {name}
    if named and not (named & concepts):
        return False
    return any(
        reason.stance == "for"
        and reason.says == clause.met
        and set(reason.facts) == set(clause.facts)
        for verdict in (*keys, *proof.grounds)
        for reason in verdict.reasons
    )


def test_with_any_clause_that_establishes_a_key_turned_round_the_item_is_not_proved():
    survivors, turned_round = [], 0
    before = {
        (vignette.slug, proof.item.slug): proof
        for vignette in pack().vignettes
        for proof in prove(knowledge(), facts(), vignette)
    }
    for name, clause, changed in turned_packs():
        other = Knowledge.of(changed)
        for vignette in pack().vignettes:
            for after in prove(other, facts(), vignette):
                if rests_on(before[vignette.slug, after.item.slug], name, clause):
                    turned_round += 1
                    if after.is_proved:
                        survivors.append((vignette.slug, after.item.slug, name, clause.met))

    assert (turned_round > 40, survivors) == (True, [])
