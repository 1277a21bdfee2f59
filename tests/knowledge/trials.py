"""Random small packs and random cases of them, for the property tests of the reasoner."""

from __future__ import annotations

from random import Random

from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.schema.rules import Clause, Component, Rule
from teaching.knowledge.statements import Claim, Literal, Tag
from tests.knowledge import small
from tests.knowledge.brute import Brute, Complete

BOUND = 4
TICKS = tuple(half / 2 for half in range(-1, 2 * BOUND + 2))
"""Values at which quantities are tried: all bounds in use are whole numbers from 0 to BOUND."""


def draw_pack(rng: Random, measured: bool = False) -> Pack:
    """A pack of at most ten atoms with every kind of relation, clause and rule in it.

    With ``measured`` there is a quantity too, and hardly any findings beside it.
    """
    regions = rng.choice(
        [
            [small.region("hip")],
            [small.region("hip"), small.region("thigh", "muscle")],
            [small.region("hip"), small.region("neck", "joint", sided=False)],
            [small.region("neck", "joint", sided=False), small.region("thigh", "muscle")],
        ]
    )
    spots = {"joint": 0, "muscle": 0}
    for region in regions:
        spots[region.sort] += 2 if region.sided else 1
    budget = 3 if measured else 10
    findings: list[Finding] = [small.finding("g0")]
    budget -= 1
    while True:
        slug = f"f{len(findings)}"
        sorts = rng.choice([(), ("joint",), ("joint",), ("muscle",), ("joint", "muscle")])
        mirrored = bool(sorts) and rng.random() < 0.3
        cost = sum(spots[sort] for sort in sorts) if sorts else 1
        if cost > budget or len(findings) > 6:
            break
        budget -= cost
        if cost:
            findings.append(small.finding(slug, *sorts, mirrored=mirrored))
    findings = _related(rng, findings)
    components = [
        small.component(
            f"part{number}",
            *(_clause(rng, findings, at=sort) for _ in range(rng.choice([1, 1, 2, 3]))),
            at=sort,
            spread=rng.choice([None, None, 2]),
        )
        for number in range(rng.choice([1, 2, 2, 3]))
        for sort in [rng.choice([sort for sort, count in spots.items() if count])]
    ]
    rules = list(_rules(rng, findings, components, [s for s, count in spots.items() if count]))
    if measured:
        sorts = ("joint",) if rng.random() < 0.5 and 0 < spots["joint"] < 3 else ()
        findings.append(small.finding("onset", *sorts, quantity=True))
        for number in range(3):
            low, high = sorted(rng.sample(range(BOUND + 1), 2))
            ends = rng.choice([(low, high), (low, high), (low, None), (None, high)])
            window = small.interval("onset", *ends)
            rules.append(small.rule(f"window{number}", at=sorts, interval=window))
    return small.pack(regions, findings, components, rules)


def _related(rng: Random, findings: list[Finding]) -> list[Finding]:
    """The findings with relations between them; some make a finding impossible."""
    related = []
    for finding in findings:
        others = [other for other in findings if other is not finding]
        implies: list[Literal] = []
        contradicts: list[str] = []
        for other in others:
            chance = rng.random()
            if chance < 0.1:
                mirror = bool(finding.sorts) and bool(other.sorts) and rng.random() < 0.3
                implies.append(Literal(other.slug, rng.random() < 0.8, "mirror" if mirror else ""))
            elif chance < 0.17:
                contradicts.append(other.slug)
        related.append(
            finding.model_copy(
                update={"implies": tuple(implies), "contradicts": tuple(contradicts)}
            )
        )
    return related


def _clause(rng: Random, findings: list[Finding], at: str, anywhere: float = 0.0) -> Clause:
    """A clause that can be asked at a region of this sort (``""``: at none)."""
    literals = []
    for _ in range(rng.choice([1, 1, 2, 2, 3])):
        usable = [one for one in findings if not one.sorts or at in one.sorts or anywhere]
        finding = rng.choice(usable)
        where = ""
        if finding.sorts:
            if at not in finding.sorts or rng.random() < anywhere:
                where = "anywhere"
            elif rng.random() < 0.2:
                where = "mirror"
        literals.append(Literal(finding.slug, rng.random() < 0.75, where))
    literals = list(dict.fromkeys(literals))
    kind = rng.choice(["all", "all", "any", "any", "none", "not_all"])
    fact = f"F-{rng.randrange(10**6)}"
    if kind == "any":
        return small.clause(fact, any=literals, at_least=rng.randint(1, len(literals)))
    return small.clause(fact, **{kind: literals})


def _rules(
    rng: Random,
    findings: list[Finding],
    components: list[Component],
    sorts: list[str],
) -> list[Rule]:
    gate = [
        (),
        (small.clause("F-G", all=(Literal("g0"),)),),
        (_clause(rng, findings, "", anywhere=0.5),),
    ]
    rules = [
        small.rule(
            f"only-{component.slug}",
            gate=rng.choice(gate[:2]),
            composition=small.composition(component.slug),
        )
        for component in components
    ]
    rules.append(small.rule("several", gate=gate[1], composition=small.composition(at_least=2)))
    if len(components) > 1:
        both = [one.slug for one in rng.sample(components, 2)]
        rules.append(small.rule("two", gate=rng.choice(gate), composition=small.composition(*both)))
    for number in range(3):
        clauses = [_clause(rng, findings, "", anywhere=0.5) for _ in range(rng.choice([1, 2]))]
        rules.append(small.rule(f"flat{number}", clauses=clauses))
    placed = rng.choice(sorts)
    for number in range(2):
        clauses = [
            _clause(rng, findings, placed, anywhere=0.2) for _ in range(rng.choice([1, 2, 3]))
        ]
        rules.append(small.rule(f"placed{number}", at=(placed,), clauses=clauses))
    rules.append(small.rule("refused", gate=gate[1], never=small.never()))
    nested = rng.choice(rules[:-1])
    other = rng.choice([one for one in rules[:-1] if one.at in ((), nested.at)])
    rules.append(
        small.rule(
            "nested",
            at=nested.at,
            clauses=[_clause(rng, findings, placed if nested.at else "", anywhere=0.3)],
            concepts=(small.concepts(nested.concept),),
            no_concepts=(small.concepts(other.concept),) if rng.random() < 0.5 else (),
        )
    )
    return rules


def draw_lines(rng: Random, brute: Brute, state: Complete, share: float) -> list[list[Tag]]:
    """A case that is true of ``state``: each atom is told with the chance ``share``."""
    tags = []
    for slug, finding in brute.findings.items():
        for region in [""] if not finding.sorts else brute.spots:
            atom = brute.atom(slug, region)
            if atom is None or rng.random() > share:
                continue
            if finding.quantity:
                tags.append(_told(rng, slug, region, dict(state.values)[atom]))
            else:
                tags.append(Tag(slug, region, atom in state.present))
    rng.shuffle(tags)
    told: list[list[Tag]] = []
    while tags:
        count = rng.choice([1, 1, 2, 3])
        told.append(tags[:count])
        tags = tags[count:]
    return told


def _told(rng: Random, slug: str, region: str, value: float) -> Tag:
    """A value as it stands, or a range of whole numbers around it."""
    if rng.random() < 0.3 or not 0 < value < BOUND:
        return Tag(slug, region, True, value, value)
    low = rng.choice([tick for tick in range(BOUND + 1) if tick < value])
    high = rng.choice([tick for tick in range(BOUND + 1) if tick > value])
    return Tag(slug, region, True, float(low), float(high))


def claims(brute: Brute) -> list[Claim]:
    """Every claim that can be made in a pack."""
    found = []
    for rule in brute.rules.values():
        regions = [spot.id for spot in brute.spots.values() if spot.sort in rule.at]
        found += [Claim(rule.concept, region) for region in regions or [""]]
    for component in brute.components.values():
        found.append(Claim(component.slug))
        if not component.spread:
            found += [
                Claim(component.slug, spot.id)
                for spot in brute.spots.values()
                if spot.sort == component.at
            ]
    return found + [Claim(one.concept, one.at, holds=False) for one in found[:2]]
