"""The films of a case: composed once, when it is stored, and drawn from what was stored."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from teaching.film.drawing import draw
from teaching.film.parameters import Mark
from teaching.items.lightbox import LightBox
from teaching.items.picturing import light_box
from teaching.items.proving import Script
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.statements import Tag

drawn = lru_cache(maxsize=512)(draw)
"""Drawn once per process; a film says all that its drawing depends on."""


def hang(knowledge: Knowledge, pack: Pack, vignette: Vignette) -> tuple[LightBox | None, ...]:
    """What each stage of a vignette shows on films; None where it shows none.

    The seed comes from the slug, so that a case looks the same in every revision and clinic.
    """
    script = Script.of(vignette)
    seed = zlib.crc32(vignette.slug.encode())
    boxes: list[LightBox | None] = []
    for index, stage in enumerate(vignette.stages):
        if not is_filmed(pack, stage.stage):
            boxes.append(None)
            continue
        own = [
            tags if script.stage_of[i] == index and script.item_of[i] is None else ()
            for i, tags in enumerate(script.tags)
        ]
        statements = knowledge.statements(own, script.tags)
        boxes.append(light_box(knowledge, pack, statements, seed, lines=own))
    return tuple(boxes)


def is_filmed(pack: Pack, stage: str) -> bool:
    """Whether a stage is of the kind that shows a film: known before it opens."""
    return pack.film is not None and stage in pack.film.stages


def sample(knowledge: Knowledge, pack: Pack, pictured: tuple[Tag, ...]) -> LightBox | None:
    """The films of a typical patient, from tags alone: no case is shown."""
    lines = [pictured]
    return light_box(knowledge, pack, knowledge.statements(lines), seed=1, lines=lines)


def drawings(box: LightBox, prefix: str, marks: Mapping[int, int] | None = None) -> tuple[str, ...]:
    """The SVG of each view. ``prefix`` begins every id in them; ``marks`` are the debrief's
    numbers by line."""
    return tuple(
        drawn(
            replace(
                view,
                prefix=f"{prefix}-{index + 1}",
                is_half=len(box.views) > 1,
                marks=tuple(
                    dict.fromkeys(
                        Mark(marks[pointer.line], pointer.at, pointer.side)
                        for pointer in box.pointers
                        if marks and pointer.view == index and pointer.line in marks
                    )
                ),
            )
        )
        for index, view in enumerate(box.views)
    )
