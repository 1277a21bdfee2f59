"""How many flaws the linter finds, how often it cries wolf, and what an item costs.

Over the public set of flawed and mended questions (``tests/items/flaws/``). *Found*: the flawed
version on which its own rule fires. *Alarm*: the mended version on which its own rule fires, or any
rule at error level. *Held*: pairs kept out of the tuning; ``docs/linter.md`` says what they gave at
first sight. Times are of generated items: new to the process, and seen before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from teaching.items.generators import unfolding
from teaching.items.linting import (
    RULES,
    STORY_RULES,
    asked_of,
    lexicon_of,
    lint,
    lint_vignette,
)
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from tests.items.linting.paired import Pair, pairs, score

PACK = Path(__file__).parents[1] / "fixtures" / "nho"
RECALL, ALARMS = 0.95, 0.05
WARM, TIMED = 300, 200
"""Cases linted before the clock runs, and while it does."""


def run() -> Iterator[str]:
    """The lines of the tables."""
    yield from _found(pairs())
    yield from _times()


def _found(some: tuple[Pair, ...]) -> Iterator[str]:
    yield f"{'rule':24}{'tuned':>6}{'recall':>8}{'alarms':>8}{'held':>10}{'recall':>8}{'alarms':>8}"
    short: list[str] = []
    names = [rule.id for rule in (*RULES, *STORY_RULES)]
    for name in [*names, ""]:
        own = [pair for pair in some if not name or pair.rule == name]
        tuned = score([pair for pair in own if not pair.held_out])
        held = score([pair for pair in own if pair.held_out])
        both = score(own)
        if name and (both.recall < RECALL or both.alarms > ALARMS):
            short.append(f"{name}: recall {both.recall:.2f}, false alarms {both.alarms:.2f}")
        yield (
            f"{name or 'all':24}{tuned.count:6}{tuned.recall:8.2f}{tuned.alarms:8.2f}"
            f"{held.count:10}{held.recall:8.2f}{held.alarms:8.2f}"
        )
    whole = score(list(some))
    yield (
        f"over all {whole.count} pairs: recall {whole.recall:.3f} (wanted ≥ {RECALL}),"
        f" false alarms {whole.alarms:.3f} (wanted ≤ {ALARMS})"
    )
    yield "falls short: " + ("; ".join(short) if short else "no rule")
    missed = [f"{pair.rule}/{pair.id}" for pair in some if not pair.found]
    yield "not found: " + (", ".join(missed) or "none")
    wolf = [
        f"{pair.rule}/{pair.id} ({', '.join(sorted({flaw.rule for flaw in pair.alarms}))})"
        for pair in some
        if pair.alarms
    ]
    yield "false alarms: " + (", ".join(wolf) or "none")
    mended = [pair.mended for pair in some if pair.mended.asked is not None]
    noisy = sum(bool(version.flaws()) for version in mended)
    yield f"mended questions on which any rule fires, warnings included: {noisy} of {len(mended)}"


def _times() -> Iterator[str]:
    pack = read(PACK).pack
    if pack is None:
        raise ValueError("the pack does not load; see manage.py loadpack --check")
    knowledge, words = Knowledge.of(pack), lexicon_of(pack)
    keys = unfolding.keys(pack)
    cases = [
        unfolding.draw(knowledge, pack, key=keys[i % len(keys)], difficulty="medium", seed=i)
        for i in range(WARM + TIMED)
    ]
    asked = [[asked_of(case, item, words) for item in case.items] for case in cases]
    for some in asked[:WARM]:
        for one in some:
            lint(one)
    new, again = (_each(asked[WARM:]) for _ in range(2))
    stories = []
    for case in cases[WARM:]:
        begun = perf_counter()
        lint_vignette(case, words)
        stories.append(perf_counter() - begun)
    yield f"an item, new to the process       {1e3 * median(new):7.3f} ms (median of {len(new)})"
    yield f"an item, its sentences seen before {1e3 * median(again):6.3f} ms"
    yield f"a whole story                     {1e3 * median(stories):7.3f} ms"


def _each(some: list[list]) -> list[float]:  # type: ignore[type-arg]
    took = []
    for questions in some:
        for one in questions:
            begun = perf_counter()
            lint(one)
            took.append(perf_counter() - begun)
    return took
