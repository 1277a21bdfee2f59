"""Term to meaning and back: the meanings of neighbouring terms are the distractors.

Pure. Terms are neighbours where the pack puts them into one family; a family of three can be asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from teaching.items.generators.item_models import Ground, ItemModel, Sketch
from teaching.items.generators.recital import FEWEST, MOST, Choice, layers_of, recite
from teaching.items.generators.stock import CannotGenerate
from teaching.items.linting.tokens import content
from teaching.knowledge.records import lower, plain, upper
from teaching.knowledge.schema.facts import Term
from teaching.knowledge.statements import Assertion
from teaching.knowledge.verdicts import State

SLUG = "term-to-meaning"
MEANING, TERM = "meaning", "term"
LEAD_INS = {
    MEANING: (
        "What does the term “{term}” mean?",
        "What is meant by “{term}”?",
        "What does “{term}” stand for?",
    ),
    TERM: (
        "Which term stands for {gist}?",
        "What is the term for {gist}?",
        "Which of these terms means {gist}?",
    ),
}

NOT_ASKED = {
    MEANING: "This is the meaning of another term.",
    TERM: "This term means something else.",
}
"""Opens the rationale of a wrong option."""


@dataclass(frozen=True)
class Design:
    """One question before it is worded; ``asked`` is the meaning, or the term."""

    asked: str
    key: Term
    others: tuple[Term, ...]

    @property
    def radicals(self) -> dict[str, str]:
        return {
            "asked": self.asked,
            "key": self.key.id,
            "others": " ".join(sorted(term.id for term in self.others)),
        }


def families(ground: Ground) -> tuple[tuple[Term, ...], ...]:
    """The families with at least three terms that can be asked against one another.

    Raises CannotGenerate where there is none.
    """
    records = ground.knowledge.records
    found: dict[str, list[Term]] = defaultdict(list)
    for term in ground.pack.terms:
        if (
            term.family is not None
            and records.read(Assertion(term.id, term.id)).state is State.ESTABLISHED
        ):
            found[term.family].append(term)
    kept = [[term for term in terms if not tells(term, terms)] for terms in found.values()]
    families = tuple(tuple(terms) for terms in kept if len(terms) >= FEWEST)
    if not families:
        raise CannotGenerate(
            f"no family of terms of '{ground.pack.disease.slug}' has {FEWEST} members with a 'gist'"
        )
    return families


def tells(term: Term, family: Sequence[Term]) -> bool:
    """Whether the name gives the meaning away: by a word of it that stands in this meaning and
    not in that of every neighbour."""
    shared = frozenset.intersection(*(content(one.gist or "") for one in family))
    return bool(content(plain(term)) & content(term.gist or "") - shared)


def designs(ground: Ground) -> Iterator[Design]:
    """Every question the families hold."""
    for family in families(ground):
        for asked in (MEANING, TERM):
            among = _askable(ground, family, asked)
            for chosen in combinations(among, min(MOST, len(among))):
                if len(chosen) >= FEWEST:
                    for key in chosen:
                        yield Design(asked, key, tuple(one for one in chosen if one is not key))


def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    design = rng.choice(ground.once(_every))
    key = design.key
    lead_in = rng.choice(LEAD_INS[design.asked])
    facts = ground.knowledge.records.read(Assertion(key.id, key.id)).facts
    return (
        recite(
            ground,
            seed,
            model=SLUG,
            lead_in=lead_in.format(term=plain(key), gist=lower(key.gist or "")),
            choices=[_choice(design, one, key=one is key) for one in (key, *design.others)],
            radicals=design.radicals,
            layers=layers_of(ground, facts),
            label="Meaning of a term",
            difficulty="easy",
        ),
    )


def _every(ground: Ground) -> tuple[Design, ...]:
    return tuple(designs(ground))


def possible(ground: Ground) -> Iterator[Mapping[str, str]]:
    """The radicals of every question the model can draw, before the linter has seen it."""
    for design in designs(ground):
        yield design.radicals


def _askable(ground: Ground, family: tuple[Term, ...], asked: str) -> list[Term]:
    """As options, names of people would stand out among descriptions."""
    if asked == MEANING:
        return list(family)
    people = ground.lexicon.eponyms
    return [term for term in family if not any(name in plain(term).lower() for name in people)]


def _choice(design: Design, one: Term, *, key: bool) -> Choice:
    asked = design.key
    if design.asked == MEANING:
        text, asserts = one.gist or "", Assertion(one.id, asked.id)
    else:
        text, asserts = upper(plain(one)), Assertion(asked.id, one.id)
    because = f"{upper(plain(one))}: {one.meaning}"
    if not key:
        because = f"{NOT_ASKED[design.asked]} {because}"
    return Choice(text, (asserts,), because, key)


MODEL = ItemModel(
    slug=SLUG,
    name="Term to meaning",
    version=1,
    about=(
        "Asks what a term means, or which term has a meaning. The distractors belong to terms of"
        " the same family; no name gives its meaning away."
    ),
    radicals={
        "asked": "the meaning of a term, or the term for a meaning",
        "key": "the term",
        "others": "the neighbouring terms offered beside it",
    },
    incidentals="Only the words of the question vary.",
    sketch=sketch,
)
