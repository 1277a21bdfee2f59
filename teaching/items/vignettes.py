"""Vignettes into rows. A stored vignette is one revision and is never changed.

A vignette whose content differs from the published revision becomes the next revision; the former
one is retired and stays for the attempts that refer to it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import transaction

from teaching.items import films
from teaching.items.explaining import store_answers
from teaching.items.lightbox import LightBox
from teaching.items.models import (
    Item,
    Line,
    LineTag,
    Option,
    Origin,
    Vignette,
    VignetteStage,
)
from teaching.items.proving import Script, prove
from teaching.items.showing import (
    Decision,
    ShownLine,
    ShownOption,
    ShownStage,
    Story,
    snapshot,
)
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge import packs, schema
from teaching.knowledge.models import Disease

if TYPE_CHECKING:
    from teaching.accounts.models import User


class NotProvedError(ValueError):
    """A vignette one of whose items is not proved is not stored; the message says why."""


@dataclass
class Stored:
    """What storing a pack's vignettes did, by slug."""

    added: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@transaction.atomic
def store_all(disease: Disease, vignettes: Sequence[schema.vignettes.Vignette]) -> Stored:
    """Make these the written vignettes of the disease, in this order. A second call with the same
    ones changes nothing. Raises NotProvedError, and then nothing is stored."""
    words = Vocabulary.of(disease)
    pack, knowledge = packs.cached(disease)
    rules = packs.rules_checksum(disease)
    published = {
        row.slug: row
        for row in Vignette.objects.filter(disease=disease, origin=Origin.PACK, is_published=True)
    }
    done = Stored()
    for position, vignette in enumerate(vignettes):
        row = published.pop(vignette.slug, None)
        hung = films.hang(knowledge, pack, vignette)
        if row is not None and row.checksum == checksum(rules, vignette, hung):
            if row.position != position:
                Vignette.objects.filter(pk=row.pk).update(position=position)
            done.unchanged.append(vignette.slug)
            continue
        if row is not None:
            retire(row)
        store(words, vignette, position=position)
        (done.revised if row is not None else done.added).append(vignette.slug)
    for row in published.values():
        retire(row)
        done.retired.append(row.slug)
    return done


def retire(vignette: Vignette) -> None:
    """Offer it no longer. Open attempts go on with it. A second call changes nothing."""
    Vignette.objects.filter(pk=vignette.pk).update(is_published=False)


@transaction.atomic
def store(
    words: Vocabulary,
    vignette: schema.vignettes.Vignette,
    *,
    position: int = 0,
    origin: str = Origin.PACK,
    made_for: User | None = None,
    seed: str = "",
    twin_of: int | None = None,
) -> Vignette:
    """Store a vignette with its proof as the next revision of its slug. Raises NotProvedError."""
    pack, knowledge = packs.cached(words.disease)
    rules = packs.rules_checksum(words.disease)
    proofs = prove(knowledge, {fact.id: fact for fact in pack.facts}, vignette)
    doubts = [f"{proof.item.slug}: {doubt}" for proof in proofs for doubt in proof.problems]
    if doubts:
        raise NotProvedError(f"The vignette '{vignette.slug}' is not proved: {'; '.join(doubts)}.")
    hung = films.hang(knowledge, pack, vignette)
    earlier = Vignette.objects.filter(disease=words.disease, slug=vignette.slug)
    row = Vignette.objects.create(
        disease=words.disease,
        slug=vignette.slug,
        revision=earlier.count() + 1,
        position=position,
        title=vignette.title,
        code=vignette.code or "",
        difficulty=vignette.difficulty,
        pronoun=vignette.pronoun,
        origin=origin,
        checksum=checksum(rules, vignette, hung),
        proved_on=rules,
        made_for=made_for,
        seed=seed,
        twin_of_id=twin_of,
    )
    stages = VignetteStage.objects.bulk_create(
        VignetteStage(
            vignette=row,
            stage=words.stages[stage.stage],
            position=number,
            heading=stage.heading or words.stages[stage.stage].name,
        )
        for number, stage in enumerate(vignette.stages)
    )
    by_slug = {stage.stage: stages[i] for i, stage in reversed(list(enumerate(vignette.stages)))}
    items = Item.objects.bulk_create(
        Item(
            vignette=row,
            axis=words.axes[item.axis] if item.axis else None,
            stage=by_slug[item.after] if item.after else None,
            slug=item.slug,
            position=number,
            label=item.label or "",
            lead_in=item.lead_in,
            layers=list(item.layers),
            basis=item.basis,
            rests_on=[str(claim) for claim in item.rests_on],
            fits=[str(tag) for tag in item.fits],
        )
        for number, item in enumerate(vignette.items)
    )
    lines = _store_lines(words, row, vignette, stages, items)
    options = [
        store_answers(words, item, proof, stages, lines)
        for item, proof in zip(items, proofs, strict=True)
    ]
    told = _story(row, vignette, stages, items, options, lines)
    row.shown = snapshot(_with_films(told, pack, hung))
    row.save(update_fields=["shown"])
    return row


def _story(
    row: Vignette,
    vignette: schema.vignettes.Vignette,
    stages: Sequence[VignetteStage],
    items: Sequence[Item],
    options: Sequence[Sequence[Option]],
    lines: Sequence[Line],
) -> Story:
    """The story as pages show it, from the rows just stored. It names no key."""
    script = Script.of(vignette).lines
    shown = [
        ShownLine(line.pk, i, line.text, script[i].tags, script[i].fits)
        for i, line in enumerate(lines)
    ]
    told = list(zip(lines, shown, strict=True))
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
                tuple(one for line, one in told if line.stage == stage and line.item is None),
            )
            for index, stage in enumerate(stages)
        ),
        tuple(
            Decision(
                item.pk,
                item.slug,
                number,
                item.axis.slug if item.axis else "",
                item.label or (item.axis.label if item.axis else ""),
                stages.index(item.stage) if item.stage else -1,
                item.lead_in,
                tuple(item.layers),
                tuple(one for line, one in told if line.item == item),
                tuple(
                    ShownOption(option.pk, place, option.text)
                    for place, option in enumerate(offered, start=1)
                ),
            )
            for number, (item, offered) in enumerate(zip(items, options, strict=True), start=1)
        ),
    )


def _with_films(told: Story, pack: schema.Pack, hung: Sequence[LightBox | None]) -> Story:
    """The story with what its stages show on films."""
    stages = (
        replace(stage, is_film=films.is_filmed(pack, stage.kind), box=box)
        for stage, box in zip(told.stages, hung, strict=True)
    )
    return replace(told, stages=tuple(stages))


def _store_lines(
    words: Vocabulary,
    row: Vignette,
    vignette: schema.vignettes.Vignette,
    stages: Sequence[VignetteStage],
    items: Sequence[Item],
) -> list[Line]:
    """The sentences in the order in which proofs count them (see ``proving.Script``)."""
    told: list[tuple[schema.vignettes.Line, VignetteStage | None, Item | None]] = [
        (line, stages[i], None) for i, stage in enumerate(vignette.stages) for line in stage.lines
    ]
    told += [
        (line, items[i].stage, items[i])
        for i, item in enumerate(vignette.items)
        for line in item.adds
    ]
    lines = Line.objects.bulk_create(
        Line(
            vignette=row,
            stage=stage,
            item=item,
            position=position,
            text=line.text,
            fits=[str(tag) for tag in line.fits],
        )
        for position, (line, stage, item) in enumerate(told)
    )
    LineTag.objects.bulk_create(
        LineTag(
            line=lines[i],
            finding=words.findings[tag.finding],
            position=position,
            at=tag.at,
            is_present=tag.present,
            low=tag.low,
            high=tag.high,
        )
        for i, (line, _, _) in enumerate(told)
        for position, tag in enumerate(line.tags)
    )
    return lines


def checksum(
    rules: str, vignette: schema.vignettes.Vignette, hung: Sequence[LightBox | None]
) -> str:
    """Of the vignette, of the rules that prove it and of what its films show: a change of any is a
    revision."""
    content = vignette.model_dump(mode="json", exclude_defaults=True)
    boxes = [box and asdict(box) for box in hung]
    text = json.dumps([rules, content, boxes], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
