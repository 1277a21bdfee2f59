"""Suggesting: which findings a line states, from the words an author types; and the findings a
few words look for. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from teaching.items.generators.item_models import Ground
from teaching.items.linting.tokens import words_of
from teaching.items.writing.phrasing import stage_of
from teaching.items.writing.whereabouts import Reader
from teaching.items.writing.wordings import denies, graded, scored, wordings
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.statements import Tag

MOST = 6
"""So many suggestions are made for one line."""
LONGEST = 2_000
"""So many characters of a line are read."""
LEAST = 0.08
"""A likeness below which nothing is suggested."""
OTHER_STAGE = 0.55
"""What a finding that belongs to another stage is worth here."""

SENTENCE = re.compile(r"[;:.](?:\s|$)|\s(?:but|while|although|whose)\s|,\s(?=and\s)")
CLAUSE = re.compile(r",|\s(?:and|with)\s")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag for a line, and how much of what the pack would say the line says, about 0 to 1."""

    tag: Tag
    score: float


def suggest(
    ground: Ground, text: str, stage: str, regions_said: Sequence[str] = ()
) -> tuple[Suggestion, ...]:
    """What a line seems to state, the likeliest first. ``regions_said`` are the places of the tags
    of the lines before it, in their order: a line that names none speaks of the last."""
    index = ground.once(wordings)
    text = text[:LONGEST]
    reader = Reader(ground, tuple(regions_said))
    best: dict[str, tuple[float, bool, str]] = {}
    sentences = [one for one in SENTENCE.split(text) if one.strip()]
    parts = {text: text}
    for whole in sentences:
        parts.setdefault(whole, whole)
        for clause in CLAUSE.split(whole):
            if clause.strip():
                parts.setdefault(clause, whole)
    mixed = len({denies(clause) for clause in parts if clause not in sentences}) > 1
    for part, whole in parts.items():
        mood = None if mixed and part in (text, *sentences) else denies(part)
        for (finding, present), score in scored(index, part, mood).items():
            if stage_of(ground, finding) != stage:
                score *= OTHER_STAGE
            known = best.get(finding)
            if known is None or score > known[0]:
                best[finding] = score, present, whole
    for tag, holds in graded(index, text):
        best[tag.finding] = (1.0 if holds else 0.0), tag.present, text
    ranked = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))
    found: dict[Tag, float] = {}
    for slug, (score, present, part) in ranked:
        if score < LEAST or len(found) >= MOST:
            break
        if any(_covers(ground, tag, slug, present) for tag in found):
            score *= 0.9
        for tag in reader.tags(slug, present, part, text):
            found.setdefault(tag, round(score, 3))
    return tuple(Suggestion(tag, score) for tag, score in list(found.items())[:MOST])


def _covers(ground: Ground, tag: Tag, slug: str, present: bool) -> bool:
    """Whether a finding suggested before implies this one."""
    if not tag.present:
        return False
    return any(
        one.finding == slug and one.present is present
        for one in ground.knowledge.findings[tag.finding].implies
    )


def search(ground: Ground, words: str, stage: str = "") -> tuple[Finding, ...]:
    """The findings that words look for: every word begins one of a finding's name, or of what is
    said of it. Those whose name begins so come first, and those of this stage before others.

    Without words all findings, in the order of the pack, those of the stage first.
    """
    index = ground.once(wordings)
    wanted = words_of(words)
    found = []
    for place, finding in enumerate(ground.pack.findings):
        name, _, spoken = index.words[finding.slug]
        rank = 0
        for word in wanted:
            if any(one.startswith(word) for one in name):
                rank += 0 if name[0].startswith(word) else 1
            elif any(one.startswith(word) for one in spoken):
                rank += 4
            else:
                break
        else:
            elsewhere = bool(stage) and stage_of(ground, finding.slug) != stage
            found.append((rank + 2 * elsewhere, place, finding))
    found.sort(key=lambda one: one[:2])
    return tuple(finding for _, _, finding in found)
