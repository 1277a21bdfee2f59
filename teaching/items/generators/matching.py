"""Item model: extended matching. One list of options for several short patients, each of whom is a
question of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from teaching.items.generators import asking, brief, contrasting, telling
from teaching.items.generators.asking import layers
from teaching.items.generators.blueprints import pick
from teaching.items.generators.brief import Patient, Told
from teaching.items.generators.dice import Dice
from teaching.items.generators.item_models import Ground, ItemModel, Sketch, neutral_slug
from teaching.items.generators.shortening import shorten
from teaching.items.generators.spots import Spot
from teaching.items.generators.stock import CannotGenerate, Redraw, Stock, holds
from teaching.items.generators.wording import Unsayable, Words, sentence
from teaching.knowledge.cases import Case
from teaching.knowledge.schema.contrasts import Theme
from teaching.knowledge.schema.generator.patterns import Pattern
from teaching.knowledge.schema.generator.questions import Answer
from teaching.knowledge.schema.vignettes import Item, Option, Vignette
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import Contradiction, State

PATIENTS = (3, 5)
"""So few and so many patients share a list."""
PICTURES = 2
"""So many pictures a short story shows at most: all of them are needed for its answer."""
TRIES = 80
"""So often a patient is drawn anew before the whole set is."""


@dataclass(frozen=True)
class Listed:
    """One option as all patients of a set share it."""

    answer: Answer
    text: str


@dataclass(frozen=True)
class Shared:
    """What the patients of a set have in common; ``set`` names the set of options, if any."""

    theme: Theme
    listed: tuple[Listed, ...]
    set: str | None
    lead_in: str


def _sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    themes = contrasting.contrasts_of(ground).themes
    if not themes:
        raise CannotGenerate("the pack names no theme for a list of options")
    # What is offered and what is right is settled first: a draw that fails must not change it.
    plan = Dice(f"{ground.pack.disease.slug}/{MODEL.slug}/{seed}")
    shared = _shared(plan, ground.stock, themes[seed % len(themes)])
    keys = [
        (plan.choice(shared.listed), plan.randint(*shared.theme.lines))
        for _ in range(plan.randint(*PATIENTS))
    ]
    return tuple(
        _patient(ground, rng, shared, key, lines, neutral_slug(ground, MODEL.slug, seed, place))
        for place, (key, lines) in enumerate(keys)
    )


def _shared(rng: Random, stock: Stock, theme: Theme) -> Shared:
    """The options, in the order of their words, and the lead-in.

    Raises CannotGenerate where nothing is asked on the axis, or a set of options is not there.
    """
    question = stock.questions.get(theme.axis)
    if question is None:
        raise CannotGenerate(f"nothing is asked on the axis '{theme.axis}'")
    missing = set(theme.sets) - {one.slug for one in question.sets}
    if missing:
        raise CannotGenerate(f"no set of options is called '{min(missing)}'")
    sets = [one for one in question.sets if not theme.sets or one.slug in theme.sets]
    chosen = rng.choice(sets) if sets else None
    listed = [
        Listed(answer, sentence(answer.texts[0]))
        for answer in question.answers
        if chosen is None or answer.claim.concept in chosen.answers
    ]
    listed.sort(key=lambda one: one.text.casefold())
    lead_in = rng.choice(theme.lead_ins)
    return Shared(theme, tuple(listed), chosen.slug if chosen else None, lead_in)


def _patient(
    ground: Ground, rng: Random, shared: Shared, key: Listed, lines: int, name: str
) -> Sketch:
    """One of the patients, in so many lines. Raises Redraw where no draw leads anywhere."""
    last: Exception | None = None
    for _ in range(TRIES):
        try:
            return _drawn(ground, rng, shared, key, lines, name)
        except (Redraw, Unsayable, Contradiction) as error:
            last = error
    raise Redraw(f"no short patient for '{key.text}': {last}")


def _drawn(
    ground: Ground, rng: Random, shared: Shared, key: Listed, count: int, name: str
) -> Sketch:
    stock = ground.stock
    theme, concept = shared.theme, key.answer.claim.concept
    pattern = pick(rng, _kinds(stock, theme.axis, shared.set, concept))

    def claims_at(spot: Spot) -> list[Claim]:
        return list(_claims(pattern, spot, shared, key).values())

    short = shorten(rng, ground, pattern, claims_at, count - 1)
    patient, spots = short.patient, short.spots
    claims = _claims(pattern, spots[0], shared, key)
    words = telling.words_of(rng, stock, patient)
    told = brief.worded(rng, stock, patient, words, short.phrases)
    lines = [line.tags for stage in told.stages for line in stage.lines]
    case = ground.knowledge.case(lines, lines)
    options = tuple(
        _option(ground, case, one, claims[one.text], words, patient, spots[0], is_key=one is key)
        for one in shared.listed
    )
    (right,) = (option for option in options if option.key)
    item = Item(
        slug=shared.theme.axis,
        axis=shared.theme.axis,
        after=told.last,
        lead_in=shared.lead_in,
        layers=layers(stock, right.facts),
        basis="findings",
        options=options,
    )
    vignette = Vignette(
        slug=name,
        title=rng.choice(stock.generator.titles),
        difficulty="medium",
        pronoun="he" if patient.person.pronoun == "he" else "she",
        stages=told.stages,
        items=(item,),
    )
    return Sketch(vignette, _radicals(shared, key, pattern, spots, told))


@lru_cache(256)
def _kinds(stock: Stock, axis: str, offered: str | None, concept: str) -> tuple[Pattern, ...]:
    """The kinds of case in which this option of a set is right."""
    return tuple(
        pattern
        for pattern in stock.generator.patterns
        if pattern.axis == axis
        and pattern.claim.concept == concept
        and (not pattern.sets or offered in pattern.sets)
        and len(pattern.uses) <= PICTURES
    )


def _claims(pattern: Pattern, spot: Spot, shared: Shared, key: Listed) -> dict[str, Claim]:
    """What has to be proved of each option, by its text: the key holds, the others do not."""
    rivals = {claim.concept: claim for claim in pattern.rivals}
    found = {}
    for one in shared.listed:
        claim = spot.claim(rivals.get(one.answer.claim.concept, one.answer.claim))
        found[one.text] = Claim(claim.concept, claim.at, holds=one is key)
    return found


def _option(
    ground: Ground,
    case: Case,
    one: Listed,
    claim: Claim,
    words: Words,
    patient: Patient,
    spot: Spot,
    *,
    is_key: bool,
) -> Option:
    held = Claim(claim.concept, claim.at)
    verdict = ground.knowledge.judge(case, held)
    if verdict.state is not (State.ESTABLISHED if is_key else State.RULED_OUT):
        raise Redraw(f"'{held}' is {verdict.state.value}")
    says, facts = asking.rationale(verdict, is_key=is_key)
    if is_key:
        for remark in one.answer.right:
            if holds(remark.needs, patient.flags | spot.flags):
                facts = tuple(
                    dict.fromkeys(f for r in verdict.reasons if r.stance == "for" for f in r.facts)
                )
                says = words.fill(remark.says, spot)
                break
    rationale = f"{one.answer.says or ''} {says}".strip()
    cited = tuple(dict.fromkeys((*facts, *one.answer.facts)))
    return asking.option(one.text, held, is_key, one.answer.overclaims, rationale, cited)


def _radicals(
    shared: Shared, key: Listed, pattern: Pattern, spots: Sequence[Spot], told: Told
) -> Mapping[str, str]:
    lines = [line for stage in told.stages for line in stage.lines][1:]
    return {
        "offered": ", ".join(sorted(one.answer.claim.concept for one in shared.listed)),
        "key": key.answer.claim.concept,
        "kind": pattern.slug,
        "regions": ", ".join(at for spot in spots for at in spot.ats),
        "findings": ", ".join(sorted({str(tag) for line in lines for tag in line.tags})),
    }


MODEL = ItemModel(
    slug="extended-matching",
    name="Extended matching",
    version=2,
    about=(
        "One list of answers and three to five short patients; which answer fits each? An answer"
        " may be right for several of them or for none."
    ),
    radicals={
        "offered": "the answers of the list",
        "key": "the answer that is right",
        "kind": "the kind of case: which pictures it shows",
        "regions": "where they lie",
        "findings": "the findings that are told",
    },
    incidentals=contrasting.INCIDENTALS,
    sketch=_sketch,
)
