"""How many flaws the linter finds, how often it cries wolf, and what an item costs.

Over the public set of flawed and mended questions (``tests/items/flaws/``). *Found*: the flawed
version on which its own rule fires. *Alarm*: the mended version on which its own rule fires, or any
rule at error level. *Held*: pairs kept out of the tuning; ``docs/linter.md`` says what they gave at
first sight. Times are of generated questions with their stories, all rules on both: their sentences
met before, new to a process that has linted others of the model, and with every cache emptied.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from teaching.items.generators import unfolding
from teaching.items.linting import (
    RULES,
    STORY_RULES,
    Lexicon,
    lexicon_of,
    lint,
    lint_story,
    story_of,
)
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.vignettes import Vignette
from tests.items.linting.paired import Pair, pairs, readable, score

PACK = Path(__file__).parents[1] / "fixtures" / "nho"
RECALL, ALARMS = 0.95, 0.05
WARM, TIMED = 300, 200
"""Questions linted before the clock runs, and while it does."""
BEFORE, NEW = 0.12, 0.3
"""Milliseconds that all rules may take on a drawn question with its story."""


def run() -> Iterator[str]:
    """The lines of the tables."""
    yield from _found(readable())
    yield from _beyond([pair for pair in pairs() if pair.beyond_text])
    yield from _times()


def _beyond(some: list[Pair]) -> Iterator[str]:
    found = score(some)
    yield (
        f"{found.count} more pairs that only knowledge of the world can tell, not counted above:"
        f" recall {found.recall:.2f}, false alarms {found.alarms:.2f}"
    )


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
    drawn = [case.model_copy(update={"items": case.items[-1:]}) for case in cases]
    _each(drawn[:WARM], words)
    timed = drawn[WARM:]
    new = _each(timed, words)
    again = min((_each(timed, words) for _ in range(5)), key=median)
    forgotten = []
    for one in timed:
        _forget()
        forgotten += _each([one], words)
    for label, took, most in (
        ("its sentences met before", again, BEFORE),
        ("new to the process", new, NEW),
        ("every cache emptied first", forgotten, None),
    ):
        middle = 1e3 * median(took)
        wanted = "" if most is None else f", {middle / most:.2f} × the {most} ms wanted at most"
        yield f"a drawn question, {label:26}{middle:7.3f} ms{wanted}"


def _each(some: list[Vignette], words: Lexicon) -> list[float]:
    """Seconds for all rules on each vignette, from building what they read to the last flaw."""
    took = []
    for one in some:
        begun = perf_counter()
        story = story_of(one, words)
        lint_story(story)
        for asked in story.asked:
            lint(asked)
        took.append(perf_counter() - begun)
    return took


def _forget() -> None:
    """Empty every cache of the linter."""
    for name, module in list(sys.modules.items()):
        if name.startswith("teaching.items.linting"):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()
