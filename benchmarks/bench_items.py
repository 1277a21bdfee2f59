"""Item models: questions drawn, proved and linted per second on one core, and how many there are.

``rate`` counts questions that may enter the bank: drawn with their rationales, proved with the
supporting lines of every option, linted. The bare baseline of the same run formats the same stems
and options as text and does nothing else; ``÷ bare`` is how many of those one question costs.

``distinct`` counts by radicals. The counts per key and per kind of case stand beside every total.
``python3 dev.py bench items`` draws 300 of each model; ``BENCH_ITEMS=6000`` as many as that says.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from teaching.items import similarity
from teaching.items.admitting import admit
from teaching.items.generators.item_models import Fruitless, Ground, ItemModel, Question
from teaching.items.generators.registry import MODELS
from teaching.items.management import memory
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.vignettes import Vignette

PACK = Path(__file__).parents[1] / "fixtures" / "nho"
QUESTIONS = int(os.environ.get("BENCH_ITEMS", "300"))
WARM = 40
"""Questions drawn before the clock starts."""
AGAIN = 20
"""So often the bare baseline is repeated, for it is quick."""


def run(count: int = QUESTIONS) -> Iterator[str]:
    """The lines of the table."""
    pack = read(PACK).pack
    if pack is None:
        raise ValueError("the pack does not load; see manage.py loadpack --check")
    ground = Ground(pack, Knowledge.of(pack))
    with memory.kept():
        yield from measured(ground, count)


def measured(ground: Ground, count: int) -> Iterator[str]:
    """The same; what stays is left out of the rubbish collector's search, as in filling a bank."""
    yield f"{'':24}{'admitted':>9}{'of':>7}{'rate/s':>8}{'÷ bare':>8}{'distinct':>10}{'alike':>7}"
    total = spent = distinct = 0.0
    for model in MODELS:
        measured = Measured(ground, model, count)
        yield from measured.lines(ground)
        total, spent = total + len(measured.admitted), spent + measured.seconds
        distinct += len(measured.radicals)
    yield f"{'all':24}{total:9.0f}{'':7}{total / spent:8.0f}{'':8}{distinct:10.0f}"


class Measured:
    """One model, drawn so often."""

    def __init__(self, ground: Ground, model: ItemModel, count: int) -> None:
        self.model = model
        for seed in range(count, count + WARM):
            for question in draw(ground, model, seed):
                admit(ground, question.vignette)
        memory.keep()
        self.drawn: list[Question] = []
        self.admitted: list[Question] = []
        seed = 0
        start = process_time()
        while len(self.drawn) < count and seed < 2 * count:
            for question in draw(ground, model, seed):
                self.drawn.append(question)
                if admit(ground, question.vignette).is_admitted:
                    self.admitted.append(question)
            seed += 1
        self.seconds = process_time() - start
        start = process_time()
        for _ in range(AGAIN):
            for question in self.drawn:
                bare(question.vignette)
        self.bare = (process_time() - start) / AGAIN
        self.radicals = {tuple(sorted(one.radicals.items())) for one in self.admitted}

    def lines(self, ground: Ground) -> Iterator[str]:
        each = self.seconds / max(1, len(self.drawn))
        reading = similarity.Reading(ground.pack.disease)
        alike = similarity.variety(
            [reading.features(one.vignette.slug, one.vignette) for one in self.admitted]
        )
        yield (
            f"{self.model.slug:24}{len(self.admitted):9}{len(self.drawn):7}"
            f"{len(self.admitted) / self.seconds:8.0f}"
            f"{each / (self.bare / max(1, len(self.drawn))):8.0f}{len(self.radicals):10}"
            f"{alike.cosine.mean:7.2f}"
        )
        for name in ("key", "kind"):
            if name in self.model.radicals:
                counts = Counter(dict(one)[name] for one in self.radicals)
                most = ", ".join(f"{what or 'none'} {n}" for what, n in counts.most_common(8))
                yield f"    by {name} ({len(counts)}): {most}"


def draw(ground: Ground, model: ItemModel, seed: int) -> tuple[Question, ...]:
    try:
        return model.draw(ground, seed)
    except Fruitless:
        return ()


def bare(vignette: Vignette) -> str:
    """The question as text."""
    told = " ".join(line.text for stage in vignette.stages for line in stage.lines)
    (item,) = vignette.items
    options = "\n".join(f"{n}. {option.text}" for n, option in enumerate(item.options, start=1))
    return f"{told}\n{item.lead_in}\n{options}"
