"""Proved vignettes into rows, many at a time: a table is filled by one statement for all of them.

Rows of the tables that hold most name what they belong to by its id: to set the object takes three
times as long.

What to store and whether is decided elsewhere (``vignettes``, ``bank``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from teaching.items import explaining, films
from teaching.items.inserting import insert
from teaching.items.lightbox import LightBox
from teaching.items.models import Item, Line, LineTag, Option, Vignette, VignetteStage
from teaching.items.proving import Proof, Script
from teaching.items.showing import (
    Decision,
    ShownLine,
    ShownOption,
    ShownStage,
    Story,
    snapshot,
)
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge import schema

AT_ONCE = 200
"""So many stories are written by one statement."""


@dataclass
class Entry:
    """A vignette on its way into the tables: its row (not saved yet), its proofs, its films."""

    row: Vignette
    vignette: schema.vignettes.Vignette
    proofs: Sequence[Proof]
    hung: Sequence[LightBox | None]
    stages: list[VignetteStage] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    options: list[list[Option]] = field(default_factory=list)


def record(words: Vocabulary, pack: schema.Pack, entries: Sequence[Entry]) -> None:
    """Store them all. To be called inside a transaction; an IntegrityError stores none."""
    insert(Vignette.objects, [entry.row for entry in entries])
    for entry in entries:
        entry.stages = _stages(words, entry)
    insert(VignetteStage.objects, [row for entry in entries for row in entry.stages])
    for entry in entries:
        entry.items = _items(words, entry)
    insert(Item.objects, [row for entry in entries for row in entry.items])
    for entry in entries:
        entry.lines = _lines(entry)
    insert(Line.objects, [row for entry in entries for row in entry.lines])
    insert(LineTag.objects, [row for entry in entries for row in _tags(words, entry)])
    for entry in entries:
        entry.options = [
            [
                Option(item_id=item.pk, position=number, text=answer.option.text)
                for number, answer in enumerate(proof.options)
            ]
            for item, proof in zip(entry.items, entry.proofs, strict=True)
        ]
    insert(
        Option.objects, [row for entry in entries for offered in entry.options for row in offered]
    )
    explaining.store_answers(
        words,
        [
            explaining.Told(item, offered, proof, entry.stages)
            for entry in entries
            for item, offered, proof in zip(entry.items, entry.options, entry.proofs, strict=True)
        ],
    )
    for entry in entries:
        entry.row.shown = snapshot(_with_films(_story(entry), pack, entry.hung))
    Vignette.objects.bulk_update([entry.row for entry in entries], ["shown"], batch_size=AT_ONCE)


def _stages(words: Vocabulary, entry: Entry) -> list[VignetteStage]:
    return [
        VignetteStage(
            vignette=entry.row,
            stage=words.stages[stage.stage],
            position=number,
            heading=stage.heading or words.stages[stage.stage].name,
        )
        for number, stage in enumerate(entry.vignette.stages)
    ]


def _items(words: Vocabulary, entry: Entry) -> list[Item]:
    stages = entry.vignette.stages
    by_slug = {one.stage: entry.stages[i] for i, one in reversed(list(enumerate(stages)))}
    return [
        Item(
            vignette=entry.row,
            axis=words.axes[item.axis] if item.axis else None,
            stage=by_slug[item.after] if item.after else None,
            slug=item.slug,
            position=number,
            label=item.label or "",
            lead_in=item.lead_in,
            layers=list(item.layers),
            basis=item.basis,
            others=item.others,
            rests_on=[str(claim) for claim in item.rests_on],
            fits=[str(tag) for tag in item.fits],
        )
        for number, item in enumerate(entry.vignette.items)
    ]


def _lines(entry: Entry) -> list[Line]:
    """The sentences in the order in which proofs count them."""
    script = Script.of(entry.vignette)
    return [
        Line(
            vignette_id=entry.row.pk,
            stage_id=entry.stages[stage].pk if stage >= 0 else None,
            item_id=None if adder is None else entry.items[adder].pk,
            position=position,
            text=line.text,
            fits=[str(tag) for tag in line.fits],
        )
        for position, (line, stage, adder) in enumerate(
            zip(script.lines, script.stage_of, script.item_of, strict=True)
        )
    ]


def _tags(words: Vocabulary, entry: Entry) -> list[LineTag]:
    script = Script.of(entry.vignette)
    return [
        LineTag(
            line_id=entry.lines[i].pk,
            finding_id=words.findings[tag.finding].pk,
            position=position,
            at=tag.at,
            is_present=tag.present,
            low=tag.low,
            high=tag.high,
        )
        for i, tags in enumerate(script.tags)
        for position, tag in enumerate(tags)
    ]


def _story(entry: Entry) -> Story:
    """The story as pages show it, from the rows just stored. It names no key."""
    script = Script.of(entry.vignette)
    row = entry.row
    shown = [
        ShownLine(line.pk, i, line.text, script.lines[i].tags, script.lines[i].fits)
        for i, line in enumerate(entry.lines)
    ]
    places = list(zip(shown, script.stage_of, script.item_of, strict=True))
    return Story(
        row.pk,
        row.disease_id,
        row.title,
        row.difficulty,
        tuple(
            ShownStage(
                stage.pk,
                index,
                stage.stage.slug,
                stage.heading,
                tuple(line for line, at, adder in places if at == index and adder is None),
            )
            for index, stage in enumerate(entry.stages)
        ),
        tuple(
            Decision(
                item.pk,
                item.slug,
                number + 1,
                item.axis.slug if item.axis else "",
                item.label or (item.axis.label if item.axis else ""),
                item.stage.position if item.stage else -1,
                item.lead_in,
                tuple(item.layers),
                tuple(line for line, _, adder in places if adder == number),
                tuple(
                    ShownOption(option.pk, place, option.text)
                    for place, option in enumerate(offered, start=1)
                ),
            )
            for number, (item, offered) in enumerate(zip(entry.items, entry.options, strict=True))
        ),
    )


def _with_films(told: Story, pack: schema.Pack, hung: Sequence[LightBox | None]) -> Story:
    """The story with what its stages show on films."""
    stages = (
        replace(stage, is_film=films.is_filmed(pack, stage.kind), box=box)
        for stage, box in zip(told.stages, hung, strict=True)
    )
    return replace(told, stages=tuple(stages))
