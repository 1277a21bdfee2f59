"""What the page of a manuscript shows: the form, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from teaching.authoring.studio import acting, reviews, sheet
from teaching.authoring.studio.desk import Desk
from teaching.items import bank
from teaching.items.models import Difficulty, Manuscript, Standing
from teaching.items.writing.document import Decision, Document, Line, Option
from teaching.knowledge.models import Disease
from teaching.knowledge.schema.vocabulary import Axis
from teaching.knowledge.statements import Claim, Tag

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.authoring.studio.acting import Sent

PRONOUNS = (("she", "she"), ("he", "he"), ("they", "they"))


@dataclass(frozen=True)
class Chip:
    """A tag as the page shows it."""

    tag: str
    name: str
    where: str
    is_present: bool
    is_known: bool


@dataclass(frozen=True)
class LineOf:
    """A line with its place on the page."""

    line: Line
    stage: str
    number: int
    chips: tuple[Chip, ...]
    troubles: tuple[str, ...]
    is_first: bool
    is_last: bool
    rows: int
    is_others: bool


@dataclass(frozen=True)
class StageOf:
    slug: str
    name: str
    heading: str
    lines: tuple[LineOf, ...]


@dataclass(frozen=True)
class OptionOf:
    option: Option
    is_key: bool
    says: str
    told: str
    """What it says, in the names of the pack."""
    is_special: bool
    """Whether it says something else than that one concept of the axis holds."""
    troubles: tuple[str, ...]
    facts: str


@dataclass(frozen=True)
class DecisionOf:
    decision: Decision
    number: int
    axis: Axis | None
    label: str
    claims: tuple[tuple[str, str], ...]
    """What an option may say: claim and name."""
    options: tuple[OptionOf, ...]
    troubles: tuple[str, ...]
    layers: tuple[tuple[str, str, bool], ...]
    is_by_findings: bool


class Page:
    """A document made ready for its template."""

    def __init__(self, disease: Disease, slug: str, document: Document, sent: Sent | None) -> None:
        self.ground = bank.ground_of(disease)
        self.document = document
        self.sent = sent
        self.desk = Desk(self.ground, document, slug)

    @cached_property
    def stages(self) -> tuple[StageOf, ...]:
        names = {one.slug: one.name for one in self.ground.pack.disease.stages}
        every = [line.id for _, line in self.document.lines]
        return tuple(
            StageOf(
                stage.stage,
                names.get(stage.stage, stage.stage),
                stage.heading,
                tuple(self._line(line, stage.stage, every) for line in stage.lines),
            )
            for stage in self.document.stages
        )

    def _line(self, line: Line, stage: str, every: list[str]) -> LineOf:
        return LineOf(
            line,
            stage,
            self.desk.numbers[line.id],
            tuple(self.chip(tag) for tag in line.tags),
            self.desk.trouble_at.get(line.id, ()),
            line.id == every[0],
            line.id == every[-1],
            max(1, -(-len(line.text) // 62)),
            self.sent is not None and line.id in self.sent.others,
        )

    def chip(self, text: str) -> Chip:
        try:
            tag = Tag.parse(text)
        except ValueError:
            return Chip(text, text, "", is_present=True, is_known=False)
        finding = self.ground.knowledge.findings.get(tag.finding)
        amount = "" if tag.low is None else f"{tag.low:g}"
        if tag.high is not None and tag.high != tag.low:
            amount += f"–{tag.high:g}"
        where = " ".join(filter(None, (self.place(tag.at), amount)))
        name = finding.name if finding else tag.finding
        return Chip(text, name, where, tag.present, finding is not None)

    def _claimed(self, text: str) -> str:
        try:
            claim = Claim.parse(text)
        except ValueError:
            return text
        concept = self.ground.concepts.get(claim.concept)
        name = concept.name if concept else claim.concept
        where = f" at the {self.place(claim.at)}" if claim.at else ""
        return f"{name}{where}" if claim.holds else f"not {name}{where}"

    def place(self, at: str) -> str:
        """A region or scope by its name."""
        return self.places.get(at, at)

    @cached_property
    def places(self) -> dict[str, str]:
        """Every region and scope with its name, in the order of the pack: sides, then pairs."""
        disease = self.ground.pack.disease
        found = {}
        for region in disease.regions:
            if not region.sided:
                found[region.slug] = region.name
                continue
            found[f"left-{region.slug}"] = f"left {region.name}"
            found[f"right-{region.slug}"] = f"right {region.name}"
            found[f"both-{region.slug}"] = region.both or f"both {region.name}s"
        return found | {scope.slug: scope.name for scope in disease.scopes}

    @cached_property
    def decisions(self) -> tuple[DecisionOf, ...]:
        axes = {axis.slug: axis for axis in self.ground.pack.disease.axes}
        return tuple(
            self._decision(decision, number, axes.get(decision.axis))
            for number, decision in enumerate(self.document.decisions, start=1)
        )

    def _decision(self, decision: Decision, number: int, axis: Axis | None) -> DecisionOf:
        claims = tuple(
            (one.slug, one.name) for one in self.ground.pack.concepts if one.axis == decision.axis
        )
        return DecisionOf(
            decision,
            number,
            axis,
            decision.label or (axis.label if axis else "Question"),
            claims,
            tuple(self._option(one, decision, claims) for one in decision.options),
            self.desk.trouble_at.get(decision.id, ()),
            tuple(
                (layer.slug, layer.name, layer.slug in decision.layers)
                for layer in self.ground.pack.disease.layers
            ),
            decision.basis == "findings",
        )

    def _option(
        self, option: Option, decision: Decision, claims: tuple[tuple[str, str], ...]
    ) -> OptionOf:
        said = sheet.said(option)
        return OptionOf(
            option,
            option.id == decision.key,
            said,
            ", ".join(map(self._claimed, option.claims)),
            bool(said) and said not in dict(claims),
            self.desk.trouble_at.get(option.id, ()),
            " ".join(option.facts),
        )

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Stages at which something is told: after these a question can be asked."""
        return tuple(stage.slug for stage in self.stages if any(x.line.text for x in stage.lines))

    @property
    def askable(self) -> tuple[tuple[Axis, tuple[tuple[str, str], ...]], ...]:
        """What can be asked: each axis with its concepts, as the field says them."""
        return tuple(
            (
                axis,
                tuple(
                    (f"{axis.slug}:{one.slug}", one.name)
                    for one in self.ground.pack.concepts
                    if one.axis == axis.slug and not one.mistake
                ),
            )
            for axis in self.ground.pack.disease.axes
        )


def beside(row: Manuscript, sent: Sent) -> dict[str, Any]:
    """What is shown beside the form alone: no query."""
    return _context(row, sent.document, sent.revision, sent.window, sent.at, sent)


def after(row: Manuscript, sent: Sent, person: User) -> dict[str, Any]:
    """The whole page, once something was sent: two queries."""
    found = beside(row, sent)
    return found | reviews.shown(row, person, sent.document, found["desk"].numbers)


def shown(row: Manuscript, document: Document, person: User) -> dict[str, Any]:
    """The whole page as it is opened: two queries."""
    found = _context(row, document, row.revision, acting.new_window(), row.kept_at, None)
    return found | reviews.shown(row, person, document, found["desk"].numbers)


def _context(
    row: Manuscript,
    document: Document,
    revision: int,
    window: str,
    at: datetime,
    sent: Sent | None,
) -> dict[str, Any]:
    page = Page(row.disease, row.slug, document, sent)
    return {
        "manuscript": row,
        "page": page,
        "desk": page.desk,
        "document": document,
        "revision": revision,
        "window": window,
        "kept_at": at,
        "sent": sent,
        "is_open": row.standing == Standing.DRAFT,
        "pronouns": PRONOUNS,
        "difficulties": Difficulty.choices,
    }
