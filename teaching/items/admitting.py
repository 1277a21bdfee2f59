"""Admitting: what stands against publishing a vignette, from its proofs, its wording and its facts.

Pure. Nothing here decides what becomes of a doubt: a generator draws again, an editor mends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from teaching.items.generators.item_models import Ground
from teaching.items.linting import Flaw, lint, lint_story, story_of
from teaching.items.linting.tokens import content, tokens
from teaching.items.proving import Proof, prove
from teaching.knowledge.schema.facts import Fact
from teaching.knowledge.schema.vignettes import Option, Vignette
from teaching.knowledge.verdicts import Contradiction


@dataclass(frozen=True, slots=True)
class Admission:
    """What was found; a vignette without ``doubts`` may be published.

    ``flaws`` are those of every question in turn, then those of the story, warnings included.
    """

    proofs: tuple[Proof, ...]
    flaws: tuple[Flaw, ...]
    doubts: tuple[str, ...]

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
    flaws: tuple[Flaw, ...] = ()
    try:
        proofs = prove(ground.knowledge, ground.facts, vignette)
    except (Contradiction, ValueError) as error:
        doubts.append(str(error))
    try:
        story = story_of(vignette, ground.lexicon)
    except ValueError as error:
        doubts.append(str(error))
    else:
        asked = (flaw for one in story.asked for flaw in lint(one))
        flaws = (*asked, *lint_story(story))
    doubts += (f"{proof.item.slug}: {problem}" for proof in proofs for problem in proof.problems)
    doubts += (f"{one.rule}: {one.reason}" for one in flaws if one.severity == "error")
    doubts += _unbacked(ground, vignette, proofs)
    doubts += _naming(ground, vignette)
    return Admission(proofs, flaws, tuple(dict.fromkeys(doubts)))


def _unbacked(ground: Ground, vignette: Vignette, proofs: tuple[Proof, ...]) -> Iterator[str]:
    """Options that nobody explains, and facts that no source backs."""
    leaned: dict[str, None] = {}
    for item in vignette.items:
        for option in item.options:
            if not option.rationale.strip():
                yield f"{item.slug}: '{option.text}' has no rationale"
            if not option.facts:
                yield f"{item.slug}: '{option.text}' names no fact"
            leaned.update(dict.fromkeys(option.facts))
    for proof in proofs:
        for verdict in (*(one.verdict for one in proof.options), *proof.grounds):
            for reason in verdict.sentences if verdict is not None else ():
                leaned.update(dict.fromkeys(reason.facts))
    for cited in leaned:
        fact = ground.facts.get(cited)
        if fact is not None and not _is_sourced(ground, fact):
            yield f"the fact {cited} has no source"


def _is_sourced(ground: Ground, fact: Fact, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a fact stands in a source, or is drawn from facts that all do."""
    if fact.sources:
        return True
    if not fact.parents or fact.id in seen:
        return False
    return all(
        parent in ground.facts and _is_sourced(ground, ground.facts[parent], seen | {fact.id})
        for parent in fact.parents
    )


def _naming(ground: Ground, vignette: Vignette) -> Iterator[str]:
    """What is shown around a question before it is answered, where it names the key."""
    for item in vignette.items:
        around = {
            "title": vignette.title,
            "slug": vignette.slug,
            "question's slug": item.slug,
            "question's label": item.label or "",
        }
        for option in (one for one in item.options if one.key):
            names, codes = _names(ground, option)
            for what, text in around.items():
                if any(name <= content(text) for name in names) or any(
                    f" {code} " in _spaced(text) for code in codes
                ):
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
    return [one for one in roots if one], [_spaced(code).strip() for code in codes]


def _spaced(text: str) -> str:
    """The words of a text in lower case, a space around each."""
    return " ".join(("", *(token.low for token in tokens(text)), ""))
