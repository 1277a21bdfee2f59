"""Generated cases per second on one core, proof and rationales included.

The figure that can be compared between machines is the ratio to a bare baseline taken in the same
run: building and validating the finished vignettes alone, nothing drawn, worded or proved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from teaching.items import twins
from teaching.items.generators import unfolding
from teaching.items.generators.drafts import Draft
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.vignettes import Difficulty, Vignette

PACK = Path(__file__).parents[1] / "fixtures" / "nho"
CASES = 1_000
ASKED = 40
"""Cases whose wrong forms are twinned."""
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


def run(count: int = CASES) -> Iterator[str]:
    """The lines of the table."""
    pack = read(PACK).pack
    if pack is None:
        raise ValueError("the pack does not load; see manage.py loadpack --check")
    knowledge = Knowledge.of(pack)
    keys = unfolding.keys(pack)

    def draw(seed: int) -> tuple[Vignette, Draft]:
        key = keys[seed % len(keys)]
        difficulty = DIFFICULTIES[seed // len(keys) % len(DIFFICULTIES)]
        return unfolding.drawn(knowledge, pack, key=key, difficulty=difficulty, seed=seed)

    for seed in range(len(keys) * 3):
        draw(count + seed)

    start = process_time()
    told = [draw(seed) for seed in range(count)]
    drawing = process_time() - start
    cases, drafts = [case for case, _ in told], [draft for _, draft in told]

    plain = [case.model_dump() for case in cases]
    start = process_time()
    for one in plain:
        Vignette.model_validate(one)
    building = process_time() - start

    asked = [
        (case, item.slug, option)
        for case in cases[:ASKED]
        for item in case.items
        for option in item.options
        if item.axis == "form" and not option.key
    ]
    start = process_time()
    found = [twins.twin(knowledge, pack, *one) for one in asked]
    twinning = process_time() - start

    items = sum(len(case.items) for case in cases)
    yield f"cases drawn, told and proved    {count / drawing:7.0f} per second"
    yield f"items with proof                {items / drawing:7.0f} per second"
    yield f"bare vignettes, only built      {count / building:7.0f} per second"
    yield f"a case costs                    {drawing / building:7.1f} bare vignettes"
    yield (
        f"twins of wrong forms            {1000 * twinning / len(asked):7.1f} ms each,"
        f" {sum(twin is not None for twin in found)} of {len(asked)} found"
    )
    radicals = {(keys[seed % len(keys)], *draft.drawn) for seed, draft in enumerate(drafts)}
    counts = Counter(key for key, *_ in radicals)
    yield f"distinct radicals in {count} draws: {len(radicals)}"
    drawn = Counter(keys[seed % len(keys)] for seed in range(count))
    for key in keys:
        yield f"  {key:28} {counts[key]:5} of {drawn[key]}"
