"""Two columns asked after a story: one concept is named, the other is what the patient shows.

Pure. The story is drawn like that of a case with one question, up to the stage at which it proves
the concept that the question here does not name.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from teaching.items.generators import blueprints, columns, drafting, telling
from teaching.items.generators.blueprints import Blueprint
from teaching.items.generators.columns import Design, Manner, Pair
from teaching.items.generators.item_models import DRAWS, Ground, Sketch
from teaching.items.generators.recital import Told
from teaching.items.generators.stock import Redraw, Stock
from teaching.items.linting.echoes import Hearing
from teaching.items.linting.sentences import read
from teaching.knowledge.reasoning import State
from teaching.knowledge.schema.vignettes import Difficulty, VignetteStage

DECIDING = frozenset({"kind", "window", "region", "sign", "confounder"})
"""What of a patient changes the answer or the difficulty; the rest is told besides."""
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


def pairs(ground: Ground, manner: Manner) -> tuple[Pair, ...]:
    """The pairs of which a story of the pack can show one."""
    if ground.pack.generator is None:
        return ()
    return tuple(pair for pair in columns.pairs(ground, manner) if _keys(ground, pair))


def question(
    rng: Random, ground: Ground, seed: int, manner: Manner, among: tuple[Pair, ...]
) -> Sketch:
    """A patient and the question. Raises Redraw where the two do not go together."""
    design = columns.draw_design(rng, among)
    key = rng.choice(_keys(ground, design.pair))
    story = _story(rng, ground, key, rng.choice(DIFFICULTIES))
    return _asked(rng, ground, seed, manner, design, story)


def _asked(
    rng: Random, ground: Ground, seed: int, manner: Manner, design: Design, story: Told
) -> Sketch:
    """The question after this story, with other rows where one of those drawn echoes it alone.

    A story costs more than a question: it is kept while the rows are drawn again.
    """
    for _ in range(DRAWS):
        try:
            return columns.question(rng, ground, seed, manner, design, story)
        except Redraw as error:
            last = error
            design = columns.draw_design(rng, (design.pair,))
    raise last


def _story(rng: Random, ground: Ground, key: str, difficulty: Difficulty) -> Told:
    """A patient who proves the key by its own name. Raises Redraw where the draw does not."""
    stock = ground.stock
    blueprint, level = _blueprint(rng, stock, key, difficulty)
    draft = drafting.draw_draft(rng, stock, blueprint, level)
    words = telling.words_of(rng, stock, draft)
    after = stock.questions[draft.pattern.axis].after
    stages = telling.tell(rng, stock, draft, words, last=after)
    claim = draft.spots[0].claim(draft.pattern.claim)
    lines = [line.tags for stage in stages for line in stage.lines]
    # Asked for as the proof will ask for it, so that the case is read once.
    verdict = ground.knowledge.judge(ground.knowledge.case(lines, lines), claim)
    if verdict.state is not State.ESTABLISHED:
        raise Redraw(f"the story does not prove '{claim}'")
    return Told(
        title=rng.choice(stock.generator.titles),
        pronoun="he" if draft.person.pronoun == "he" else "she",
        stages=stages,
        after=after,
        rests_on=(claim,),
        radicals={
            "shown": key,
            "story": ", ".join(what for kind, what in draft.drawn if kind in DECIDING),
            "difficulty": level,
        },
        hearing=_hearing(ground, stages),
    )


def _hearing(ground: Ground, stages: Sequence[VignetteStage]) -> Hearing:
    sentences = [line.text for stage in stages for line in stage.lines]
    return Hearing([read(sentence, ground.lexicon) for sentence in sentences], ground.lexicon)


def _blueprint(
    rng: Random, stock: Stock, key: str, difficulty: Difficulty
) -> tuple[Blueprint, Difficulty]:
    """A kind of case that is asked for the key by its own name, and nothing else; as near to the
    difficulty as its kinds allow. Raises Redraw where there is none."""
    own = [one for one in stock.generator.patterns if one.key == key and one.claim.concept == key]
    known = {level for one in own for level in one.difficulties}
    levels: tuple[Difficulty, ...] = (difficulty, "medium", "hard", "easy")
    level = next((one for one in levels if one in known), difficulty)
    pattern = blueprints.pick(rng, [one for one in own if level in one.difficulties])
    shares = pattern.windows or stock.pictures[pattern.uses[0].picture].windows
    window = stock.windows[blueprints.pick(rng, shares).window]
    question = stock.questions[pattern.axis]
    asked = {question.axis: blueprints.asked_of(rng, question, key, pattern.sets)}
    return Blueprint(pattern, window, asked), level


def _keys(ground: Ground, pair: Pair) -> tuple[str, ...]:
    """The concepts of a pair that a story can prove."""
    known = set(ground.stock.keys)
    return tuple(one.slug for one in (pair.first, pair.second) if one.slug in known)
