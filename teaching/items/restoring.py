"""Stored vignettes as the pack had them, key and rationales included: for authors, never a page."""

from __future__ import annotations

from teaching.items.models import Line, Vignette
from teaching.knowledge import schema
from teaching.knowledge.models import Disease
from teaching.knowledge.statements import Tag


def restore_all(disease: Disease) -> tuple[schema.Vignette, ...]:
    """The published written vignettes, as the pack had them."""
    return tuple(
        restore(row)
        for row in Vignette.objects.filter(disease=disease, is_published=True).written()
    )


def restore(row: Vignette) -> schema.Vignette:
    """A stored vignette as the pack had it, key and rationales included."""
    stages = list(row.stages.select_related("stage"))
    lines = list(row.lines.prefetch_related("tags__finding"))
    items = list(
        row.items.select_related("axis", "stage__stage", "key").prefetch_related(
            "options__rationale__citations__fact"
        )
    )
    return schema.Vignette(
        slug=row.slug,
        title=row.title,
        code=row.code or None,
        difficulty=row.difficulty,
        pronoun=row.pronoun,
        stages=tuple(
            schema.VignetteStage(
                stage=stage.stage.slug,
                heading=None if stage.heading == stage.stage.name else stage.heading,
                lines=tuple(
                    _line(line)
                    for line in lines
                    if line.stage_id == stage.pk and line.item_id is None
                ),
            )
            for stage in stages
        ),
        items=tuple(
            schema.Item(
                slug=item.slug,
                axis=item.axis.slug,
                after=item.stage.stage.slug,
                lead_in=item.lead_in,
                layers=tuple(item.layers),
                basis=item.basis,
                rests_on=tuple(item.rests_on),
                adds=tuple(_line(line) for line in lines if line.item_id == item.pk),
                options=tuple(
                    schema.Option(
                        text=option.text,
                        claims=tuple(option.rationale.claims),
                        key=option.pk == item.key.option_id,
                        rationale=option.rationale.text,
                        facts=tuple(c.fact.code for c in option.rationale.citations.all()),
                    )
                    for option in item.options.all()
                ),
                note=item.key.note or None,
            )
            for item in items
        ),
    )


def _line(line: Line) -> schema.Line:
    return schema.Line(
        text=line.text,
        tags=tuple(
            Tag(tag.finding.slug, tag.at, tag.is_present, tag.low, tag.high)
            for tag in line.tags.all()
        ),
    )
