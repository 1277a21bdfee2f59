"""The debrief of a finished attempt: what was right, which line decided it, what it rests on.

The only module that loads keys, rationales and evidence for a learner. It is handed an attempt
that is finished; :func:`debrief` refuses any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from teaching.items.answers import Answer, Explained, Ground, answers, ground
from teaching.items.models import Basis, Stance
from teaching.items.showing import Decision, ShownLine, Story
from teaching.knowledge.models import Dispute, Fact
from teaching.quizzes.models import Attempt, Certainty, Response


class NotFinishedError(Exception):
    """The attempt still has decisions to commit; nothing of the key was loaded."""


@dataclass(frozen=True)
class Entry:
    """One sentence of the ledger with the numbers of the lines it speaks of."""

    says: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """One option with what speaks for and against it."""

    text: str
    rationale: str
    is_said: bool
    """Whether the entries say all that the rationale says."""
    is_key: bool
    is_chosen: bool
    entries_for: tuple[Entry, ...]
    entries_against: tuple[Entry, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence of the story; ``number`` is set where the ledger speaks of it."""

    text: str
    number: int | None


@dataclass(frozen=True)
class Told:
    """A stage as it stands in the debrief."""

    index: int
    kind: str
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Course:
    """When one decision could first be made: ``decided_at`` is an index into the stages."""

    label: str
    decided_at: int | None
    asked_at: int


@dataclass(frozen=True)
class Tab:
    """One decision in the row of tabs."""

    number: int
    label: str
    is_right: bool | None


@dataclass(frozen=True)
class Debrief:
    """Everything the page of one decision says."""

    decision: Decision
    response: Response | None
    """None where a test ended without an answer."""
    certainty: str
    chosen: Row | None
    key: Row
    rows: tuple[Row, ...]
    stages: tuple[Told, ...]
    added: tuple[Sentence, ...]
    marks: dict[int, int] = field(repr=False)
    """Number by the index of the line in the story."""
    facts: tuple[Fact, ...]
    """The first of those behind the key and the learner's answer."""
    other_facts: tuple[Fact, ...]
    """The rest of them, and those behind the other options."""
    disputes: tuple[Dispute, ...]
    tabs: tuple[Tab, ...]
    courses: tuple[Course, ...]
    basis: str
    others: str
    note: str

    @property
    def rests_on_facts(self) -> bool:
        return self.basis == Basis.FACTS

    @property
    def has_lines(self) -> bool:
        """Whether lines speak against the other options; else facts alone do."""
        return any(row.entries_against for row in self.rows)


def debrief(
    attempt: Attempt, story: Story, number: int, given: Iterable[Response] | None = None
) -> Debrief:
    """The debrief of decision ``number`` (from 1); ``given`` are the attempt's responses where they
    were read already. Raises NotFinishedError, and IndexError for a number the case does not
    have."""
    if not attempt.is_finished:
        raise NotFinishedError
    if not 1 <= number <= len(story.decisions):
        raise IndexError(number)
    decision = story.decisions[number - 1]
    committed = attempt.responses.all() if given is None else given
    responses = {response.item_id: response for response in committed}
    disease = attempt.vignette.disease
    known = answers(story.pk, disease.pk, disease.checksum)
    answer = known[decision.pk]
    response = responses.get(decision.pk)
    numbers = _numbers(answer)
    rows = tuple(
        _row(
            option.text,
            answer.rationales[option.pk],
            _entries(answer, option.pk, Stance.FOR, numbers),
            _entries(answer, option.pk, Stance.AGAINST, numbers),
            is_key=option.pk == answer.key,
            is_chosen=response is not None and option.pk == response.option_id,
        )
        for option in decision.options
    )
    rows = _without_common_ground(rows)
    key_row = next(row for row in rows if row.is_key)
    chosen = next((row for row in rows if row.is_chosen), None)
    facts = _unique([*key_row.facts, *(chosen.facts if chosen else ())])[:FACTS]
    every = _unique(fact for row in rows for fact in row.facts)
    index_of = {stage.pk: stage.index for stage in story.stages}
    return Debrief(
        decision=decision,
        response=response,
        certainty=_certainty(response),
        chosen=chosen,
        key=key_row,
        rows=_ledger_order(rows),
        stages=tuple(
            Told(
                stage.index,
                stage.kind,
                stage.heading,
                tuple(_sentence(line, numbers) for line in stage.lines),
            )
            for stage in story.stages
        ),
        added=tuple(
            _sentence(line, numbers) for asked in story.decisions[:number] for line in asked.added
        ),
        marks=numbers,
        facts=facts,
        other_facts=tuple(fact for fact in every if fact not in facts),
        disputes=_disputes(ground(disease.pk, disease.checksum), facts),
        tabs=tuple(
            Tab(asked.number, asked.label, _is_right(responses.get(asked.pk)))
            for asked in story.decisions
        ),
        courses=tuple(
            Course(
                asked.label,
                index_of.get(known[asked.pk].decided_at or 0),
                asked.stage,
            )
            for asked in story.decisions
        ),
        basis=answer.basis,
        others=answer.others,
        note=answer.note,
    )


def _certainty(response: Response | None) -> str:
    """How sure the learner was, in words; nothing where they did not say."""
    if response is None or response.certainty is None:
        return ""
    return Certainty(response.certainty).label


def _is_right(response: Response | None) -> bool | None:
    return None if response is None else response.is_right


def _numbers(answer: Answer) -> dict[int, int]:
    """Numbers of the lines the ledger speaks of, in story order, by the line's place there."""
    used = sorted({line for entry in answer.spoken for line in entry.lines})
    return {line: number for number, line in enumerate(used, start=1)}


FACTS = 6
"""So many facts stand open under an answer; the rest is folded."""


def _row(
    text: str,
    explained: Explained,
    entries_for: tuple[Entry, ...],
    entries_against: tuple[Entry, ...],
    *,
    is_key: bool,
    is_chosen: bool,
) -> Row:
    rest = explained.text
    for entry in (*entries_for, *entries_against):
        rest = rest.replace(entry.says, "")
    return Row(
        text,
        explained.text,
        not rest.strip(),
        is_key,
        is_chosen,
        entries_for,
        entries_against,
        explained.facts,
    )


def _entries(
    answer: Answer, option: int, stance: str, numbers: dict[int, int]
) -> tuple[Entry, ...]:
    """Sentences of one side, each once, with all its numbers; ordered by the first number."""
    said: dict[str, set[int]] = {}
    for entry in answer.spoken:
        if entry.option == option and entry.stance == stance:
            said.setdefault(entry.says, set()).update(numbers[line] for line in entry.lines)
    entries = [Entry(says, tuple(sorted(places))) for says, places in said.items()]
    return tuple(sorted(entries, key=lambda entry: entry.numbers or (10_000,)))


def _without_common_ground(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """What speaks for every option alike is said once, beside the key."""
    common = set.intersection(*(set(row.entries_for) for row in rows))
    return tuple(
        row
        if row.is_key
        else replace(
            row, entries_for=tuple(entry for entry in row.entries_for if entry not in common)
        )
        for row in rows
    )


def _ledger_order(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The key first, then the learner's answer, then the rest as offered."""
    return tuple(sorted(rows, key=lambda row: (not row.is_key, not row.is_chosen)))


def _sentence(line: ShownLine, numbers: dict[int, int]) -> Sentence:
    return Sentence(line.text, numbers.get(line.position))


def _unique(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple({fact.pk: fact for fact in facts}.values())


def _disputes(known: Ground, facts: Sequence[Fact]) -> tuple[Dispute, ...]:
    """Where the layers differ on a fact this answer rests on."""
    used = {fact.pk for fact in facts}
    return tuple(dispute for dispute, touched in known.disputes if touched & used)
