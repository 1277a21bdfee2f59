"""How pages name what is counted: concepts, and kinds of question."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from teaching.items.generators.registry import MODELS
from teaching.items.models import Key, Origin, State
from teaching.knowledge import packs
from teaching.knowledge.models import Concept, Disease
from teaching.progress.subjects import CASE, kind_of


@dataclass(frozen=True)
class Topic:
    """A concept as pages name it. ``axis`` is a slug."""

    id: int
    slug: str
    name: str
    axis: str
    is_askable: bool
    """Whether a published question or case asks for it."""


def topics(disease: Disease) -> tuple[Topic, ...]:
    """The concepts of a disease that can be right, by axis and in the order of the pack: one
    query."""
    asks = Key.objects.filter(
        concept=OuterRef("pk"),
        item__vignette__state=State.PUBLISHED,
        item__vignette__made_for=None,
    )
    rows = Concept.objects.filter(disease=disease).select_related("axis", "rule")
    return tuple(
        Topic(one.pk, one.slug, one.name, one.axis.slug, vars(one)["is_askable"])
        for one in rows.annotate(is_askable=Exists(asks)).order_by("axis__position", "position")
        if not one.is_mistake
    )


def kinds(disease: Disease) -> dict[str, str]:
    """The names of the kinds of question by slug, item models first; those of a case are the
    decisions. No query beside the pack."""
    pack, _ = packs.cached(disease)
    return {
        **{model.slug: model.name for model in MODELS},
        **{kind_of(Origin.PACK, "", axis.slug): axis.label for axis in pack.disease.axes},
        CASE: "Case",
    }
