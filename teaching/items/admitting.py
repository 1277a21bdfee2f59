"""Admitting: what stands against publishing a vignette, from its proofs, its wording and its facts.

Pure. Nothing here decides what becomes of a doubt: a generator draws again, an editor mends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from teaching.items.generators.item_models import Ground
from teaching.items.linting import Flaw, lint, lint_story, story_of
from teaching.items.linting.tokens import content, root_of, words_of
from teaching.items.proving import Proof, prove
from teaching.knowledge.schema.vignettes import Option, Vignette
from teaching.knowledge.verdicts import Contradiction

SHOWN = 1 << 10
"""Titles, slugs and names whose words are remembered: few, since most slugs come once."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What was found; a vignette without ``doubts`` may be published.

    ``flaws`` are those of every question in turn, then those of the story, warnings included.
    """

    proofs: tuple[Proof, ...]
    flaws: tuple[Flaw, ...]
    doubts: tuple[str, ...]
    places: tuple[int | None, ...] = ()
    """For each flaw the question it is of, from 0; None for one of the story."""

    @property
    def is_admitted(self) -> bool:
        return not self.doubts


def admit(ground: Ground, vignette: Vignette) -> Admission:
    """Whether a vignette may be published, and what stands against it.

    A doubt is an item that is not proved, an error of the linter, a fact that no source backs, an
    option without rationale, or a text around the question that names its key. Never raises for
    what a vignette says: a contradiction in its lines or a missing key is a doubt as well.
    """
    doubts: list[str] = []
    proofs: tuple[Proof, ...] = ()
    placed: list[tuple[Flaw, int | None]] = []
    try:
        proofs = prove(ground.knowledge, ground.facts, vignette)
    except (Contradiction, ValueError) as error:
        doubts.append(str(error))
    try:
        story = story_of(vignette, ground.lexicon)
    except ValueError as error:
        doubts.append(str(error))
    else:
        placed += ((flaw, n) for n, one in enumerate(story.asked) for flaw in lint(one))
        placed += ((flaw, None) for flaw in lint_story(story))
    flaws = tuple(flaw for flaw, _ in placed)
    doubts += (f"{proof.item.slug}: {problem}" for proof in proofs for problem in proof.problems)
    doubts += (f"{one.rule}: {one.reason}" for one in flaws if one.severity == "error")
    doubts += _unbacked(ground, vignette, proofs)
    doubts += _naming(ground, vignette)
    found = tuple(dict.fromkeys(doubts))
    return Admission(proofs, flaws, found, tuple(place for _, place in placed))


def _unbacked(ground: Ground, vignette: Vignette, proofs: tuple[Proof, ...]) -> Iterator[str]:
    """Options that nobody explains, and facts that no source backs."""
    for item in vignette.items:
        for option in item.options:
            if not option.rationale.strip():
                yield f"{item.slug}: '{option.text}' has no rationale"
            if not option.facts:
                yield f"{item.slug}: '{option.text}' names no fact"
    if not ground.unsourced:
        return
    for cited in dict.fromkeys(_leaned_on(vignette, proofs)):
        if cited in ground.unsourced:
            yield f"the fact {cited} has no source"


def _leaned_on(vignette: Vignette, proofs: tuple[Proof, ...]) -> Iterator[str]:
    """The facts on which the options and their proofs lean."""
    for item in vignette.items:
        for option in item.options:
            yield from option.facts
    for proof in proofs:
        for verdict in (*(one.verdict for one in proof.options), *proof.grounds):
            for one in verdict.sentences if verdict is not None else ():
                yield from one.facts


def _naming(ground: Ground, vignette: Vignette) -> Iterator[str]:
    """What is shown around a question before it is answered, where it names the key."""
    for item in vignette.items:
        around = (
            ("title", vignette.title),
            ("slug", vignette.slug),
            ("question's slug", item.slug),
            ("question's label", item.label or ""),
        )
        for option in item.options:
            if not option.key:
                continue
            names, codes = _names(ground, option)
            for what, text in around:
                roots, spaced = _spoken(text)
                if any(map(roots.issuperset, names)) or any(code in spaced for code in codes):
                    yield f"{item.slug}: the {what} names the key '{option.text}'"


def _names(ground: Ground, option: Option) -> tuple[list[frozenset[str]], list[str]]:
    """What an answer is called: names by the roots of their words, slugs and codes as they are."""
    names, codes = [option.text], []
    for claim in option.claims:
        concept = ground.concepts.get(claim.concept) if claim.holds else None
        if concept is not None:
            names.append(concept.name)
            codes += [concept.slug, *([concept.code] if concept.code else [])]
    roots = [content(name) for name in names]
    return [one for one in roots if one], [_spoken(code)[1] for code in codes]


@lru_cache(SHOWN)
def _spoken(text: str) -> tuple[frozenset[str], str]:
    """The roots of a text, and its words in lower case with a space around each."""
    words = words_of(text)
    return frozenset(filter(None, map(root_of, words))), " ".join(("", *words, ""))
