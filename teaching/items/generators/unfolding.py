"""The first item model: an unfolding case with its decisions, drawn, told, asked and proved."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from teaching.items.generators import asking, drafting, telling
from teaching.items.generators.blueprints import Blueprint, draw_blueprint
from teaching.items.generators.dice import Dice
from teaching.items.generators.drafts import Draft
from teaching.items.generators.stock import CannotGenerate, Redraw, Stock, stock_of
from teaching.items.generators.wording import Unsayable
from teaching.knowledge.cases import Case
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Difficulty, Vignette, VignetteStage
from teaching.knowledge.verdicts import Contradiction, State

DRAWS = 40
"""So often a draw that leads nowhere is drawn again."""


def keys(pack: Pack, difficulty: str | None = None) -> tuple[str, ...]:
    """The concepts a case can be drawn for, forms and mimics alike; with a difficulty those that
    have a pattern for it. Raises CannotGenerate where there is none."""
    stock = stock_of(pack)
    if difficulty is None:
        return stock.keys
    known = {p.key for p in stock.generator.patterns if difficulty in p.difficulties}
    found = tuple(key for key in stock.keys if key in known)
    if not found:
        raise CannotGenerate(f"no pattern is '{difficulty}'")
    return found


def draw(
    knowledge: Knowledge,
    pack: Pack,
    *,
    key: str,
    difficulty: Difficulty,
    seed: int,
) -> Vignette:
    """A proved case whose answer is ``key``. The same arguments give the same case everywhere.

    Raises CannotGenerate where the pack's generator does not know the key, or where forty draws
    in a row lead nowhere.
    """
    return drawn(knowledge, pack, key=key, difficulty=difficulty, seed=seed)[0]


def drawn(
    knowledge: Knowledge,
    pack: Pack,
    *,
    key: str,
    difficulty: Difficulty,
    seed: int,
) -> tuple[Vignette, Draft]:
    """The case together with what was drawn for it."""
    stock = stock_of(pack)
    level = _level(stock, key, difficulty)
    name = f"{pack.disease.slug}/{key}/{level}/{seed}"
    # What is asked and offered is settled first: a draw that fails must not change it.
    blueprint = settled(pack, key=key, difficulty=difficulty, seed=seed)
    last: Exception | None = None
    for attempt in range(DRAWS):
        rng = Dice(f"{name}/{attempt}")
        try:
            return _attempt(rng, knowledge, stock, blueprint, level, seed)
        except (Redraw, Unsayable, Contradiction) as error:
            last = error
    raise CannotGenerate(f"no case for '{key}' ({level}, seed {seed}): {last}") from last


def settled(pack: Pack, *, key: str, difficulty: Difficulty, seed: int) -> Blueprint:
    """What a case of these arguments asks and offers, before there is a patient; at little cost.

    Raises CannotGenerate as :func:`draw` does for an unknown key.
    """
    stock = stock_of(pack)
    level = _level(stock, key, difficulty)
    name = f"{pack.disease.slug}/{key}/{level}/{seed}"
    return draw_blueprint(Dice(f"{name}/asked"), stock, key, level)


def _level(stock: Stock, key: str, difficulty: Difficulty) -> Difficulty:
    """The difficulty, or for a key that is never drawn at it the nearest one that it has."""
    if key not in stock.keys:
        raise CannotGenerate(f"'{key}' cannot be drawn; known are {', '.join(stock.keys)}")
    known = {d for p in stock.generator.patterns if p.key == key for d in p.difficulties}
    levels: tuple[Difficulty, ...] = (difficulty, "medium", "hard", "easy")
    return next(level for level in levels if level in known)


def _attempt(
    rng: Random,
    knowledge: Knowledge,
    stock: Stock,
    blueprint: Blueprint,
    difficulty: Difficulty,
    seed: int,
) -> tuple[Vignette, Draft]:
    key = blueprint.pattern.key
    draft = drafting.draw_draft(rng, stock, blueprint, difficulty)
    words = telling.words_of(rng, stock, draft)
    stages = telling.tell(rng, stock, draft, words)
    case_at = cases_at(knowledge, stages)
    items = asking.ask(rng, knowledge, stock, draft, words, case_at)
    _check_unfolds(knowledge, stock, draft, case_at)
    vignette = Vignette(
        slug=f"patient-{_number(stock, key, difficulty, seed)}",
        title=rng.choice(stock.generator.titles),
        difficulty=difficulty,
        pronoun="he" if draft.person.pronoun == "he" else "she",
        stages=stages,
        items=items,
    )
    return vignette, draft


def _number(stock: Stock, key: str, difficulty: str, seed: int) -> str:
    """A neutral name: it tells neither key nor difficulty."""
    name = f"{stock.pack.disease.slug}/{key}/{difficulty}/{seed}"
    return f"{Random(name).getrandbits(40):010x}"  # noqa: S311


def cases_at(knowledge: Knowledge, stages: tuple[VignetteStage, ...]) -> Callable[[str], Case]:
    """The case after each stage, scopes read over the whole story."""
    whole = [line.tags for stage in stages for line in stage.lines]

    @cache
    def case_at(slug: str) -> Case:
        shown = 0
        for stage in stages:
            shown += len(stage.lines)
            if stage.stage == slug:
                break
        lines = [tags if i < shown else () for i, tags in enumerate(whole)]
        return knowledge.case(lines, whole)

    return case_at


def _check_unfolds(
    knowledge: Knowledge, stock: Stock, draft: Draft, case_at: Callable[[str], Case]
) -> None:
    """The answer may not be out before the last stage is seen."""
    stages = stock.generator.stages
    after = stock.questions[draft.pattern.axis].after
    before = stages.index(after) - 1
    if before < 0:
        return
    claim = draft.spots[0].claim(draft.pattern.claim)
    if knowledge.judge(case_at(stages[before]), claim).state is State.ESTABLISHED:
        raise Redraw("the answer is out too early")
