"""What stands beside a manuscript: how far it is proved, what the linter says, how a learner meets
it. Worked out anew from the document alone: no query.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from teaching.authoring.certifying import VERDICTS
from teaching.authoring.faults import RULE_OF
from teaching.items import films
from teaching.items.admitting import Admission, admit
from teaching.items.explaining import steps
from teaching.items.generators.item_models import Ground
from teaching.items.lightbox import LightBox
from teaching.items.linting import Flaw, lint, lint_story, story_of
from teaching.items.models import EvidenceKind, Stance
from teaching.items.proving import OptionProof, Proof, Script, as_wanted
from teaching.items.writing import clinching, lacking, mending, unseen
from teaching.items.writing.clinching import Way
from teaching.items.writing.document import Document
from teaching.items.writing.reading import Read, Trouble, read
from teaching.knowledge.schema.vignettes import VignetteStage
from teaching.knowledge.verdicts import State
from teaching.quizzes.pages import Hanging, hang

WAYS_OF = 2
"""For so many open questions at once it is sought what would settle them."""


@dataclass(frozen=True)
class ProofRow:
    """How one option stands. ``numbers`` are the lines that make it so; ``says`` one sentence."""

    option: str
    is_key: bool
    state: str
    """``established``, ``ruled-out`` or ``open``."""
    verdict: str
    is_wanted: bool
    numbers: tuple[int, ...]
    says: str
    by_facts: bool
    lacks: str = ""
    """Of an open option, what is not said or not excluded."""


@dataclass(frozen=True)
class ProofOf:
    """One question."""

    piece: str
    number: int
    label: str
    rows: tuple[ProofRow, ...]
    is_proved: bool
    problems: tuple[str, ...]
    ways: tuple[Way, ...]
    """What would settle it, the best first."""
    decided: str
    """The stage at which it is first decided, where that is before it is asked."""

    @property
    def others(self) -> tuple[Way, ...]:
        """The ways beside the best one."""
        return self.ways[1:]


@dataclass(frozen=True)
class Fault:
    """A flaw of the wording, at a piece of the page."""

    piece: str
    place: str
    is_error: bool
    name: str
    meant: str
    reason: str
    fix: str
    index: int
    is_mendable: bool


@dataclass(frozen=True)
class Shown:
    """A stage as a learner meets it, with what is asked after it."""

    heading: str
    text: str
    hanging: Hanging | None
    asked: tuple[tuple[str, tuple[str, ...]], ...]


class Desk:
    """Everything beside one document."""

    def __init__(self, ground: Ground, document: Document, slug: str) -> None:
        self.ground = ground
        self.document = document
        self.slug = slug

    @cached_property
    def found(self) -> Read:
        return read(self.ground, self.document, self.slug)

    @cached_property
    def admission(self) -> Admission:
        return admit(self.ground, self.found.vignette)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each line on the page, by its id; empty lines count too."""
        every = [line.id for _, line in self.document.lines]
        every += [line.id for decision in self.document.decisions for line in decision.adds]
        return {pk: number for number, pk in enumerate(every, start=1)}

    @cached_property
    def troubles(self) -> tuple[Trouble, ...]:
        return self.found.troubles

    @property
    def missing(self) -> int:
        return len(self.troubles) + len(self.doubts)

    @property
    def is_marked(self) -> bool:
        """Whether some text holds signs that nobody sees."""
        return bool(unseen.places(self.document))

    @cached_property
    def trouble_at(self) -> Mapping[str, tuple[str, ...]]:
        """What is in the way, by piece."""
        found: dict[str, list[str]] = {}
        for one in self.troubles:
            found.setdefault(one.piece, []).append(one.says)
        return {piece: tuple(says) for piece, says in found.items()}

    @cached_property
    def proofs(self) -> tuple[ProofOf, ...]:
        """One for each question; without rows where its lines contradict each other."""
        proved = self.admission.proofs
        out = []
        left = WAYS_OF
        for number, decision in enumerate(self.document.decisions):
            item = self.found.vignette.items[number]
            label = item.label or self._label(item.axis) or "Question"
            proof = proved[number] if number < len(proved) else None
            rows = tuple(self._rows(proof, number)) if proof else ()
            problems = proof.problems if proof else ()
            decided = ""
            if proof and proof.decided_at is not None and 0 <= proof.decided_at < proof.asked_at:
                decided = self._heading(self.found.vignette.stages[proof.decided_at])
            whole = bool(proof) and not problems and bool(rows) and bool(decision.key)
            ways: tuple[Way, ...] = ()
            if rows and decision.key and left and not all(row.is_wanted for row in rows):
                ways, left = self.ways(number), left - 1
            out.append(
                ProofOf(decision.id, number + 1, label, rows, whole, tuple(problems), ways, decided)
            )
        return tuple(out)

    def ways(self, number: int) -> tuple[Way, ...]:
        """What would settle a question, by its number from 0."""
        return clinching.ways(self.ground, self.found.vignette, number)

    def _label(self, axis: str | None) -> str:
        return next((one.label for one in self.ground.pack.disease.axes if one.slug == axis), "")

    def _rows(self, proof: Proof, number: int) -> Iterator[ProofRow]:
        is_open = any(answer.state is State.OPEN for answer in proof.options)
        lacks: Sequence[str] = ()
        if is_open:
            lacks = lacking.missing(self.ground, self.found.vignette, number)
        for place, answer in enumerate(proof.options):
            lines, says = self._told(proof, answer)
            yield ProofRow(
                answer.option.text,
                answer.option.key,
                answer.state.value.replace(" ", "-"),
                VERDICTS[answer.state],
                as_wanted(proof.item, answer.option, answer.state),
                tuple(lines),
                says,
                answer.verdict is None,
                lacks[place] if place < len(lacks) else "",
            )

    def _told(self, proof: Proof, answer: OptionProof) -> tuple[list[int], str]:
        """The numbers of the lines that make an option stand as it does, and the first sentence of
        why; of one that is open, what speaks for it so far."""
        stance = Stance.AGAINST if answer.state is State.RULED_OUT else Stance.FOR
        found = [
            step
            for step in steps(proof, answer)
            if step.stance == stance and step.kind == EvidenceKind.PROOF
        ]
        ids = self.found.lines
        numbers = {self.numbers[ids[line]] for step in found for line in step.lines}
        return sorted(numbers), next((step.says for step in found if step.says), "")

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What the linter found, errors first; ``index`` is the place among all flaws."""
        found = [self._fault(flaw, asked, index) for index, (flaw, asked) in enumerate(self.flaws)]
        return tuple(sorted(found, key=lambda fault: not fault.is_error))

    @cached_property
    def flaws(self) -> tuple[tuple[Flaw, int | None], ...]:
        return tuple(self._flaws())

    def _flaws(self) -> Iterator[tuple[Flaw, int | None]]:
        """Each flaw with the question it is of, None for the story. A question without a key
        cannot be judged yet and is left out; what its lead-in adds is not, for it comes last."""
        items = self.found.vignette.items
        if all(sum(one.key for one in item.options) == 1 for item in items):
            yield from zip(self.admission.flaws, self.admission.places, strict=True)
            return
        keyed = [n for n, item in enumerate(items) if sum(one.key for one in item.options) == 1]
        whole = self.found.vignette.model_copy(update={"items": tuple(items[n] for n in keyed)})
        story = story_of(whole, self.ground.lexicon)
        for number, asked in zip(keyed, story.asked, strict=True):
            for flaw in lint(asked):
                yield flaw, number
        for flaw in lint_story(story):
            yield flaw, None

    def _fault(self, flaw: Flaw, asked: int | None, index: int) -> Fault:
        place, rule = flaw.place, RULE_OF[flaw.rule]
        piece, where, text = self._piece(flaw, asked)
        return Fault(
            piece,
            where,
            flaw.severity == "error",
            rule.name,
            text[place.start : place.end],
            flaw.reason,
            flaw.fix,
            index,
            flaw.rule in mending.MENDED and asked is not None,
        )

    def _piece(self, flaw: Flaw, asked: int | None) -> tuple[str, str, str]:
        place = flaw.place
        if place.part == "stem":
            texts = [line.text for line in Script.of(self.found.vignette).lines]
            if place.index < len(self.found.lines):
                pk = self.found.lines[place.index]
                return pk, f"Line {self.numbers[pk]}", texts[place.index]
            return "", "The story", ""
        number = asked or 0
        item = self.found.vignette.items[number]
        pk = self.found.decisions[number]
        if place.part == "lead-in":
            return pk, f"Question {number + 1}", item.lead_in
        return (
            self.found.options[number][place.index],
            f"Question {number + 1}, option {place.index + 1}",
            item.options[place.index].text,
        )

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """What else stands against publishing: neither proof nor wording, such as a title that
        names the key."""
        told = {
            f"{proof.item.slug}: {one}" for proof in self.admission.proofs for one in proof.problems
        }
        told |= {f"{flaw.rule}: {flaw.reason}" for flaw in self.admission.flaws}
        return tuple(one for one in self.admission.doubts if one not in told)

    @property
    def is_ready(self) -> bool:
        """Whether it may be published: proved, without an error, nothing missing."""
        return self.found.is_whole and self.admission.is_admitted and bool(self.proofs)

    @property
    def is_proved(self) -> bool:
        """Whether every question is proved, and there is one."""
        return bool(self.proofs) and all(proof.is_proved for proof in self.proofs)

    @property
    def errors(self) -> int:
        return sum(fault.is_error for fault in self.faults)

    @property
    def warnings(self) -> int:
        return len(self.faults) - self.errors

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """The case as a learner meets it, stage by stage."""
        vignette = self.found.vignette
        boxes: Sequence[LightBox | None]
        try:
            boxes = films.hang(self.ground.knowledge, self.ground.pack, vignette)
        except ValueError:
            boxes = [None] * len(vignette.stages)
        out = []
        for number, (stage, box) in enumerate(zip(vignette.stages, boxes, strict=True)):
            asked = tuple(
                (item.lead_in, tuple(option.text for option in item.options))
                for item in vignette.items
                if item.after == stage.stage
            )
            text = " ".join(line.text for line in stage.lines)
            out.append(Shown(self._heading(stage), text, hang(box, f"film-{number}"), asked))
        return tuple(out)

    def _heading(self, stage: VignetteStage) -> str:
        names = {one.slug: one.name for one in self.ground.pack.disease.stages}
        return stage.heading or names.get(stage.stage, stage.stage)
