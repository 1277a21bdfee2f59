"""A pack's generator, indexed once: what can be drawn and how it can be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import cached_property
from typing import NamedTuple

from teaching.items.generators.spots import HERE, MIRROR, Spot, placed, spot_of
from teaching.knowledge.places import Places
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.generator.patients import Occupation
from teaching.knowledge.schema.generator.patterns import Aim
from teaching.knowledge.schema.generator.phrases import Measure, Phrase, Word
from teaching.knowledge.schema.generator.pictures import Sign
from teaching.knowledge.schema.vignettes import Line
from teaching.knowledge.shapes import union
from teaching.knowledge.statements import Tag

REMEMBERED = 200
"""Lines kept per phrase and place."""
Atom = tuple[str, bool, str]
"""What is to be said at a place: finding, present or absent, and ``here``, a scope or ``""``."""


class CannotGenerate(ValueError):  # noqa: N818 (says what happened)
    """The pack has nothing from which such a case could be made."""


class Redraw(Exception):  # noqa: N818 (no error: the next draw may do)
    """This draw leads nowhere; another one may."""


class Bits(NamedTuple):
    """What a tag says at a spot: a bit for the finding at each place, and those of the opposite."""

    said: int
    denied: int


class Stock:
    """What drawing needs of a pack, looked up in constant time."""

    def __init__(self, pack: Pack) -> None:
        if pack.generator is None:
            raise CannotGenerate(f"the pack '{pack.disease.slug}' has no generator")
        self.pack = pack
        self.generator = pack.generator
        self.regions = {region.slug: region for region in pack.disease.regions}
        self.levels = {level: i for i, level in enumerate(pack.disease.levels)}
        self.pictures = {picture.slug: picture for picture in self.generator.pictures}
        self.windows = {window.concept: window for window in self.generator.windows}
        self.questions = {question.axis: question for question in self.generator.questions}
        self.concepts = {concept.slug: concept for concept in pack.concepts}
        self.layers = {fact.id: fact.layer for fact in pack.facts}
        self.stages = self._stages()
        self.rank = {finding: i for i, finding in enumerate(self.generator.order)}
        self.scopes = {slug: frozenset(ids) for slug, ids in Places(pack.disease).scopes.items()}
        self.places = frozenset(Places(pack.disease).regions)
        self.everywhere = frozenset(group.flag for group in self.generator.flags)
        """The flags that bone in some region or other raises."""
        self._excluding = {scope.slug for scope in pack.disease.scopes if scope.without}
        self.marks = {scope.without for scope in pack.disease.scopes if scope.without}
        self.moods = {mood.difficulty: mood for mood in self.generator.moods}
        self.dated = {finding.slug for finding in pack.findings if finding.quantity}
        self.onset = tuple(tag.finding for tag in self.generator.onset if tag.finding in self.dated)
        self.hangs = {f: one.of for one in self.generator.hangs for f in one.findings}
        self.kin: dict[str, set[str]] = {finding.slug: {finding.slug} for finding in pack.findings}
        for finding in pack.findings:
            self.kin[finding.slug].update(one.finding for one in finding.implies if one.present)
            for other in finding.contradicts:
                self.kin[finding.slug].add(other)
                self.kin[other].add(finding.slug)
        self.aims: dict[tuple[str, str], list[Aim]] = {}
        """Those a kind of case may have on an axis, once it has been asked for."""
        self._named: dict[str, tuple[str, ...]] = {}
        self._spots: dict[tuple[tuple[str, ...], str], Spot] = {}
        self._scenes_at: dict[tuple[str, Spot], list[Saying]] = {}
        self._sayings_at: dict[tuple[Atom, Spot | None], list[Saying]] = {}
        self._spots_at: dict[str, Spot | None] = {}
        self._occupations: dict[int, list[Occupation]] = {}
        self._groups: dict[frozenset[str], frozenset[str]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._bits: dict[tuple[Tag, Spot | None], Bits] = {}
        self._words_at: dict[tuple[str, Spot], tuple[tuple[str, ...], ...]] = {}
        self._signs: dict[tuple[int, Spot], tuple[Sign, Bits]] = {}
        self.sayings: dict[Atom, list[Saying]] = defaultdict(list)
        self.scenes: dict[str, list[Saying]] = defaultdict(list)
        for phrase in pack.phrases:
            saying = Saying(phrase)
            for atom in saying.atoms:
                self.sayings[atom].append(saying)
            if not saying.atoms and phrase.stage:
                self.scenes[phrase.stage].append(saying)
        self.severities = {
            severity.slug: frozenset(tag for tag in severity.states if tag.present)
            for severity in self.generator.lesion.severities
        }
        """What each severity states present."""
        self.graded = frozenset[Tag]().union(*self.severities.values())
        """What any of them does."""
        self.openers = [Saying(phrase) for phrase in self.generator.lesion.openers]
        self.words: dict[str, list[Word]] = defaultdict(list)
        for word in self.generator.words:
            self.words[word.slot].append(word)
        self.measures: dict[str, list[Measure]] = defaultdict(list)
        for measure in self.generator.measures:
            self.measures[measure.slot].append(measure)

    def _stages(self) -> dict[str, str]:
        """The stage of the story at which each finding is told."""
        told = {telling.of: telling.at for telling in self.generator.tellings}
        return {
            finding.slug: told.get(finding.slug, told.get(finding.stage, finding.stage))
            for finding in self.pack.findings
        }

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The concepts a case can be drawn for."""
        return tuple(dict.fromkeys(pattern.key for pattern in self.generator.patterns))

    def occupations(self, youngest: int) -> list[Occupation]:
        """Those in which somebody of this age, in years, may still be."""
        found = self._occupations.get(youngest)
        if found is None:
            found = [one for one in self.generator.occupations if one.ages[1] >= youngest]
            self._occupations[youngest] = found
        return found

    def spot(self, regions: tuple[str, ...], side: str) -> Spot:
        """The place of these regions, one and the same each time."""
        found = self._spots.get((regions, side))
        if found is None:
            found = Spot(tuple(self.regions[slug] for slug in regions), side)
            self._spots[regions, side] = found
        return found

    def spot_at(self, at: str) -> Spot | None:
        """The place a tag names (``left-hip``, ``both-hip``, ``spine``), None for other scopes."""
        if at not in self._spots_at:
            self._spots_at[at] = spot_of(at, self.regions)
        return self._spots_at[at]

    def bits(self, tag: Tag, spot: Spot | None) -> Bits:
        """What a tag says there. Raises CannotGenerate for one that needs a spot where none is."""
        key = tag, spot
        found = self._bits.get(key)
        if found is None:
            found = self._bits[key] = self._numbered(tag, spot)
        return found

    def _numbered(self, tag: Tag, spot: Spot | None) -> Bits:
        if tag.at not in (HERE, MIRROR):
            atoms: tuple[tuple[str, str], ...] = ((tag.finding, tag.at),)
        elif spot is None:
            raise CannotGenerate(f"'{tag}' speaks of a place where there is none")
        else:
            atoms = spot.atoms(tag)
        present = sum(
            1 << 2 * self._numbers.setdefault(atom, len(self._numbers)) for atom in set(atoms)
        )
        return Bits(present, present << 1) if tag.present else Bits(present << 1, present)

    def sign_bits(self, sign: Sign, spot: Spot) -> Bits:
        """The same of all that a sign of the pack states, taken together.

        Looked up by the object, which the pack keeps: a sign's own hash is that of all it holds.
        """
        key = id(sign), spot
        found = self._signs.get(key)
        if found is None:
            each = [self.bits(tag, spot) for tag in sign.states]
            all_of_it = Bits(union(one.said for one in each), union(one.denied for one in each))
            # The sign is kept beside its bits, so that no other can come to have its id.
            found = self._signs[key] = sign, all_of_it
        return found[1]

    def words_at(self, name: str, spot: Spot) -> tuple[tuple[str, ...], ...]:
        """The choices of words that regions of a place have for a slot, region by region."""
        found = self._words_at.get((name, spot))
        if found is None:
            own = [self._words_of(name, region.slug, spot) for region in spot.regions]
            found = self._words_at[name, spot] = tuple(choices for choices in own if choices)
        return found

    def _words_of(self, name: str, region: str, spot: Spot) -> tuple[str, ...]:
        for word in self.words.get(name, ()):
            choices = word.both if spot.is_many else word.one
            if choices and (not word.at or region in word.at):
                return choices
        return ()

    def scenes_at(self, stage: str, spot: Spot) -> list[Saying]:
        """The sentences of a stage that decide nothing and are worded for a place."""
        found = self._scenes_at.get((stage, spot))
        if found is None:
            found = [one for one in self.scenes.get(stage, ()) if one.said(spot).is_worded]
            self._scenes_at[stage, spot] = found
        return found

    def sayings_at(self, atom: Atom, spot: Spot | None) -> list[Saying]:
        """The phrases that say this, among other things or alone, and are worded for a place."""
        found = self._sayings_at.get((atom, spot))
        if found is None:
            found = [one for one in self.sayings.get(atom, ()) if one.said(spot).is_worded]
            self._sayings_at[atom, spot] = found
        return found

    def ids(self, at: str) -> tuple[str, ...]:
        """Every region a place names, each side for itself; a scope as wide as it can be."""
        if at not in self._named:
            spot = self.spot_at(at) if at else None
            scope = tuple(sorted(self.scopes.get(at, ()))) if at else ("",)
            self._named[at] = spot.ids if spot is not None else scope
        return self._named[at]

    def is_elsewhere(self, scope: str) -> bool:
        """Whether a scope leaves out the regions that show something."""
        return scope in self._excluding

    def groups(self, regions: Iterable[str]) -> frozenset[str]:
        """The flags raised by bone in these regions."""
        found = frozenset(regions)
        raised = self._groups.get(found)
        if raised is None:
            groups = self.generator.flags
            raised = frozenset(g.flag for g in groups if found.intersection(g.regions))
            self._groups[found] = raised
        return raised


class Said(NamedTuple):
    """A phrase at a place: its sentences, what they state and ask for, and whether there are any
    worded for it."""

    texts: tuple[str, ...]
    tags: tuple[Tag, ...]
    asks: tuple[Tag, ...]
    findings: frozenset[str]
    """Those the tags state."""
    is_worded: bool
    lines: dict[str, Line]
    """Lines told before, by their text: one is checked once."""

    def line(self, text: str) -> Line:
        """A line that says this and states no value."""
        found = self.lines.get(text)
        if found is None:
            if len(self.lines) > REMEMBERED:
                self.lines.clear()
            found = self.lines[text] = Line(text=text, tags=self.tags, fits=self.asks)
        return found


class Saying:
    """A phrase, ready for asking what it says and where it is worded for."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        self.slug = phrase.slug
        self.needs = phrase.needs
        self.states = phrase.states
        self.asks = phrase.fits
        self.atoms = frozenset(atom_of(tag) for tag in phrase.states)
        self.at = frozenset(phrase.at)
        self.whole = phrase.whole
        self.one = phrase.whole + phrase.one
        self.many = phrase.whole + phrase.both
        size = len(phrase.whole) + max(len(phrase.one), len(phrase.both))
        self.weight = (6 * len(self.atoms) - 5) * size
        """Phrases that say several things at once, in many ways, are preferred."""
        self._said: dict[Spot | None, Said] = {}

    def said(self, spot: Spot | None) -> Said:
        """What the phrase comes to at a place, or at none."""
        found = self._said.get(spot)
        if found is None:
            found = self._said[spot] = self._say(spot)
        return found

    def _say(self, spot: Spot | None) -> Said:
        texts = self.wordings(spot)
        is_worded = bool(texts) and not (self.at and (spot is None or not spot.slugs <= self.at))
        tags, asks = placed(self.phrase.states, spot), placed(self.phrase.fits, spot)
        return Said(texts, tags, asks, frozenset(tag.finding for tag in tags), is_worded, {})

    def wordings(self, spot: Spot | None) -> tuple[str, ...]:
        """The sentences for a place, or for none."""
        if spot is None:
            return self.whole
        return self.many if spot.is_many else self.one


def atom_of(tag: Tag) -> Atom:
    return tag.finding, tag.present, tag.at


def is_local(atom: Atom) -> bool:
    return atom[2] in (HERE, MIRROR)


def holds(needs: Iterable[str], flags: Set[str]) -> bool:
    """Whether every needed flag is raised and none that is marked with ``!``."""
    for need in needs:
        if need[0] == "!":
            if need[1:] in flags:
                return False
        elif need not in flags:
            return False
    return True


_last: list[Stock] = []


def stock_of(pack: Pack) -> Stock:
    """The stock of a pack; kept for the pack last asked for, since indexing costs milliseconds.

    Raises CannotGenerate where the pack has no generator.
    """
    if not _last or _last[0].pack is not pack:
        _last[:] = [Stock(pack)]
    return _last[0]
