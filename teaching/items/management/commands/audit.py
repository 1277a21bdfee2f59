"""``manage.py audit``: let bots that understand nothing play the questions of each item model."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching.items.auditing import Row, audit
from teaching.items.bots import BOTS
from teaching.items.generators.item_models import Ground, ItemModel, Question
from teaching.items.generators.registry import MODELS, UnknownModel, model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.knowledge.schema import Pack

FRUITLESS = 100
"""After so many seeds in a row without a new question a model has no more to give."""
STEP = 25
"""Questions between two looks at the progress line."""


class Command(BaseCommand):
    help = (
        "Draw questions of every item model and let bots play them that never understand one:"
        " by length, wording, position, grammar and so on. Prints what each gets right beside what"
        " guessing would, with an interval that allows for all bots of a model, and fails if one"
        " is beyond chance, naming what it lives on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--disease", help="slug of one disease; all of them without it")
        parser.add_argument("--model", help="one item model; all of them without it")
        parser.add_argument("--n", type=int, default=600, help="questions a model (600)")
        parser.add_argument("--seed", type=int, default=1, help="the first seed (1)")

    def handle(
        self, *args: Any, disease: str | None, model: str | None, n: int, seed: int, **options: Any
    ) -> None:
        if n < 2:
            raise CommandError("An audit needs at least two questions: --n 2.")
        try:
            models = (model_of(model),) if model else MODELS
        except UnknownModel as unknown:
            raise CommandError(str(unknown)) from unknown
        diseases = Disease.objects.filter(slug=disease) if disease else Disease.objects.all()
        if not diseases:
            raise CommandError("No such disease is loaded. Load one with: manage.py loadpack PATH")
        failed = 0
        for row in diseases:
            pack, knowledge = packs.cached(row)
            self.stdout.write(f"\n{row.name}")
            failed += self.audit(Ground(pack, knowledge), models, n, seed)
        if failed:
            raise CommandError(f"{failed} bot{'s' if failed != 1 else ''} beyond chance.")

    def audit(self, ground: Ground, models: Sequence[ItemModel], n: int, seed: int) -> int:
        """How many bots are beyond chance."""
        bank = {}
        for model in models:
            try:
                drawn = self.draw(ground, model, n, seed)
            except CannotGenerate as reason:
                self.stdout.write(f"\n{model.slug}: no questions. {reason}")
                continue
            bank[model.slug] = [question.vignette for question in drawn]
        rows = audit(bank, places(ground.pack))
        for slug, own in groupby(rows, key=lambda row: row.model):
            self.show(slug, list(own))
        return sum(row.is_cued for row in rows)

    def draw(self, ground: Ground, model: ItemModel, n: int, seed: int) -> list[Question]:
        """So many questions that differ in their radicals, or as many as there are.

        Raises CannotGenerate where there are none.
        """
        found: dict[tuple[tuple[str, str], ...], Question] = {}
        last: CannotGenerate | None = None
        fruitless = 0
        while len(found) < n and fruitless < FRUITLESS:
            before = len(found)
            try:
                for question in model.draw(ground, seed):
                    found.setdefault(tuple(sorted(question.radicals.items())), question)
            except CannotGenerate as reason:
                last = reason
            seed += 1
            fruitless = 0 if len(found) > before else fruitless + 1
            if len(found) // STEP > before // STEP:
                self.progress(f"{model.slug}: {min(len(found), n)} of {n} drawn")
        self.progress(f"{model.slug}: {min(len(found), n)} of {n} drawn", ending="\n")
        if not found:
            raise last or CannotGenerate("nothing was drawn")
        return list(found.values())[:n]

    def progress(self, text: str, ending: str = "\r") -> None:
        self.stderr.write(text, style_func=str, ending=ending)

    def show(self, slug: str, rows: Sequence[Row]) -> None:
        score = rows[0].score
        self.stdout.write(
            f"\n{slug}: {score.count} questions, chance {score.chance:.1%}; the intervals hold for"
            f" all {len(rows)} bots together (95 %)"
        )
        for row in rows:
            low, high = row.interval
            verdict = "BEYOND CHANCE" if row.is_cued else "chance"
            self.stdout.write(
                f"  {row.bot:<12} {row.score.accuracy:>6.1%}  ({low:.1%} to {high:.1%})  {verdict}"
            )
            if row.is_cued:
                self.stdout.write(f"      It {BOTS[row.bot].plan}.")
            for trait in row.traits:
                self.stdout.write(
                    f"      {trait.says}: right {trait.right:.0f} of {trait.taken:.0f} times,"
                    f" guessing {trait.expected:.0f}"
                )


def places(pack: Pack) -> list[str]:
    """Words by which an option may name a site: regions, and the bones there."""
    words = pack.generator.words if pack.generator else ()
    bones = (text for word in words if word.slot == "bone" for text in (*word.one, *word.both))
    return list(dict.fromkeys([*(region.name for region in pack.disease.regions), *bones]))
