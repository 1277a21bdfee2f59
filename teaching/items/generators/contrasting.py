"""A short story and the turns offered for it: what the item models of change have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from random import Random

from teaching.items.generators import brief, telling
from teaching.items.generators.asking import layers
from teaching.items.generators.brief import Block, Patient, Told
from teaching.items.generators.item_models import Ground, Sketch
from teaching.items.generators.spots import Spot, placed
from teaching.items.generators.stock import CannotGenerate, Redraw, holds
from teaching.items.generators.wording import Words, sentence
from teaching.knowledge.schema.contrasts import Contrast, Contrasts, Setting, Turn
from teaching.knowledge.schema.generator.pictures import Sign
from teaching.knowledge.schema.vignettes import Difficulty, Item, Option, Vignette
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import State

RADICALS: Mapping[str, str] = {
    "story": "the kind of story: what it leaves open, or on which answer it settles",
    "regions": "where its bone lies",
    "findings": "which of the findings that may stand for one another it shows",
    "confounder": "findings that say nothing of the question, or tempt to another answer",
    "offered": "the findings that are offered",
    "key": "the finding that is right",
}
INCIDENTALS = "the person, the cause and level of the lesion, times, measures, and every wording"


@dataclass(frozen=True)
class Way:
    """A contrast with the turns offered and the one asked for."""

    contrast: Contrast
    offered: tuple[Turn, ...]
    key: Turn


def contrasts_of(ground: Ground) -> Contrasts:
    """Raises CannotGenerate where the pack has no such section."""
    if ground.pack.contrasts is None:
        raise CannotGenerate(f"the pack '{ground.pack.disease.slug}' has no contrasts")
    return ground.pack.contrasts


def ways(section: Contrasts, among: Sequence[Contrast]) -> tuple[Way, ...]:
    """Every turn to be asked for of every set once, so that in a round each has its turn.

    Raises CannotGenerate where there is none.
    """
    turns = {turn.slug: turn for turn in section.turns}
    found = tuple(
        Way(contrast, tuple(turns[slug] for slug in offered), turns[key])
        for contrast in among
        for offered in contrast.sets
        for key in offered
        if not contrast.keys or key in contrast.keys
    )
    if not found:
        raise CannotGenerate("the pack contrasts nothing of this kind")
    return found


@dataclass(frozen=True)
class Scene:
    """A short story with what it was drawn from."""

    spot: Spot
    patient: Patient
    words: Words
    told: Told
    first: Sign | None
    noise: tuple[Sign, ...]


def draw_scene(
    rng: Random,
    ground: Ground,
    setting: Setting,
    apart: Sequence[tuple[Tag, ...]] = (),
    also: Sequence[Tag] = (),
) -> Scene:
    """A patient and a story in which each of ``apart`` has lines of its own.

    ``also`` are findings that may come to light; the lesion lies above them too. Raises Redraw or
    Unsayable where the draw leads nowhere.
    """
    stock = ground.stock
    spot = brief.draw_spot(rng, stock, setting.sites)
    also = (*also, *setting.states, *(tag for tags in apart for tag in tags))
    patient = brief.draw_patient(rng, stock, (spot,), also, setting.flags)
    flags = patient.flags | spot.flags
    first = brief.draw_sign(rng, setting.first, flags)
    if setting.first and first is None:
        raise Redraw("no leading sign fits")
    noise = _noise(rng, setting, flags)
    own = {tag for tags in apart for tag in tags}
    said = (*setting.states, *(first.states if first else ()))
    said = tuple(tag for tag in said if tag not in own)
    blocks = [Block(tags, spot) for tags in (said, *(one.states for one in noise), *apart) if tags]
    words = telling.words_of(rng, stock, patient)
    return Scene(spot, patient, words, brief.tell(rng, stock, patient, words, blocks), first, noise)


NOISE = (1, 2, 2)
"""How often a short story tells none, one or two of the findings that say nothing of the question,
as weights."""


def _noise(rng: Random, setting: Setting, flags: Set[str]) -> tuple[Sign, ...]:
    """Findings that say nothing of the question, no two of them about the same thing."""
    wanted = rng.choices(range(len(NOISE)), NOISE)[0]
    chosen: list[Sign] = []
    about: set[str] = set()
    left = list(setting.noise)
    while left and len(chosen) < wanted:
        sign = left.pop(rng.randrange(len(left)))
        findings = {tag.finding for tag in sign.states}
        if holds(sign.needs, flags) and about.isdisjoint(findings):
            chosen.append(sign)
            about |= findings
    return tuple(chosen)


def sketch(
    ground: Ground, rng: Random, way: Way, name: str, label: str, lead_ins: Sequence[str]
) -> Sketch:
    """The question: which of the turns offered does what is asked?

    Where the contrast's story has an answer, each turn takes the place of a line; otherwise it is
    one finding more. Raises Redraw where the lines do not prove it.
    """
    stock, contrast = ground.stock, way.contrast
    settled = bool(contrast.answer)
    apart = tuple(dict.fromkeys(turn.instead for turn in way.offered)) if settled else ()
    also = [tag for turn in way.offered for tag in turn.states]
    scene = draw_scene(rng, ground, contrast, apart, also)
    half = Spot(scene.spot.regions, rng.choice(("left", "right")))
    options = []
    for turn in way.offered:
        spot = half if turn.of_one else scene.spot
        replaced = scene.told.lines[Block(turn.instead, scene.spot)] if settled else ()
        options.append(
            Option(
                text=sentence(_fill(scene.words, rng.choice(turn.texts), spot)),
                adds=placed(turn.states, spot),
                replaces=replaced,
                key=turn is way.key,
                rationale=turn.says,
                facts=turn.facts,
            )
        )
    settles = _fill(scene.words, way.key.settles, scene.spot)
    item = Item(
        slug=contrast.axis,
        axis=contrast.axis,
        label=label,
        after=scene.told.last,
        lead_in=rng.choice(lead_ins).replace("{settles}", settles),
        layers=layers(stock, way.key.facts),
        basis="change",
        rests_on=tuple(scene.spot.claim(claim) for claim in way.key.makes),
        options=tuple(sorted(options, key=lambda option: option.text.casefold())),
    )
    vignette = question(rng, ground, scene, name, item)
    _check_story(ground, vignette, way, scene.spot)
    return Sketch(vignette, {**radicals(contrast, scene), **_offered(way)})


def _fill(words: Words, text: str, spot: Spot) -> str:
    """Places in full, whatever the story spoke of last."""
    words.last = None
    words.named.clear()
    return words.fill(text, spot)


def question(rng: Random, ground: Ground, scene: Scene, name: str, item: Item) -> Vignette:
    """The story with its one item."""
    level: Difficulty = ("easy", "medium", "hard")[len(scene.noise)]
    return Vignette(
        slug=name,
        title=rng.choice(ground.stock.generator.titles),
        difficulty=level,
        pronoun="he" if scene.patient.person.pronoun == "he" else "she",
        stages=scene.told.stages,
        items=(item,),
    )


def _check_story(ground: Ground, vignette: Vignette, way: Way, spot: Spot) -> None:
    """What the story establishes by itself: its answer where it has one, and otherwise nothing of
    what any turn would make; nor does another turn than the key settle what it would elsewhere."""
    lines = [line.tags for stage in vignette.stages for line in stage.lines]
    # Asked for as the proof will ask for it, so that the case is read once.
    knowledge, case = ground.knowledge, ground.knowledge.case(lines, lines)
    for claim in way.contrast.answer:
        if knowledge.judge(case, spot.claim(claim)).state is not State.ESTABLISHED:
            raise Redraw(f"the story does not establish '{claim}'")
    if way.contrast.answer:
        return
    for claim in way.key.makes:
        if knowledge.judge(case, spot.claim(claim)).state is not State.OPEN:
            raise Redraw(f"the story does not leave '{claim}' open")
    for turn in way.offered:
        if turn.makes == way.key.makes:
            continue  # the proof asks whether it makes that
        added = placed(turn.states, spot)
        then = knowledge.case([*lines, added], [*lines, added])
        claims = [spot.claim(claim) for claim in turn.makes]
        if knowledge.judge_all(then, claims).state is State.ESTABLISHED:
            raise Redraw(f"'{turn.slug}' settles the story as well")


def radicals(setting: Setting, scene: Scene) -> dict[str, str]:
    return {
        "story": setting.slug,
        "regions": ", ".join(scene.spot.ats),
        "findings": _stated((scene.first,) if scene.first else ()),
        "confounder": _stated(scene.noise),
    }


def _offered(way: Way) -> dict[str, str]:
    return {"offered": ", ".join(turn.slug for turn in way.offered), "key": way.key.slug}


def _stated(signs: Sequence[Sign]) -> str:
    return ", ".join(sorted(str(tag) for sign in signs for tag in sign.states))
