"""Stored vignettes as the pack had them, key and rationales included: for authors, never a page."""

from __future__ import annotations

from teaching.items import models
from teaching.items.answers import answers
from teaching.items.rereading import restore
from teaching.items.showing import ShownLine, story
from teaching.knowledge.models import Disease
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette, VignetteStage


def restore_all(disease: Disease) -> tuple[Vignette, ...]:
    """The published written vignettes, as the pack had them."""
    rows = models.Vignette.objects.filter(disease=disease, state=models.State.PUBLISHED).written()
    return tuple(restore(row) for row in rows)


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
