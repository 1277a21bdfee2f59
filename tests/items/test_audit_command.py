"""``manage.py audit``: the table, what a failing bot lives on, and the exit."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from teaching.items.generators.item_models import Ground, ItemModel, Sketch
from teaching.items.management.commands import audit
from tests.items.banks import Sheet, bank

STROKE = Path(__file__).parents[1] / "packs" / "acute-stroke"
COUNT = 400


def model(slug: str, cue=None) -> ItemModel:
    drawn = bank(COUNT, cue=cue)

    def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
        return (Sketch(drawn[seed % COUNT], {"question": str(seed % COUNT)}),)

    return ItemModel(slug, slug, 1, "", {"question": "which"}, "", sketch)


def longer(sheet: Sheet) -> None:
    sheet.each(lambda text, is_key: f"{text} and its branches" if is_key else text)


@pytest.fixture
def stroke(db) -> None:
    call_command("loadpack", STROKE, verbosity=0)


def run(**options) -> str:
    out = StringIO()
    try:
        call_command("audit", stdout=out, stderr=StringIO(), **options)
    except CommandError as refusal:
        out.write(f"REFUSED {refusal}")
    return out.getvalue()


def test_a_clean_model_passes_with_a_line_for_each_bot(stroke, monkeypatch):
    monkeypatch.setattr(audit, "MODELS", (model("nerves"),))

    told = run(n=COUNT)

    assert "nerves: 400 questions, guessing gets 25.0%." in told
    assert told.count(" to ") == 14
    assert "BEYOND" not in told
    assert "REFUSED" not in told


def test_a_cue_fails_and_what_it_rests_on_is_named(stroke, monkeypatch):
    monkeypatch.setattr(audit, "MODELS", (model("clean"), model("cued", longer)))

    told = run(n=COUNT)

    assert "It takes the longest option." in told
    assert "and its branches”: right " in told
    assert told.endswith("beyond chance: cued.")


def test_a_pack_that_gives_a_model_nothing_is_no_failure(stroke):
    told = run(model="form-from-case", n=20)

    assert "form-from-case: nothing to draw from: the pack 'acute-stroke' has no generator." in told
    assert "REFUSED" not in told


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"model": "tea-leaves"}, "There is no item model 'tea-leaves'"),
        ({"n": 1}, "--n has to be 2 or more"),
        ({"disease": "scurvy"}, "There is no disease 'scurvy'"),
    ],
)
def test_what_cannot_be_audited_is_refused(stroke, options, reason):
    assert f"REFUSED {reason}" in run(**options)
