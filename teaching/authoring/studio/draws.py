"""Cases and questions drawn for an author to keep, drop or edit. Pure: drawn anew from what the
address says, and nothing is stored until one is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms

from teaching.items.admitting import admit
from teaching.items.generators import unfolding
from teaching.items.generators.item_models import Fruitless, Ground
from teaching.items.generators.registry import MODELS, model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.items.models import Difficulty
from teaching.knowledge.schema.vignettes import Difficulty as Level
from teaching.knowledge.schema.vignettes import Vignette

CASE = "case"
MOST = 8
"""So many are shown at once."""
TRIES = 60
"""So many seeds are looked at for them."""
SEEDS = 2**31


@dataclass(frozen=True)
class Drawn:
    """One of them. ``seed`` and ``place`` draw it again."""

    vignette: Vignette
    seed: int
    place: int
    key: str
    opening: str
    questions: tuple[str, ...]
    warnings: int


class DrawForm(forms.Form):
    """What to draw. ``key`` is the concept that is to be right."""

    what = forms.ChoiceField(label="What", required=False)
    key = forms.ChoiceField(label="Right is", required=False)
    difficulty = forms.ChoiceField(
        choices=[("", "Any"), *Difficulty.choices], required=False, label="Difficulty"
    )
    count = forms.IntegerField(
        label="How many",
        min_value=1,
        max_value=MOST,
        initial=4,
        widget=forms.NumberInput(attrs={"class": "field"}),
    )
    seed = forms.IntegerField(min_value=0, max_value=SEEDS, required=False)

    def __init__(self, data: Any, ground: Ground) -> None:
        super().__init__(data)
        what = [(CASE, "A case, stage by stage"), *((one.slug, one.name) for one in MODELS)]
        concepts = [(one.slug, one.name) for one in ground.pack.concepts if not one.mistake]
        for name, choices in (("what", what), ("key", [("", "Anything"), *concepts])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - both are
            field.choices = choices


def found(ground: Ground, asked: dict[str, Any]) -> tuple[tuple[Drawn, ...], int]:
    """As many as are asked for, as far as TRIES seeds give them, and the seed to go on from."""
    seed, count = asked.get("seed") or 0, asked["count"]
    out: list[Drawn] = []
    for here in range(seed, seed + TRIES):
        out += [one for one in _at(ground, asked, here) if _fits(ground, asked, one)]
        if len(out) >= count:
            return tuple(out[:count]), here + 1
    return tuple(out), seed + TRIES


def again(ground: Ground, asked: dict[str, Any], place: int) -> Vignette | None:
    """The one at a seed and place; None where there is none."""
    every = list(_at(ground, asked, asked.get("seed") or 0))
    return every[place].vignette if place < len(every) else None


def _at(ground: Ground, asked: dict[str, Any], seed: int) -> Iterator[Drawn]:
    what, level = asked.get("what") or CASE, asked.get("difficulty") or ""
    try:
        if what == CASE:
            yield _case(ground, asked.get("key", ""), level, seed)
            return
        for place, question in enumerate(model_of(what).draw(ground, seed)):
            yield _shown(ground, question.vignette, seed, place)
    except (CannotGenerate, Fruitless):
        return


def _case(ground: Ground, key: str, level: str, seed: int) -> Drawn:
    """A case for the key; without one, for the keys in turn."""
    every = unfolding.keys(ground.pack, level or None)
    wanted = key if key in every else every[seed % len(every)]
    if key and key not in every:
        raise CannotGenerate(f"no case is drawn for '{key}'")
    levels = [one.value for one in Difficulty]
    difficulty = cast("Level", level or levels[seed // len(every) % len(levels)])
    drawn = unfolding.draw(
        ground.knowledge, ground.pack, key=wanted, difficulty=difficulty, seed=seed
    )
    return _shown(ground, drawn, seed, 0)


def _shown(ground: Ground, vignette: Vignette, seed: int, place: int) -> Drawn:
    lines = [line.text for stage in vignette.stages for line in stage.lines]
    right = [option.text for item in vignette.items for option in item.options if option.key]
    return Drawn(
        vignette,
        seed,
        place,
        " · ".join(right),
        " ".join(lines[:2]),
        tuple(item.lead_in for item in vignette.items),
        sum(flaw.severity == "warning" for flaw in admit(ground, vignette).flaws),
    )


def _fits(ground: Ground, asked: dict[str, Any], drawn: Drawn) -> bool:
    level, key = asked.get("difficulty"), asked.get("key")
    if level and drawn.vignette.difficulty != level:
        return False
    if not key or (asked.get("what") or CASE) == CASE:
        return True
    claims = {
        claim.concept
        for item in drawn.vignette.items
        for option in item.options
        if option.key
        for claim in option.claims
        if claim.holds
    }
    return key in claims
