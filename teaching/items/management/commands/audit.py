"""``manage.py audit``: let bots that understand nothing play the questions of each item model."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from itertools import groupby, islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching.items import bank, offered
from teaching.items.auditing import Row, audit, audit_posed
from teaching.items.bots import BOTS
from teaching.items.generators import drawing
from teaching.items.generators.item_models import Ground, ItemModel
from teaching.items.generators.registry import MODELS, UnknownModel, model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.items.management.diseases import chosen
from teaching.items.management.progress import Progress
from teaching.items.posing import places_of
from teaching.knowledge.models import Disease
from teaching.knowledge.schema.vignettes import Vignette

DRAWN = 600


class Command(BaseCommand):
    help = (
        "Draw questions of every item model, or take those the bank has published, and let bots"
        " play them that never understand one: by length, wording, position, grammar and so on."
        " Prints what each gets right beside what guessing would, with an interval that allows for"
        " all bots of a model, and fails if one is beyond chance, naming what it lives on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        models = ", ".join(model.slug for model in MODELS)
        parser.add_argument("--model", default="all", help=f"all (default), or one of: {models}")
        parser.add_argument(
            "--stored",
            action="store_true",
            help="play all published questions of the bank, instead of drawing any",
        )
        parser.add_argument(
            "--n", type=int, help=f"questions drawn of each model ({DRAWN}); not with --stored"
        )
        parser.add_argument("--seed", type=int, help="the first seed (1); not with --stored")
        parser.add_argument("--disease", help="slug of one disease; all of them without it")

    def handle(
        self,
        *args: Any,
        model: str,
        stored: bool,
        n: int | None,
        seed: int | None,
        disease: str | None,
        **options: Any,
    ) -> None:
        if stored and (n is not None or seed is not None):
            raise CommandError("--n and --seed draw questions; --stored draws none.")
        if n is not None and n < 2:
            raise CommandError("--n has to be 2 or more: bots learn from one half.")
        try:
            models = MODELS if model == "all" else (model_of(model),)
        except UnknownModel as error:
            raise CommandError(str(error)) from error
        cued: list[Row] = []
        for row in chosen(disease):
            self.stdout.write(row.name)
            if stored:
                rows = self.play_stored(row, models)
            else:
                drawn = DRAWN if n is None else n
                rows = self.play(bank.ground_of(row), models, drawn, 1 if seed is None else seed)
            for text in told(rows):
                self.stdout.write(text)
            cued += [one for one in rows if one.is_cued]
        if cued:
            count = f"{len(cued)} bots are" if len(cued) > 1 else "One bot is"
            named = ", ".join(dict.fromkeys(one.model for one in cued))
            raise CommandError(f"{count} beyond chance: {named}.")

    def play(self, ground: Ground, models: Sequence[ItemModel], n: int, seed: int) -> list[Row]:
        drawn: dict[str, list[Vignette]] = {}
        for model in models:
            progress = Progress(self.stderr)
            own = drawn[model.slug] = []
            try:
                for question in islice(drawing.different(ground, model, seed), n):
                    own.append(question.vignette)
                    progress.say(f"  {model.slug}: {len(own)} of {n} drawn")
            except CannotGenerate as error:
                self.stdout.write(f"  {model.slug}: nothing to draw from: {error}.")
            progress.done()
        return audit(drawn, places_of(ground.pack))

    def play_stored(self, disease: Disease, models: Sequence[ItemModel]) -> list[Row]:
        progress = Progress(self.stderr)

        def report(offer: offered.Offer) -> None:
            progress.say(f"  {offer.read} of {offer.total} read")

        offer = offered.published(disease, [model.slug for model in models], report)
        progress.done()
        if not offer.total:
            self.stdout.write("  No question of these models is published.")
        if offer.unreadable:
            self.stdout.write(f"  {offer.unreadable} cannot be read; manage.py verify says why.")
        return audit_posed(offer.questions)


def told(rows: Sequence[Row]) -> list[str]:
    """The rows as a table for each item model; below a bot that fails, what it lives on."""
    lines: list[str] = []
    for model, own in groupby(rows, key=lambda row: row.model):
        bots = list(own)
        score = bots[0].score
        lines.append(
            f"\n  {model}: {score.count} question{'' if score.count == 1 else 's'},"
            f" guessing gets {score.chance:.1%}."
            f" The intervals hold for {len(bots)} bots together (95 %)."
        )
        for row in bots:
            low, high = row.interval
            verdict = "BEYOND CHANCE" if row.is_cued else "chance"
            lines.append(
                f"    {row.bot:<12} {row.score.accuracy:>6.1%}  {low:>6.1%} to {high:>6.1%}"
                f"  {verdict}"
            )
            if row.is_cued:
                lines.append(f"        It {BOTS[row.bot].plan}.")
            lines += [
                f"        {trait.says}: right {trait.right:.0f} of {trait.taken:.0f} times,"
                f" by guessing {trait.expected:.0f}"
                for trait in row.traits
            ]
    return lines
