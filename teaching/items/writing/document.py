"""The text of a manuscript: a vignette as far as it is written. Pure.

Every line, decision and option has an id that it keeps while it is moved and reworded, so that two
authors' changes can be told apart and merged. Statements (tags, claims) are kept as they were
typed; whether they can be read is said elsewhere (``reading``).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Literal as OneOf

from pydantic import BaseModel, ConfigDict

from teaching.knowledge.schema.vignettes import Basis, Difficulty, Others, Vignette
from teaching.knowledge.schema.vignettes import Item as WrittenItem
from teaching.knowledge.schema.vignettes import Line as WrittenLine
from teaching.knowledge.schema.vignettes import Option as WrittenOption


def new_id() -> str:
    """Of a line, decision or option: told apart within a manuscript, and in nobody's way."""
    return secrets.token_hex(4)


class Piece(BaseModel):
    """Base of all parts: frozen; what is unknown is refused, so that nothing is lost unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Variant(Piece):
    """What somebody else wrote in the same place at the same time: kept until one is chosen.
    ``field`` is the name of the field it would stand in; ``value`` as it is stored there."""

    field: str
    value: str | bool
    by: str = ""


class Line(Piece):
    """One sentence. ``tags`` and ``fits`` are tags in the notation of a pack."""

    id: str
    text: str = ""
    tags: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()


class Stage(Piece):
    """``stage`` is a slug of the pack, and the id of the stage: there is one of each."""

    stage: str
    heading: str = ""
    lines: tuple[Line, ...] = ()
    variants: tuple[Variant, ...] = ()


class Option(Piece):
    """One answer. ``claims`` are what it says; the first concept among them names it."""

    id: str
    text: str = ""
    claims: tuple[str, ...] = ()
    rationale: str = ""
    facts: tuple[str, ...] = ()
    overclaims: bool = False
    adds: tuple[str, ...] = ()
    replaces: tuple[int, ...] = ()
    asserts: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()


class Decision(Piece):
    """One question. ``key`` is the id of an option, or empty."""

    id: str
    slug: str = ""
    axis: str = ""
    label: str = ""
    after: str = ""
    lead_in: str = ""
    layers: tuple[str, ...] = ()
    basis: Basis = "findings"
    others: Others = "ruled-out"
    rests_on: tuple[str, ...] = ()
    adds: tuple[Line, ...] = ()
    fits: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    key: str = ""
    note: str = ""
    variants: tuple[Variant, ...] = ()


class Document(Piece):
    """The whole. ``stages`` stand in the order of the pack, ``decisions`` in that of asking."""

    title: str = ""
    pronoun: OneOf["he", "she", "they"] = "they"
    difficulty: Difficulty = "medium"
    stages: tuple[Stage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def lines(self) -> Iterator[tuple[Stage, Line]]:
        """Every line of the story with its stage, in order."""
        for stage in self.stages:
            for line in stage.lines:
                yield stage, line

    @property
    def has_variants(self) -> bool:
        """Whether two authors' words stand side by side somewhere."""
        pieces: list[Document | Stage | Line | Decision | Option] = [self, *self.stages]
        pieces += [line for _, line in self.lines]
        for decision in self.decisions:
            pieces += [decision, *decision.adds, *decision.options]
        return any(piece.variants for piece in pieces)


def blank(stages: tuple[str, ...]) -> Document:
    """A new manuscript: one empty line at each of these stages, slugs in the pack's order."""
    return Document(stages=tuple(Stage(stage=slug, lines=(Line(id=new_id()),)) for slug in stages))


def of_vignette(vignette: Vignette) -> Document:
    """A vignette as a manuscript, with new ids; :func:`reading.read` gives it back."""
    return Document(
        title=vignette.title,
        pronoun=vignette.pronoun,
        difficulty=vignette.difficulty,
        stages=tuple(
            Stage(
                stage=stage.stage,
                heading=stage.heading or "",
                lines=tuple(map(_line, stage.lines)),
            )
            for stage in vignette.stages
        ),
        decisions=tuple(map(_decision, vignette.items)),
    )


def _line(line: WrittenLine) -> Line:
    return Line(
        id=new_id(),
        text=line.text,
        tags=tuple(map(str, line.tags)),
        fits=tuple(map(str, line.fits)),
    )


def _decision(item: WrittenItem) -> Decision:
    options = tuple(map(_option, item.options))
    key = next((one.id for one, of in zip(options, item.options, strict=True) if of.key), "")
    return Decision(
        id=new_id(),
        slug=item.slug,
        axis=item.axis or "",
        label=item.label or "",
        after=item.after or "",
        lead_in=item.lead_in,
        layers=item.layers,
        basis=item.basis,
        others=item.others,
        rests_on=tuple(map(str, item.rests_on)),
        adds=tuple(map(_line, item.adds)),
        fits=tuple(map(str, item.fits)),
        options=options,
        key=key,
        note=item.note or "",
    )


def _option(option: WrittenOption) -> Option:
    return Option(
        id=new_id(),
        text=option.text,
        claims=tuple(map(str, option.claims)),
        rationale=option.rationale,
        facts=option.facts,
        overclaims=option.overclaims,
        adds=tuple(map(str, option.adds)),
        replaces=option.replaces,
        asserts=tuple(map(str, option.asserts)),
    )
