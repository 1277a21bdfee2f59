"""The public set of flawed and mended questions, read and measured.

Counted as found: the flawed version on which its own rule fires. Counted as a false alarm: the
mended version on which its own rule fires, or any rule at error level. ``held_out`` pairs were kept
out of the tuning; what they gave at first sight stands in ``docs/linter.md``. ``beyond_text`` pairs
turn on knowledge of the world that no text holds; they are counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from teaching.items.linting import (
    STORY_RULES,
    Asked,
    Flaw,
    Lexicon,
    Story,
    lexicon,
    lexicon_of,
    lint,
)
from teaching.knowledge.reading import read
from teaching.knowledge.statements import Tag

ROOT = Path(__file__).parents[3]
SET = ROOT / "tests" / "items" / "flaws"
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“])")
OWN_SUBJECTS = ("heterotopic ossification", "cord injury", "neurology", "rehabilitation", "nursing")
"""Subjects that speak the words of the demo pack."""


@dataclass(frozen=True)
class Version:
    """One version of a question, or of a story where ``asked`` is None."""

    asked: Asked | None
    story: Story

    def flaws(self) -> tuple[Flaw, ...]:
        found = lint(self.asked) if self.asked is not None else ()
        told = (flaw for rule in STORY_RULES for flaw in rule.flaws(self.story))
        return (*found, *told) if self.story.sentences else found


@dataclass(frozen=True)
class Pair:
    rule: str
    id: str
    subject: str
    held_out: bool
    beyond_text: bool
    flawed: Version
    mended: Version

    @property
    def found(self) -> bool:
        return any(flaw.rule == self.rule for flaw in self.flawed.flaws())

    @property
    def alarms(self) -> tuple[Flaw, ...]:
        return tuple(
            flaw
            for flaw in self.mended.flaws()
            if flaw.rule == self.rule or flaw.severity == "error"
        )


@cache
def demo_lexicon() -> Lexicon:
    pack = read(ROOT / "fixtures" / "nho").pack
    assert pack is not None
    return lexicon_of(pack)


@cache
def pairs() -> tuple[Pair, ...]:
    """Every pair of the set, in the order of the files."""
    return tuple(pair for path in sorted(SET.glob("*.yaml")) for pair in _read(path))


def readable() -> tuple[Pair, ...]:
    """The pairs whose flaw stands in the text."""
    return tuple(pair for pair in pairs() if not pair.beyond_text)


def _read(path: Path) -> Iterator[Pair]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in content["pairs"]:
        words = _lexicon(entry)
        yield Pair(
            content["rule"],
            entry["id"],
            entry["subject"],
            bool(entry.get("held_out", False)),
            bool(entry.get("beyond_text", False)),
            _version(entry, words),
            _version({**entry, **entry["mended"]}, words),
        )


def _lexicon(entry: dict[str, Any]) -> Lexicon:
    if entry["subject"] in OWN_SUBJECTS:
        return demo_lexicon()
    return lexicon(outdated=entry.get("outdated"), same=entry.get("same", ()))


def _version(entry: dict[str, Any], words: Lexicon) -> Version:
    text = entry.get("stem", "")
    stem = tuple(SENTENCE_END.split(text)) if text else ()
    tags = tuple(tuple(Tag.parse(tag) for tag in line) for line in entry.get("tags", ()))
    tags += ((),) * (len(stem) - len(tags)) if tags else ()
    asked = None
    if "options" in entry:
        options = tuple(entry["options"])
        asked = Asked(stem, entry["ask"], options, entry["key"] - 1, lexicon=words)
    return Version(asked, Story(stem, tags, (), (asked,) if asked else (), words))


def share(part: list[bool]) -> float:
    return sum(part) / len(part) if part else 1.0


@dataclass(frozen=True)
class Score:
    """Recall and the rate of false alarms over some pairs."""

    count: int
    recall: float
    alarms: float


def score(some: list[Pair]) -> Score:
    return Score(
        len(some), share([pair.found for pair in some]), share([bool(pair.alarms) for pair in some])
    )
