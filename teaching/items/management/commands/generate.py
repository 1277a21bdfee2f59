"""``manage.py generate``: fill the item bank with proved and linted questions."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching.items import bank
from teaching.items.generators.item_models import ItemModel
from teaching.items.generators.registry import MODELS, PATIENTS, UnknownModel, model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.items.management import memory
from teaching.items.management.diseases import chosen
from teaching.items.management.progress import Progress
from teaching.knowledge.models import Disease

SHOWN = 12
"""So many kinds of case are counted by name; the rest are summed up."""


class Command(BaseCommand):
    help = (
        "Draw new questions of an item model, prove and lint them, and store those that nothing"
        " stands against. They wait as drafts, unless their item model is approved."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        models = ", ".join(model.slug for model in MODELS)
        parser.add_argument("--model", default="all", help=f"all (default), or one of: {models}")
        parser.add_argument("--n", type=int, default=100, help="new questions of each model (100)")
        parser.add_argument("--seed", type=int, default=0, help="the first seed (0)")
        parser.add_argument("--disease", help="slug of one disease; all of them without it")
        parser.add_argument(
            "--once",
            action="store_true",
            help="pass over models of which the bank holds something already",
        )
        parser.add_argument(
            "--approve",
            action="store_true",
            help="approve each model in its present version, which publishes its questions; with"
            " all models, also the drawing of patients for learners",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["n"] < 1:
            raise CommandError("--n has to be 1 or more.")
        try:
            models = MODELS if options["model"] == "all" else (model_of(options["model"]),)
        except UnknownModel as error:
            raise CommandError(str(error)) from error
        for disease in chosen(options["disease"]):
            self.stdout.write(f"{disease.name}")
            for model in models:
                if options["once"] and bank.tally(disease, model).total:
                    self.stdout.write(f"  {model.slug}: the bank holds some already.")
                    if options["approve"]:
                        bank.approve(disease, model, by=None)
                    continue
                self.fill(disease, model, options["n"], options["seed"], options["approve"])
            if options["approve"] and options["model"] == "all":
                bank.approve(disease, PATIENTS, by=None)

    def fill(self, disease: Disease, model: ItemModel, n: int, seed: int, approve: bool) -> None:
        progress = Progress(self.stderr)

        def report(receipt: bank.Receipt) -> None:
            progress.say(f"  {model.slug}: {receipt.added} of {n} stored, seed {receipt.seed}")
            memory.keep()

        try:
            with memory.kept():
                receipt = bank.fill(disease, model, n, seed, report)
        except CannotGenerate as error:
            progress.done()
            self.stdout.write(f"  {model.slug}: nothing to draw from: {error}.")
            return
        progress.done()
        if approve:
            bank.approve(disease, model, by=None)
        for text in told(disease, model, receipt):
            self.stdout.write(f"  {text}")


def told(disease: Disease, model: ItemModel, receipt: bank.Receipt) -> list[str]:
    """What was done, and what the bank now holds of the model, by key and by kind of case."""
    refused = sum(receipt.refused.values())
    lines = [
        f"{model.slug}: {receipt.added} stored of {receipt.drawn} drawn ({receipt.known} known"
        f" already, {receipt.surplus} beyond their key's share, {refused} refused,"
        f" {receipt.fruitless} seeds without any); last seed {receipt.seed}."
    ]
    if receipt.is_exhausted:
        lines.append(f"  The model has no more: {bank.PATIENCE} seeds in a row gave nothing new.")
    lines += [f"  refused {count} ×: {why}" for why, count in sorted(receipt.refused.items())]
    held = bank.tally(disease, model)
    for name, counts in held.by.items():
        lines.append(f"  {held.total} in the bank, by {name}: {listed(counts)}")
    return lines


def listed(counts: Counter[str]) -> str:
    """The commonest with their numbers."""
    most = counts.most_common(SHOWN)
    rest = counts.total() - sum(count for _, count in most)
    named = [f"{name or 'none'} {count}" for name, count in most]
    return ", ".join(named + ([f"{len(counts) - len(most)} others {rest}"] if rest else []))
