"""What a learner may see of a case before the debrief: story and questions, never the key.

Stored vignettes never change, so a story is read once per process and kept.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch

from teaching.items.models import Item, Line, LineTag, Option, Vignette, VignetteStage
from teaching.knowledge.statements import Tag


@dataclass(frozen=True)
class ShownLine:
    pk: int
    position: int
    text: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class ShownStage:
    """A stage with its sentences; ``kind`` is the slug of the pack's stage."""

    pk: int
    index: int
    kind: str
    heading: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True)
class ShownOption:
    pk: int
    number: int
    text: str


@dataclass(frozen=True)
class Decision:
    """One question. ``stage`` is the index of the stage it is asked after; ``added`` are the
    sentences its lead-in states beyond the story."""

    pk: int
    slug: str
    number: int
    axis: str
    label: str
    stage: int
    lead_in: str
    layers: tuple[str, ...]
    added: tuple[ShownLine, ...]
    options: tuple[ShownOption, ...]


@dataclass(frozen=True)
class Story:
    """A case as it is taken: stages that open one after the other, and decisions between them."""

    pk: int
    disease: int
    title: str
    difficulty: str
    stages: tuple[ShownStage, ...]
    decisions: tuple[Decision, ...]

    def decision(self, answered: Collection[int]) -> Decision | None:
        """The decision that is open, given the items answered; None when all are."""
        for decision in self.decisions:
            if decision.pk not in answered:
                return decision
        return None

    def opened(self, answered: Collection[int]) -> int:
        """The index of the last stage that is open."""
        decision = self.decision(answered)
        return len(self.stages) - 1 if decision is None else decision.stage

    @property
    def lines(self) -> tuple[ShownLine, ...]:
        """Every sentence in story order; what lead-ins add comes after all stages."""
        return tuple(
            [line for stage in self.stages for line in stage.lines]
            + [line for decision in self.decisions for line in decision.added]
        )


@lru_cache(maxsize=2048)
def story(row: Vignette) -> Story:
    """The story of a stored vignette: five queries the first time, none after that."""
    by_stage: dict[int, list[ShownLine]] = {}
    by_item: dict[int, list[ShownLine]] = {}
    tags = LineTag.objects.select_related("finding")
    lines = Line.objects.filter(vignette=row).prefetch_related(Prefetch("tags", queryset=tags))
    for line in lines:
        shown = ShownLine(
            line.pk,
            line.position,
            line.text,
            tuple(
                Tag(tag.finding.slug, tag.at, tag.is_present, tag.low, tag.high)
                for tag in line.tags.all()
            ),
        )
        if line.item_id is None:
            by_stage.setdefault(line.stage_id, []).append(shown)
        else:
            by_item.setdefault(line.item_id, []).append(shown)
    options: dict[int, list[ShownOption]] = {}
    for option in Option.objects.filter(item__vignette=row).order_by("item", "position"):
        offered = options.setdefault(option.item_id, [])
        offered.append(ShownOption(option.pk, len(offered) + 1, option.text))
    stages = tuple(
        ShownStage(
            stage.pk,
            index,
            stage.stage.slug,
            stage.heading,
            tuple(by_stage.get(stage.pk, ())),
        )
        for index, stage in enumerate(
            VignetteStage.objects.filter(vignette=row).select_related("stage")
        )
    )
    index_of = {stage.pk: stage.index for stage in stages}
    decisions = tuple(
        Decision(
            item.pk,
            item.slug,
            number,
            item.axis.slug,
            item.axis.label,
            index_of[item.stage_id],
            item.lead_in,
            tuple(item.layers),
            tuple(by_item.get(item.pk, ())),
            tuple(options.get(item.pk, ())),
        )
        for number, item in enumerate(
            Item.objects.filter(vignette=row).select_related("axis"), start=1
        )
    )
    return Story(row.pk, row.disease_id, row.title, row.difficulty, stages, decisions)
