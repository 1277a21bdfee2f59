"""Item model: what a finding rules out. One to three findings are shown; which of the concepts
offered is no longer possible, while all the others are?"""

from __future__ import annotations

from random import Random

from teaching.items.generators import contrasting
from teaching.items.generators.asking import layers, option, rationale
from teaching.items.generators.contrasting import Scene
from teaching.items.generators.item_models import Ground, ItemModel, Sketch, neutral_slug
from teaching.items.generators.stock import CannotGenerate, Redraw
from teaching.items.generators.wording import sentence
from teaching.knowledge.cases import Case
from teaching.knowledge.schema.contrasts import Excluded, Exclusion
from teaching.knowledge.schema.vignettes import Item, Option
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import State


def _sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    found = ground.once(_every)
    exclusion, key = found[seed % len(found)]
    way = rng.choice(key.by)
    scene = contrasting.draw_scene(rng, ground, exclusion, (way,), way)
    item = _item(ground, rng, scene, exclusion, key)
    vignette = contrasting.question(
        rng, ground, scene, neutral_slug(ground, MODEL.slug, seed), item
    )
    radicals = {
        **contrasting.radicals(exclusion, scene),
        "findings": ", ".join(map(str, way)),
        "key": key.claim.concept,
    }
    return (Sketch(vignette, radicals),)


def _every(ground: Ground) -> tuple[tuple[Exclusion, Excluded], ...]:
    """Every answer with the list it stands in. Raises CannotGenerate where there is none."""
    found = tuple(
        (exclusion, answer)
        for exclusion in contrasting.contrasts_of(ground).exclusions
        for answer in exclusion.answers
    )
    if not found:
        raise CannotGenerate("the pack lists nothing that one finding rules out")
    return found


def _item(ground: Ground, rng: Random, scene: Scene, exclusion: Exclusion, key: Excluded) -> Item:
    lines = [line.tags for stage in scene.told.stages for line in stage.lines]
    case = ground.knowledge.case(lines, lines)
    options = [
        _option(ground, rng, scene, case, one, is_key=one is key) for one in exclusion.answers
    ]
    (right,) = (option for option in options if option.key)
    return Item(
        slug=exclusion.axis,
        axis=exclusion.axis,
        label=MODEL.name,
        after=scene.told.last,
        lead_in=rng.choice(exclusion.lead_ins),
        layers=layers(ground.stock, right.facts),
        basis="findings",
        others="not-established",
        options=tuple(sorted(options, key=lambda option: option.text.casefold())),
    )


def _option(
    ground: Ground, rng: Random, scene: Scene, case: Case, answer: Excluded, *, is_key: bool
) -> Option:
    """The option, which claims that its concept is ruled out. Raises Redraw where the lines decide
    otherwise about it than they should."""
    held = scene.spot.claim(answer.claim)
    claim = Claim(held.concept, held.at, holds=False)
    verdict = ground.knowledge.judge(case, claim)
    if verdict.state is not (State.ESTABLISHED if is_key else State.OPEN):
        raise Redraw(f"'{claim}' is {verdict.state.value}")
    says, facts = rationale(verdict, is_key=True) if is_key else (answer.open, answer.facts)
    text = sentence(rng.choice(answer.texts))
    return option(text, claim, is_key, overclaims=False, says=says, facts=facts)


MODEL = ItemModel(
    slug="what-a-finding-rules-out",
    name="What a finding rules out",
    version=2,
    about=(
        "A few findings are shown, one of which rules out one of the concepts offered. The"
        " distractors are its neighbours, which stay open."
    ),
    radicals={
        name: text for name, text in contrasting.RADICALS.items() if name not in ("offered", "key")
    }
    | {"findings": "the finding that rules out", "key": "the concept that is ruled out"},
    incidentals=contrasting.INCIDENTALS,
    sketch=_sketch,
)
