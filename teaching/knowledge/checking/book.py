"""A pack opened for checking: its names by kind, and every word in it that refers to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from teaching.knowledge.atoms import Atoms
from teaching.knowledge.places import Places
from teaching.knowledge.problems import Path, instead
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.schema.parts import Part
from teaching.knowledge.statements import Claim, Literal, Tag

SECTIONS = {
    "stage": "disease.stages",
    "axis": "disease.axes",
    "aspect": "disease.aspects",
    "sort": "disease.sorts",
    "region": "disease.regions",
    "scope": "disease.scopes",
    "layer": "disease.layers",
    "source": "sources",
    "fact": "facts",
    "dispute": "disputes",
    "term": "terms",
    "note": "notes",
    "concept": "concepts",
    "finding": "findings",
    "component": "components",
    "row": "rows",
    "discriminator": "discriminators",
    "facet": "facets",
    "phrase": "phrases",
    "turn": "contrasts.turns",
    "vignette": "vignettes",
}
"""What a thing is called, and where things of the kind stand."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend at a part of a pack. ``{other}`` in ``what`` stands for ``other``."""

    path: Path
    what: str
    right: str
    other: Path | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One word or statement, the part that holds it, in which field, and the way to it."""

    owner: Part
    field: str
    value: str | Tag | Literal | Claim
    path: Path


class Book:
    """One pack with its index. ``unread`` are names of entries that could not be understood."""

    def __init__(self, pack: Pack, unread: frozenset[str] = frozenset()) -> None:
        self.pack = pack
        self.unread = unread
        self.entries: dict[str, dict[str, tuple[Any, Path]]] = {}
        for kind, section in SECTIONS.items():
            here = self.entries[kind] = {}
            for entry, path in self.section(section):
                here.setdefault(name_of(entry), (entry, path))

    def section(self, section: str) -> Iterator[tuple[Any, Path]]:
        """The entries of a section with the ways to them."""
        holder: Any = self.pack
        steps = section.split(".")
        for step in steps:
            holder = getattr(holder, step, None)
        for index, entry in enumerate(holder or ()):
            yield entry, (*steps, index)

    def get(self, kind: str, name: str) -> Any | None:
        """The entry of that name, or None where there is none (or none that was understood)."""
        found = self.entries[kind].get(name)
        return found[0] if found else None

    def unknown(self, kind: str, name: str, path: Path) -> Iterator[Remark]:
        """The remark that there is no such thing, if there is none."""
        if name not in self.entries[kind] and name not in self.unread:
            section = SECTIONS[kind].rpartition(".")[2]
            right = instead(name, self.entries[kind], f"Add it to '{section}'.")
            yield Remark(path, f"There is no {kind} '{name}'.", right)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every word and statement of the pack, in order."""
        return tuple(_leaves(self.pack, ()))

    @cached_property
    def regions(self) -> dict[str, str]:
        """Every region of the body, left and right apart, with its sort."""
        return {
            place: region.sort
            for region in self.pack.disease.regions
            for place in (
                (f"left-{region.slug}", f"right-{region.slug}") if region.sided else (region.slug,)
            )
        }

    @cached_property
    def scopes(self) -> dict[str, frozenset[str]]:
        """Every scope with the regions it may cover, the pairs included."""
        disease = self.pack.disease
        covered: dict[str, frozenset[str]] = {
            f"both-{region.slug}": frozenset({f"left-{region.slug}", f"right-{region.slug}"})
            for region in disease.regions
            if region.sided
        }
        for _round in disease.scopes:  # a scope of scopes is complete after as many rounds
            for scope in disease.scopes:
                covered[scope.slug] = frozenset(
                    place
                    for name in scope.regions
                    for place in (covered.get(name) or self.sides(name))
                ) | {place for place, sort in self.regions.items() if sort in scope.sorts}
        return covered

    @cached_property
    def places(self) -> Places:
        """The regions, with those scopes that can be understood."""
        disease = self.pack.disease
        try:
            return Places(disease)
        except ValueError:  # told by ``names``
            return Places(disease.model_copy(update={"scopes": ()}))

    @cached_property
    def atoms(self) -> Atoms:
        """The atoms of the pack with those relations that can be understood."""
        known = self.entries["finding"].keys()
        asked = [leaf.value for leaf in self.leaves if isinstance(leaf.value, Literal)]
        return Atoms(
            [_related(finding, known) for finding, _ in self.entries["finding"].values()],
            self.places,
            across=frozenset(one.finding for one in asked if one.where == "mirror") & known,
            anywhere=frozenset(one.finding for one in asked if one.where == "anywhere") & known,
        )

    def sides(self, name: str) -> frozenset[str]:
        """The regions a word stands for: one, or both sides of a sided one."""
        return frozenset({name, f"left-{name}", f"right-{name}"} & self.regions.keys())

    def sorts(self, at: str) -> frozenset[str]:
        """The sorts of the regions that a region or scope stands for."""
        places = self.scopes.get(at) or self.sides(at)
        return frozenset(self.regions[place] for place in places)


def _related(finding: Finding, known: Collection[str]) -> Finding:
    """The finding with its relations to known findings only."""
    implies = tuple(
        one for one in finding.implies if one.finding in known and one.where != "anywhere"
    )
    contradicts = tuple(
        slug for slug in finding.contradicts if slug in known and slug != finding.slug
    )
    return finding.model_copy(update={"implies": implies, "contradicts": contradicts})


def name_of(entry: Any) -> str:
    return str(getattr(entry, "slug", None) or getattr(entry, "id", ""))


def _leaves(part: Part, path: Path) -> Iterator[Leaf]:
    for field in type(part).model_fields:
        yield from _inside(part, field, getattr(part, field), (*path, field))


def _inside(owner: Part, field: str, value: Any, path: Path) -> Iterator[Leaf]:
    if isinstance(value, Part):
        yield from _leaves(value, path)
    elif isinstance(value, str | Tag | Literal | Claim):
        yield Leaf(owner, field, value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inside(owner, field, item, (*path, index))
