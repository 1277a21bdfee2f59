"""What a learner may see of a case before the debrief: story and questions, never the key.

Stored vignettes never change: a story is put together once, when it is stored, and kept with its
row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from teaching.items.lightbox import LightBox
from teaching.items.models import Vignette
from teaching.knowledge.statements import Tag


@dataclass(frozen=True)
class ShownLine:
    pk: int
    position: int
    text: str
    tags: tuple[Tag, ...]
    fits: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class ShownStage:
    """A stage with its sentences and films; ``kind`` is the slug of the pack's stage.

    ``is_film`` where its kind shows films, though this patient's may show nothing (``box``).
    """

    pk: int
    index: int
    kind: str
    heading: str
    lines: tuple[ShownLine, ...]
    is_film: bool = False
    box: LightBox | None = None


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

    def opened(self, answered: Collection[int], read_to: int = 0) -> int:
        """The index of the last stage that is open, given the items answered and how far was read.

        A commitment opens the stage after its own. Where that one asks nothing the next is opened
        by reading on, and none lies beyond the decision that is due.
        """
        decision = self.decision(answered)
        if decision is None:
            return len(self.stages) - 1
        earned = max((one.stage + 1 for one in self.decisions if one.pk in answered), default=0)
        return min(decision.stage, max(earned, read_to))

    @property
    def lines(self) -> tuple[ShownLine, ...]:
        """Every sentence in story order; what lead-ins add comes after all stages."""
        return tuple(
            [line for stage in self.stages for line in stage.lines]
            + [line for decision in self.decisions for line in decision.added]
        )


STORY = TypeAdapter(Story)


@lru_cache(maxsize=2048)
def story(row: Vignette) -> Story:
    """The story of a stored vignette; no query, for the row brings it along."""
    return STORY.validate_python(row.shown)


def snapshot(told: Story) -> dict[str, Any]:
    """The story as the row keeps it."""
    kept: dict[str, Any] = STORY.dump_python(told, mode="json")
    return kept
