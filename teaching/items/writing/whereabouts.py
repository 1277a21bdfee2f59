"""Whereabouts: the regions and scopes a line names, with their sides. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from teaching.items.generators.item_models import Ground
from teaching.items.generators.wording import SLOT
from teaching.items.linting.tokens import listed, root, singular, words_of
from teaching.items.writing.dates import span
from teaching.items.writing.phrasing import spot
from teaching.items.writing.wordings import EMPTY, roots_of
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.statements import Tag

SIDES = dict.fromkeys(
    ("both", "each", "either", "neither", "bilateral", "bilaterally", "sides"), "both"
) | {"left": "left", "right": "right"}
ELSE = listed("other others elsewhere else rest anywhere remaining everywhere")
LOOSE = listed("all the and both everywhere else other of groups")
"""Words of a scope's name that others share."""


class _Names(NamedTuple):
    """The words of a pack for its places."""

    regions: dict[frozenset[str], str]
    """Regions by the roots of words that name one and no other: "femoral head"."""
    names: dict[str, tuple[str, ...]]
    """Regions by slug, with the words of their names."""
    scopes: dict[str, frozenset[str]]
    """Scopes with the words of theirs."""


def _names(ground: Ground) -> _Names:
    regions, names = _named(ground)
    return _Names(
        regions,
        names,
        {
            scope.slug: frozenset(
                root(singular(word)) for word in words_of(scope.name) if word not in LOOSE
            )
            for scope in ground.pack.disease.scopes
        },
    )


class Reader:
    """Places findings where a line says they are, or where the lines before it were."""

    def __init__(self, ground: Ground, said: tuple[str, ...]) -> None:
        self.ground, self.said = ground, said
        self.index = ground.once(_names)
        self._named: dict[str, list[str]] = {}
        self._last = [at for at in dict.fromkeys(reversed(said)) if spot(ground, at)]

    def named(self, text: str) -> list[str]:
        """The places a text names."""
        found = self._named.get(text)
        if found is None:
            scopes = _scopes_of(self.ground, self.index, text)
            found = [*_places(self.ground, self.index, text, self.said), *scopes]
            self._named[text] = found
        return found

    def tags(self, slug: str, present: bool, part: str, text: str) -> Iterator[Tag]:
        """A finding at the places its part of the line names, or the whole line; else at the last
        place spoken of where it can be."""
        finding = self.ground.knowledge.findings[slug]
        low = high = None
        if finding.quantity:
            told = span(text, self.ground.pack.disease.unit)
            if told is None:
                return
            present = True
            low, high = told
        if not finding.sorts:
            yield Tag(slug, "", present, low, high)
            return
        for named in (self.named(part), self.named(text), self._last):
            fitting = [at for at in named if _can_be(self.ground, finding, at)]
            if fitting:
                for at in fitting[:1] if named is self._last else fitting:
                    yield Tag(slug, _mirrored(finding, at), present, low, high)
                return


def _places(ground: Ground, index: _Names, text: str, said: Sequence[str]) -> list[str]:
    """The places a text names, in its order; sides as it says, or as the lines before did."""
    words = words_of(text)
    roots = [root(singular(word)) for word in words]
    sides = [SIDES[word] for word in words if word in SIDES]
    found: dict[str, None] = {}
    for i in range(len(words)):
        slug = None
        for name, parts in index.names.items():
            if tuple(roots[i : i + len(parts)]) == parts:
                slug = name
                break
        else:
            slug = index.regions.get(frozenset(roots[i : i + 2])) or index.regions.get(
                frozenset(roots[i : i + 1])
            )
        if slug is None:
            continue
        region = next(one for one in ground.pack.disease.regions if one.slug == slug)
        if not region.sided:
            found.setdefault(slug)
            continue
        near = [SIDES[word] for word in words[max(0, i - 5) : i + 1] if word in SIDES]
        is_many = any(word != singular(word) for word in words[i : i + 2]) or slug in words[i]
        plural = words[i] != singular(words[i]) or (
            i + 1 < len(words) and words[i + 1] != singular(words[i + 1]) and is_many
        )
        side = near[-1] if near else ""
        if not side and (sides[:1] == ["both"] or "both" in sides):
            side = "both"
        if not side:
            side = _said_side(slug, said) or (sides[0] if sides and not plural else "both")
        found.setdefault(f"{side}-{slug}")
    return list(found)


def _said_side(slug: str, said: Sequence[str]) -> str:
    """On which side the lines before found something there."""
    for at in reversed(said):
        side, _, name = at.partition("-")
        if name == slug and side in ("left", "right", "both"):
            return side
    return ""


def _scopes_of(ground: Ground, index: _Names, text: str) -> list[str]:
    """The scopes a text names: "the arms", "all joints", "other joints", "elsewhere"."""
    words = words_of(text)
    roots = {root(singular(word)) for word in words}
    is_else = not ELSE.isdisjoint(words)
    named: list[str] = []
    rest: list[str] = []
    for scope in ground.pack.disease.scopes:
        asked = index.scopes[scope.slug]
        if bool(scope.without) is is_else and asked and asked <= roots:
            if scope.without or "all" in words or not scope.sorts:
                named.append(scope.slug)
        elif scope.without and is_else and not asked:
            rest.append(scope.slug)
    return named or rest[:1]


def _named(ground: Ground) -> tuple[dict[frozenset[str], str], dict[str, tuple[str, ...]]]:
    """Which region words stand for, if only one; and the names of the regions themselves.

    A single word has to be one that nothing else is said with.
    """
    pack = ground.pack
    names = {
        region.slug: tuple(root(singular(word)) for word in words_of(region.name))
        for region in pack.disease.regions
    }
    common = {one for finding in pack.findings for one in roots_of(finding.name)}
    for phrase in pack.phrases:
        for text in (*phrase.one, *phrase.both, *phrase.whole):
            common |= roots_of(SLOT.sub(" ", text))
    places: dict[frozenset[str], set[str]] = defaultdict(set)
    for region in pack.disease.regions:
        own = roots_of(region.both or "")
        if len(names[region.slug]) == 1 and len(own) == 1:
            places[frozenset(own)].add(region.slug)
    for word in pack.generator.words if pack.generator else ():
        for text in (*word.one, *word.both):
            roots = [root(singular(one)) for one in words_of(SLOT.sub(" ", text))
                     if one not in EMPTY and len(one) > 2]  # fmt: skip
            for size in (1, 2):
                for i in range(len(roots) - size + 1):
                    part = frozenset(roots[i : i + size])
                    if len(part) == size and not part <= common:
                        places[part].update(word.at or ("*", "**"))
    taken = {frozenset(parts) for parts in names.values()}
    return {
        part: next(iter(at)) for part, at in places.items() if len(at) == 1 and part not in taken
    }, names


def _mirrored(finding: Finding, at: str) -> str:
    side, _, slug = at.partition("-")
    return f"both-{slug}" if finding.mirrored and side in ("left", "right") else at


def _can_be(ground: Ground, finding: Finding, at: str) -> bool:
    regions, scopes = ground.knowledge.regions, ground.knowledge.scopes
    ids: Iterable[str] = (at,) if at in regions else scopes.get(at, ())
    return any(regions[one].sort in finding.sorts for one in ids)
