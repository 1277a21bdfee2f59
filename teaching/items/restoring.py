"""Stored vignettes as the pack had them, key and rationales included: for authors, never a page."""

from __future__ import annotations

from teaching.items import models
from teaching.items.answers import answers
from teaching.items.showing import ShownLine, story
from teaching.knowledge.models import Disease
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette, VignetteStage
from teaching.knowledge.statements import Tag


def restore_all(disease: Disease) -> tuple[Vignette, ...]:
    """The published written vignettes, as the pack had them."""
    return tuple(
        restore(row)
        for row in models.Vignette.objects.filter(
            disease=disease, state=models.State.PUBLISHED
        ).written()
    )


def retold(row: models.Vignette) -> Vignette:
    """A stored vignette from what is kept of it, as far as a proof needs it: with keys and
    rationales, without the editor's code. The row has its disease."""
    told = story(row)
    known = answers(row.pk, row.disease_id, row.disease.checksum)
    return Vignette(
        slug=row.slug,
        title=row.title,
        difficulty=row.difficulty,
        pronoun=row.pronoun,
        stages=tuple(
            VignetteStage(stage=stage.kind, heading=stage.heading, lines=_lines(stage.lines))
            for stage in told.stages
        ),
        items=tuple(
            Item(
                slug=asked.slug,
                axis=asked.axis or None,
                after=told.stages[asked.stage].kind if told.stages else None,
                lead_in=asked.lead_in,
                layers=asked.layers,
                basis=answer.basis,
                others=answer.others,
                rests_on=answer.rests_on,
                adds=_lines(asked.added),
                fits=answer.fits,
                options=tuple(
                    Option(
                        text=option.text,
                        **answer.rationales[option.pk].states,
                        key=option.pk == answer.key,
                        rationale=answer.rationales[option.pk].text,
                        facts=tuple(fact.code for fact in answer.rationales[option.pk].facts),
                    )
                    for option in asked.options
                ),
                note=answer.note or None,
            )
            for asked in told.decisions
            for answer in (known[asked.pk],)
        ),
    )


def _lines(shown: tuple[ShownLine, ...]) -> tuple[Line, ...]:
    return tuple(Line(text=line.text, tags=line.tags, fits=line.fits) for line in shown)


def restore(row: models.Vignette) -> Vignette:
    """A stored vignette as the pack had it, key and rationales included."""
    stages = list(row.stages.select_related("stage"))
    lines = list(row.lines.prefetch_related("tags__finding"))
    items = list(
        row.items.select_related("axis", "stage__stage", "key").prefetch_related(
            "options__rationale__citations__fact"
        )
    )
    return Vignette(
        slug=row.slug,
        title=row.title,
        code=row.code or None,
        difficulty=row.difficulty,
        pronoun=row.pronoun,
        stages=tuple(
            VignetteStage(
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
            Item(
                slug=item.slug,
                axis=item.axis.slug if item.axis else None,
                label=item.label or None,
                after=item.stage.stage.slug if item.stage else None,
                lead_in=item.lead_in,
                layers=tuple(item.layers),
                basis=item.basis,
                others=item.others,
                rests_on=tuple(item.rests_on),
                adds=tuple(_line(line) for line in lines if line.item_id == item.pk),
                fits=tuple(item.fits),
                options=tuple(
                    Option(
                        text=option.text,
                        **option.rationale.states,
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


def _line(line: models.Line) -> Line:
    return Line(
        text=line.text,
        tags=tuple(
            Tag(tag.finding.slug, tag.at, tag.is_present, tag.low, tag.high)
            for tag in line.tags.all()
        ),
        fits=tuple(line.fits),
    )
