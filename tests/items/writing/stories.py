"""The written cases as an author has them, whole or with something taken out, for tests here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from teaching.items.generators.item_models import Ground
from teaching.items.writing.document import Document
from teaching.items.writing.document import Line as DraftLine
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette, VignetteStage
from teaching.knowledge.statements import Claim, Tag
from tests.items.demo import nho

PACKS = Path(__file__).parents[2] / "packs"


@cache
def clinic() -> Ground:
    return Ground(*nho())


@cache
def stroke() -> Ground:
    """A pack without a generator, a film or phrases."""
    pack = read(PACKS / "acute-stroke").readable
    assert pack is not None
    return Ground(pack, Knowledge.of(pack))


def case(slug: str, ground: Ground | None = None) -> Vignette:
    vignettes = (ground or clinic()).pack.vignettes
    return next(one for one in vignettes if one.slug == slug)


def place(vignette: Vignette, item: str) -> int:
    """The number of an item."""
    return [one.slug for one in vignette.items].index(item)


def without_line(vignette: Vignette, tag: str) -> Vignette:
    """The case without the line that states this."""
    gone = Tag.parse(tag)
    return vignette.model_copy(
        update={
            "stages": tuple(
                stage.model_copy(
                    update={"lines": tuple(line for line in stage.lines if gone not in line.tags)}
                )
                for stage in vignette.stages
            )
        }
    )


def with_line(vignette: Vignette, stage: str, text: str, tag: Tag) -> Vignette:
    """The case with one line more at the end of a stage."""
    more = Line(text=text, tags=(tag,))
    return vignette.model_copy(
        update={
            "stages": tuple(
                one.model_copy(update={"lines": (*one.lines, more)}) if one.stage == stage else one
                for one in vignette.stages
            )
        }
    )


def shortened(ground: Ground) -> Iterator[tuple[Vignette, int, tuple[Tag, ...]]]:
    """Each case without one of its tagged lines, with every item that findings decide."""
    for vignette in ground.pack.vignettes:
        for at, stage in enumerate(vignette.stages):
            for i, line in enumerate(stage.lines):
                if not line.tags:
                    continue
                stages = list(vignette.stages)
                lines = stage.lines[:i] + stage.lines[i + 1 :]
                stages[at] = stage.model_copy(update={"lines": lines})
                shorter = vignette.model_copy(update={"stages": tuple(stages)})
                for number, item in enumerate(vignette.items):
                    if item.basis in ("findings", "link"):
                        yield shorter, number, line.tags


def published(document: Document) -> Vignette:
    """A manuscript of a whole case as the vignette it says."""

    def line(one: DraftLine) -> Line:
        return Line(
            text=one.text,
            tags=tuple(map(Tag.parse, one.tags)),
            fits=tuple(map(Tag.parse, one.fits)),
        )

    return Vignette(
        slug="draft",
        title=document.title,
        difficulty=document.difficulty,
        pronoun=document.pronoun,
        stages=tuple(
            VignetteStage(
                stage=stage.stage,
                heading=stage.heading or None,
                lines=tuple(map(line, stage.lines)),
            )
            for stage in document.stages
        ),
        items=tuple(
            Item(
                slug=decision.slug,
                axis=decision.axis or None,
                label=decision.label or None,
                after=decision.after or None,
                lead_in=decision.lead_in,
                layers=decision.layers,
                basis=decision.basis,
                others=decision.others,
                rests_on=tuple(map(Claim.parse, decision.rests_on)),
                adds=tuple(map(line, decision.adds)),
                fits=tuple(map(Tag.parse, decision.fits)),
                options=tuple(
                    Option(
                        text=option.text,
                        claims=tuple(map(Claim.parse, option.claims)),
                        key=option.id == decision.key,
                        overclaims=option.overclaims,
                        rationale=option.rationale or "Not written yet.",
                        facts=option.facts,
                    )
                    for option in decision.options
                ),
            )
            for decision in document.decisions
        ),
    )
