"""Manuscripts for tests: a small one in words, and any at all over a handful of ids."""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from teaching.items.writing.document import Decision, Document, Line, Option, Stage, Variant
from teaching.items.writing.merging import settled

STAGES = ("background", "onset", "imaging")
WORDS = ("", "warm", "stiff", "swollen", "painful")


def a_line(name: str, text: str = "", *tags: str) -> Line:
    return Line(id=name, text=text or f"Line {name}.", tags=tags)


def a_document() -> Document:
    """Lines a, b, c at one stage and d at another; one question with three answers."""
    return Document(
        title="A stiff hip",
        stages=(
            Stage(stage="onset", lines=(a_line("a"), a_line("b"), a_line("c"))),
            Stage(stage="imaging", lines=(a_line("d"),)),
        ),
        decisions=(
            Decision(
                id="q",
                slug="form",
                lead_in="Which form is it?",
                after="imaging",
                options=(
                    Option(id="x", text="Early", rationale="Warm."),
                    Option(id="y", text="Late", rationale="Cold."),
                    Option(id="z", text="Neither", rationale="Not so."),
                ),
                key="x",
            ),
        ),
    )


def with_line(document: Document, name: str, **fields) -> Document:
    """The same with other fields in one line."""
    return with_lines(
        document,
        {
            stage.stage: tuple(
                line.model_copy(update=fields) if line.id == name else line for line in stage.lines
            )
            for stage in document.stages
        },
    )


def with_lines(document: Document, lines: dict[str, tuple[Line, ...]]) -> Document:
    """The same with other lines at these stages."""
    stages = tuple(
        stage.model_copy(update={"lines": lines.get(stage.stage, stage.lines)})
        for stage in document.stages
    )
    return document.model_copy(update={"stages": stages})


def in_order(document: Document, ids: str) -> Document:
    """The same with the lines of the first stage in this order; those not named are gone, those
    not there yet are new."""
    lines = {line.id: line for line in document.stages[0].lines}
    first = tuple(lines.get(name) or a_line(name) for name in ids)
    return with_lines(document, {document.stages[0].stage: first})


def with_decision(document: Document, **fields) -> Document:
    (decision,) = document.decisions
    return document.model_copy(update={"decisions": (decision.model_copy(update=fields),)})


def lines_of(document: Document) -> list[str]:
    """By stage the ids of its lines, run together."""
    return ["".join(line.id for line in stage.lines) for stage in document.stages]


def documents() -> st.SearchStrategy[Document]:
    """Any manuscript over the same few ids: two of them are each other's edited states. Drawn from
    a number, which is ten times as fast as choice by choice."""
    return st.integers(0, 2**40).map(lambda seed: drawn(Random(seed)))


def drawn(dice: Random) -> Document:
    def some(of: Sequence[str]) -> list[str]:
        return dice.sample(of, dice.randint(0, len(of)))

    def word() -> str:
        return dice.choice(WORDS)

    def tags() -> tuple[str, ...]:
        return tuple(some("pqr"))

    def variants(*fields: str) -> tuple[Variant, ...]:
        words = some(WORDS)[:2] if dice.random() < 0.4 else []
        return tuple(Variant(field=dice.choice(fields), value=one) for one in words)

    stages, asked = some(STAGES), some(("q1", "q2"))
    lines, options = some("abcdef"), some("uvwxyz")
    rows = [*stages, *asked]
    row_of = {name: dice.choice(rows) for name in lines if rows}
    asked_of = {name: dice.choice(asked) for name in options if asked}

    def in_row(row: str) -> tuple[Line, ...]:
        return tuple(
            Line(id=name, text=word(), tags=tags(), variants=variants("text"))
            for name in lines
            if row_of.get(name) == row
        )

    def an_option(name: str) -> Option:
        return Option(
            id=name,
            text=word(),
            rationale=word(),
            facts=tags(),
            overclaims=dice.random() < 0.5,
            variants=variants("text", "rationale"),
        )

    def a_decision(name: str) -> Decision:
        mine = [one for one in options if asked_of.get(one) == name]
        return Decision(
            id=name,
            lead_in=word(),
            layers=tags(),
            adds=in_row(name),
            options=tuple(map(an_option, mine)),
            key=dice.choice(["", *mine]),
            variants=variants("lead_in"),
        )

    return settled(
        Document(
            title=word(),
            pronoun=dice.choice(("he", "she")),
            stages=tuple(Stage(stage=one, heading=word(), lines=in_row(one)) for one in stages),
            decisions=tuple(map(a_decision, asked)),
            variants=variants("title"),
        )
    )
