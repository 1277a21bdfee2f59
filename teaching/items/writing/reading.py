"""Reading a manuscript as a vignette: as much of it as can be read, and what is in the way.

Pure. What cannot be read is left out and named with the piece it stands in, so that the rest can be
proved while it is written. Empty lines and options say nothing and are left out without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from teaching.items.generators.item_models import Ground
from teaching.items.writing import unseen
from teaching.items.writing.document import Decision, Document, Line, Option, Stage
from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.checking.vignettes import of_one
from teaching.knowledge.problems import Path
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema import vignettes as written
from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.scopes import Scopes
from teaching.knowledge.statements import Assertion, Claim, Tag

SHORT, LONG = 300, 4000
"""So many characters a title or an option has at most, and any other text."""
PACKS = 8
"""So many packs are kept open."""
_OPENED: dict[int, tuple[Pack, Book, Scopes]] = {}
UNWRITTEN = "…"
"""Stands where a text is needed and none is written yet."""


@dataclass(frozen=True)
class Trouble:
    """What is in the way, at the piece with that id ("" for the whole)."""

    piece: str
    says: str


@dataclass(frozen=True)
class Read:
    """A manuscript as a vignette. ``lines``, ``decisions`` and ``options`` are the ids of what the
    vignette counts: lines as a proof counts them, options by decision."""

    vignette: written.Vignette
    troubles: tuple[Trouble, ...]
    lines: tuple[str, ...]
    decisions: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]

    @property
    def is_whole(self) -> bool:
        return not self.troubles


def read(ground: Ground, document: Document, slug: str) -> Read:
    """The vignette a manuscript comes to, with everything that is in the way of publishing it."""
    reader = _Reader(ground)
    stages = tuple(filter(None, map(reader.stage, document.stages)))
    told = {stage.stage for stage in stages}
    items = tuple(
        reader.item(decision, number, told) for number, decision in enumerate(document.decisions)
    )
    for piece, says in unseen.places(document):
        reader.trouble(piece, says)
    if not document.title.strip():
        reader.trouble("title", "The title is missing: a neutral one, such as an everyday thing.")
    if not items:
        reader.trouble("", "Nothing is asked yet.")
    vignette = written.Vignette(
        slug=slug,
        title=reader.fit("title", document.title.strip(), SHORT) or UNWRITTEN,
        difficulty=document.difficulty,
        pronoun=document.pronoun,
        stages=stages,
        items=items,
    )
    ids = _Ids(document, reader)
    book, scopes = _opened(ground)
    for remark in of_one(book, scopes, vignette):
        reader.trouble(ids.at(remark.path), _said(remark))
    troubles = tuple(dict.fromkeys(reader.troubles))
    return Read(
        vignette,
        troubles,
        (*(one for lines in reader.lines.values() for one in lines), *reader.added),
        tuple(decision.id for decision in document.decisions),
        tuple(reader.options),
    )


def _opened(ground: Ground) -> tuple[Book, Scopes]:
    """The pack opened for checking, once per pack: to compare packs would take longer."""
    pack = ground.pack
    kept = _OPENED.get(id(pack))
    if kept is None or kept[0] is not pack:
        if len(_OPENED) >= PACKS:
            _OPENED.clear()
        book = Book(pack)
        kept = _OPENED[id(pack)] = (pack, book, Scopes(book.atoms, book.places))
    return kept[1:]


@dataclass
class _Reader:
    ground: Ground
    troubles: list[Trouble] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    options: list[tuple[str, ...]] = field(default_factory=list)

    def trouble(self, piece: str, says: str) -> None:
        self.troubles.append(Trouble(piece, says))

    def fit(self, piece: str, text: str, most: int = LONG) -> str:
        """The text as far as a vignette takes it."""
        if len(text) > most:
            self.trouble(piece, f"A text here has {len(text):,} characters; {most:,} are the most.")
        return text[:most].strip()

    def stage(self, stage: Stage) -> written.VignetteStage | None:
        """None where nothing is told at it yet."""
        ids: list[str] = []
        lines = tuple(self._lines(stage.lines, ids))
        if not lines:
            return None
        self.lines[stage.stage] = ids
        return written.VignetteStage(
            stage=stage.stage,
            heading=self.fit(f"stage-{stage.stage}", stage.heading.strip(), SHORT) or None,
            lines=lines,
        )

    def _lines(self, lines: Sequence[Line], ids: list[str]) -> Iterator[written.Line]:
        for line in lines:
            if line.variants:
                self.trouble(line.id, "Two authors changed this line; choose the words to keep.")
            text = " ".join(line.text.split())
            if not text:
                if line.tags:
                    self.trouble(line.id, "This line has tags and no words.")
                continue
            ids.append(line.id)
            yield written.Line(
                text=self.fit(line.id, text),
                tags=tuple(self._tags(line.tags, line.id)),
                fits=tuple(self._tags(line.fits, line.id)),
            )

    def _tags(self, texts: Sequence[str], piece: str) -> Iterator[Tag]:
        book, _ = _opened(self.ground)
        for text in texts:
            try:
                tag = Tag.parse(text)
            except ValueError as error:
                self.trouble(piece, f"{error}.")
                continue
            finding = book.get("finding", tag.finding)
            if finding is None:
                self.trouble(
                    piece,
                    f"The finding “{tag.finding}” is not in the pack any more; the tag says"
                    " nothing until it is changed or taken away.",
                )
            elif tag.at and not book.sorts(tag.at):
                self.trouble(piece, f"There is no region “{tag.at}” (“{finding.name}”).")
            elif bool(finding.sorts) != bool(tag.at) or finding.quantity != (tag.low is not None):
                self.trouble(piece, _incomplete(finding.name, tag, is_sited=bool(finding.sorts)))
            else:
                yield tag

    def item(self, decision: Decision, number: int, told: set[str]) -> written.Item:
        piece = decision.id
        if decision.variants:
            self.trouble(piece, "Two authors changed this question; choose what to keep.")
        if not decision.lead_in.strip():
            self.trouble(piece, "The question is missing.")
        if decision.after and decision.after not in told:
            self.trouble(piece, "It is asked after a stage at which nothing is told yet.")
        offered = [one for one in decision.options if one.text.strip() or one.claims]
        options = tuple(self._option(one, decision) for one in offered)
        self.options.append(tuple(one.id for one in offered))
        ids: list[str] = []
        adds = tuple(self._lines(decision.adds, ids))
        self.added += ids
        return written.Item(
            slug=decision.slug or f"question-{number + 1}",
            axis=decision.axis or None,
            label=self.fit(piece, decision.label.strip(), SHORT) or None,
            after=decision.after if decision.after in told else None,
            lead_in=self.fit(piece, decision.lead_in.strip()) or UNWRITTEN,
            layers=tuple(self._layers(decision)),
            basis=decision.basis,
            others=decision.others,
            rests_on=tuple(self._claims(decision.rests_on, piece)),
            adds=adds,
            fits=tuple(self._tags(decision.fits, piece)),
            options=options,
            note=self.fit(piece, decision.note.strip()) or None,
        )

    def _layers(self, decision: Decision) -> Iterator[Layer]:
        known = {layer.slug for layer in self.ground.pack.disease.layers}
        for layer in decision.layers:
            if layer in known:
                yield layer

    def _option(self, option: Option, decision: Decision) -> written.Option:
        piece = option.id
        if option.variants:
            self.trouble(piece, "Two authors changed this option; choose what to keep.")
        if not option.text.strip():
            self.trouble(piece, "The option has no words.")
        name = self.fit(piece, option.text.strip(), SHORT) or UNWRITTEN
        if not option.rationale.strip():
            self.trouble(piece, f"“{name}”: why it is right or wrong is missing.")
        facts = [code for code in option.facts if code in self.ground.facts]
        for code in option.facts:
            if code not in self.ground.facts:
                self.trouble(piece, f"“{name}”: there is no fact {code}.")
        if not facts:
            self.trouble(piece, f"“{name}”: no fact backs it.")
        return written.Option(
            text=name,
            claims=tuple(self._claims(option.claims, piece)),
            adds=tuple(self._tags(option.adds, piece)),
            replaces=option.replaces,
            asserts=tuple(self._asserts(option.asserts, piece)),
            key=option.id == decision.key,
            overclaims=option.overclaims,
            rationale=self.fit(piece, option.rationale.strip()) or UNWRITTEN,
            facts=tuple(facts),
        )

    def _claims(self, texts: Sequence[str], piece: str) -> Iterator[Claim]:
        book, _ = _opened(self.ground)
        for text in texts:
            try:
                claim = Claim.parse(text)
            except ValueError as error:
                self.trouble(piece, f"{error}.")
                continue
            if book.get("concept", claim.concept) or book.get("component", claim.concept):
                yield claim
            else:
                self.trouble(piece, f"There is no concept “{claim.concept}” any more.")

    def _asserts(self, texts: Sequence[str], piece: str) -> Iterator[Assertion]:
        for text in texts:
            try:
                yield Assertion.parse(text)
            except ValueError as error:
                self.trouble(piece, f"{error}.")


def _incomplete(name: str, tag: Tag, *, is_sited: bool) -> str:
    if is_sited and not tag.at:
        return f"“{name}” is stated at a region; say where."
    if tag.at and not is_sited:
        return f"“{name}” is stated of the whole patient, at no region."
    if tag.low is None:
        return f"“{name}” is a quantity; say how much."
    return f"“{name}” is no quantity and has no value."


class _Ids:
    """Which piece a way into the vignette leads to."""

    def __init__(self, document: Document, reader: _Reader) -> None:
        self.lines = list(reader.lines.values())
        self.decisions = [decision.id for decision in document.decisions]
        self.options = reader.options

    def at(self, path: Path) -> str:
        match path:
            case ("stages", int(stage), "lines", int(line), *_):
                return self.lines[stage][line]
            case ("items", int(item), "options", int(option), *_):
                return self.options[item][option]
            case ("items", int(item), *_):
                return self.decisions[item]
            case ("title", *_):
                return "title"
        return ""


def _said(remark: Remark) -> str:
    """A remark in the words of the page: what to write in a file is left out."""
    what = remark.what.replace(" at {other}", "").replace(", at {other}", "")
    plain = "'" not in remark.right and ":" not in remark.right
    return f"{what} {remark.right}".strip() if plain else what
