"""A question as one meets it who understands nothing: words, their places, and which is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Option, Vignette


@dataclass(frozen=True)
class Posed:
    """``group`` tells questions of one kind (item model and axis); ``stem`` is the story shown so
    far; ``names`` are what the options claim, or their texts where they claim nothing; ``key`` is
    the index of the right option; ``places`` are words for sites; ``ids`` are the options' ids,
    their order where they have none."""

    group: str
    stem: str
    options: tuple[str, ...]
    names: tuple[str, ...]
    key: int
    places: tuple[str, ...] = ()
    lead_in: str = ""
    ids: tuple[int, ...] = ()

    @property
    def chance(self) -> float:
        return 1 / len(self.options)


def posed(vignette: Vignette, places: Sequence[str] = (), model: str = "") -> list[Posed]:
    """The questions of a vignette that have one key, with a story or without.

    ``model`` is the item model they come from: questions of two models are never of one kind.
    """
    found = []
    for item in vignette.items:
        shown: list[str] = []
        for stage in vignette.stages:
            shown += [line.text for line in stage.lines]
            if stage.stage == item.after:
                break
        keys = [index for index, option in enumerate(item.options) if option.key]
        if len(keys) != 1:
            continue
        about = item.axis or item.label or ""
        found.append(
            Posed(
                f"{model}/{about}" if model else about,
                " ".join([*shown, *(line.text for line in item.adds)]),
                tuple(option.text for option in item.options),
                tuple(map(_name, item.options)),
                keys[0],
                tuple(places),
                item.lead_in,
                tuple(range(len(item.options))),
            )
        )
    return found


def _name(option: Option) -> str:
    """What an option says, however it is worded: its concepts, or the findings it would add."""
    said = [claim.concept if claim.holds else f"not {claim.concept}" for claim in option.claims]
    said = said or [tag.finding if tag.present else f"not {tag.finding}" for tag in option.adds]
    return "+".join(said) or option.text


def places_of(pack: Pack) -> tuple[str, ...]:
    """Words by which an option may name a site: the pack's regions, and the bones there."""
    words = pack.generator.words if pack.generator else ()
    bones = [text for word in words if word.slot == "bone" for text in word.one]
    return tuple(dict.fromkeys([*(region.name for region in pack.disease.regions), *bones]))
