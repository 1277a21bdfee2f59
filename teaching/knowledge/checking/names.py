"""Names: each stands for one thing, and every one that is used exists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from teaching.knowledge.checking.book import SECTIONS, Book, Leaf, Remark, name_of
from teaching.knowledge.checking.circles import circle
from teaching.knowledge.problems import Path, instead
from teaching.knowledge.schema import filming
from teaching.knowledge.schema.atlas import Cell, ComparisonCell, Discriminator
from teaching.knowledge.schema.contrasts import Contrast, Exclusion, Theme
from teaching.knowledge.schema.facets import Facet
from teaching.knowledge.schema.facts import Citation, Dispute, Fact, FactRelation
from teaching.knowledge.schema.filming import Filming, Place
from teaching.knowledge.schema.findings import Concept, Finding
from teaching.knowledge.schema.generator import Generator, phrases
from teaching.knowledge.schema.generator.exchanges import Exchange
from teaching.knowledge.schema.generator.flags import FlagGroup
from teaching.knowledge.schema.generator.patterns import Aim, Pattern
from teaching.knowledge.schema.generator.pictures import Picture, Share, Site
from teaching.knowledge.schema.generator.questions import OptionSet, Question
from teaching.knowledge.schema.parts import Part
from teaching.knowledge.schema.rules import (
    Component,
    Composition,
    ConceptClause,
    Interval,
    Rule,
    Tendency,
)
from teaching.knowledge.schema.vignettes import Item, VignetteStage
from teaching.knowledge.schema.vocabulary import Axis, Notice, Region, Scope
from teaching.knowledge.schema.wording import Paralysis, SafetyLine, Wording
from teaching.knowledge.statements import Claim, Literal, Tag

KINDS: dict[tuple[type[Part], str], str] = {
    (Axis, "after"): "stage",
    (Region, "sort"): "sort",
    (Scope, "sorts"): "sort",
    (Scope, "without"): "finding",
    (Notice, "when"): "finding",
    (Citation, "source"): "source",
    (Fact, "aspect"): "aspect",
    (Fact, "concerns"): "concept",
    (Fact, "parents"): "fact",
    (FactRelation, "to"): "fact",
    (Dispute, "article"): "fact",
    (Dispute, "evidence"): "fact",
    (Concept, "axis"): "axis",
    (Concept, "alike"): "concept",
    (Finding, "stage"): "stage",
    (Finding, "sorts"): "sort",
    (Finding, "contradicts"): "finding",
    (Component, "at"): "sort",
    (Composition, "exactly"): "component",
    (Interval, "quantity"): "finding",
    (Rule, "concept"): "concept",
    (Rule, "at"): "sort",
    (ConceptClause, "concepts"): "concept",
    (Tendency, "concept"): "concept",
    (Cell, "concept"): "concept",
    (Facet, "aspect"): "aspect",
    (ComparisonCell, "concept"): "concept",
    (Discriminator, "first"): "concept",
    (Discriminator, "second"): "concept",
    (VignetteStage, "stage"): "stage",
    (Item, "axis"): "axis",
    (Item, "after"): "stage",
    (Filming, "stages"): "stage",
    (Place, "region"): "region",
    (filming.Phrase, "finding"): "finding",
    (phrases.Phrase, "stage"): "stage",
    (Generator, "stages"): "stage",
    (Generator, "onset_axis"): "axis",
    (Picture, "component"): "component",
    (Pattern, "axis"): "axis",
    (Aim, "axis"): "axis",
    (Question, "axis"): "axis",
    (Question, "after"): "stage",
    (OptionSet, "answers"): "concept",
    (Share, "window"): "concept",
    (Exchange, "at"): "sort",
    (Contrast, "axis"): "axis",
    (Contrast, "sets"): "turn",
    (Contrast, "keys"): "turn",
    (Exclusion, "axis"): "axis",
    (Theme, "axis"): "axis",
    (Site, "regions"): "region",
    (FlagGroup, "regions"): "region",
    (Wording, "below_lesion"): "finding",
    (SafetyLine, "when"): "finding",
    (SafetyLine, "axes"): "axis",
    (SafetyLine, "one_of"): "finding",
}
"""Fields that hold the name of something. Fields called ``facts`` hold facts everywhere."""

LEVELS = frozenset({(Region, "level"), (Paralysis, "highest"), (Paralysis, "lowest")})
"""Fields that hold a level of the lesion."""

DRAWN = frozenset({"here", "mirror"})
"""In phrases and in the generator: wherever the sentence or picture is set, and opposite it."""


def remarks(book: Book) -> Iterator[Remark]:
    yield from _twice(book)
    yield from _listed_twice(book)
    for leaf in book.leaves:
        yield from _unknown(book, leaf)


def _twice(book: Book) -> Iterator[Remark]:
    """Two entries with one name."""
    named = [
        (kind, name_of(entry), path)
        for kind, section in SECTIONS.items()
        for entry, path in book.section(section)
    ]
    for index, rule in enumerate(book.pack.rules):
        named.append(("rule for the concept", rule.concept, ("rules", index)))
    for index, tendency in enumerate(book.pack.tendencies):
        name = f"{tendency.finding}' for '{tendency.concept}"
        named.append(("tendency", name, ("tendencies", index)))
    for index, vignette in enumerate(book.pack.vignettes):
        for number, item in enumerate(vignette.items):
            path: Path = ("vignettes", index, "items", number)
            named.append((f"item of '{vignette.slug}'", item.slug, path))
    first: dict[tuple[str, str], Path] = {}
    for kind, name, path in named:
        known = first.setdefault((kind, name), path)
        if known != path:
            what = f"There is a second {kind} '{name}'; the first is at {{other}}."
            yield Remark(path, what, "Rename one of them.", known)
    for region, path in book.section("disease.regions"):
        if region.slug in book.entries["scope"]:
            what = f"'{region.slug}' is a region and a scope."
            yield Remark(path, what, "Rename one of them.")
    inside = {scope.slug: scope.regions for scope in book.pack.disease.scopes}
    for scope, path in book.section("disease.scopes"):
        if way := circle(scope.slug, inside):
            what = f"The scope '{scope.slug}' contains itself ({' → '.join(way)})."
            yield Remark((*path, "regions"), what, "Leave one of these out.")
        if not scope.regions and not scope.sorts:
            what = f"The scope '{scope.slug}' covers nothing."
            yield Remark(path, what, "Write 'regions: […]' or 'sorts: […]'.")
    for component, path in book.section("components"):
        if component.slug in book.entries["concept"]:
            what = f"'{component.slug}' is a component and a concept."
            yield Remark(path, what, "Rename one of them.")


def _listed_twice(book: Book) -> Iterator[Remark]:
    """One list that says the same thing two times."""
    for _way, group in groupby(book.leaves, lambda leaf: leaf.path[:-1]):
        seen = set()
        for leaf in group:
            if not isinstance(leaf.path[-1], int) or isinstance(leaf.owner, Cell):
                continue
            if leaf.value in seen:
                yield Remark(leaf.path, f"'{leaf.value}' stands here twice.", "Delete one.")
            seen.add(leaf.value)
    for section, field, key in (
        ("facts", "relations", "to"),
        ("facts", "sources", ("source", "locator")),
        ("rows", "cells", "concept"),
        ("comparisons", "cells", "concept"),
    ):
        keys = (key,) if isinstance(key, str) else key
        for entry, path in book.section(section):
            known: set[tuple[str, ...]] = set()
            for index, part in enumerate(getattr(entry, field)):
                name = tuple(getattr(part, one) for one in keys)
                if name in known:
                    what = f"'{name[0]}' stands in this list already."
                    yield Remark((*path, field, index), what, "Delete one of them.")
                known.add(name)


def _unknown(book: Book, leaf: Leaf) -> Iterator[Remark]:
    match leaf.value:
        case Literal():
            yield from book.unknown("finding", leaf.value.finding, leaf.path)
        case Tag():
            yield from book.unknown("finding", leaf.value.finding, leaf.path)
            yield from _place(book, leaf.value.at, leaf.path)
        case Claim():
            yield from _claimed(book, leaf.value, leaf.path)
            yield from _place(book, leaf.value.at, leaf.path)
        case str():
            kind = "fact" if leaf.field == "facts" else KINDS.get((type(leaf.owner), leaf.field))
            if kind:
                yield from book.unknown(kind, leaf.value, leaf.path)
            elif (type(leaf.owner), leaf.field) == (Scope, "regions"):
                yield from _place(book, leaf.value, leaf.path, sided=False)
            elif (type(leaf.owner), leaf.field) in LEVELS:
                levels = book.pack.disease.levels
                if leaf.value not in levels:
                    right = instead(leaf.value, levels, "Add it to 'levels'.")
                    yield Remark(leaf.path, f"There is no level '{leaf.value}'.", right)


def _claimed(book: Book, claim: Claim, path: Path) -> Iterator[Remark]:
    if claim.concept not in book.entries["component"]:
        yield from book.unknown("concept", claim.concept, path)


def _place(book: Book, at: str, path: Path, sided: bool = True) -> Iterator[Remark]:
    """``at`` has to be a region or scope; without ``sided`` a bare sided region is one too."""
    known = book.regions.keys() | book.scopes.keys()
    drawn = path[0] in ("phrases", "generator", "contrasts")
    if not sided or drawn:
        known |= book.entries["region"].keys()
    if not at or at in known or at in book.unread or (drawn and at in DRAWN):
        return
    bare = at.partition("-")[2] if at.startswith(("left-", "right-", "both-")) else at
    if bare in book.unread:
        return
    if at in book.entries["region"]:
        right = f"Write 'left-{at}', 'right-{at}' or 'both-{at}'."
        yield Remark(path, f"'{at}' has two sides.", right)
        return
    right = instead(at, known, "Add it to 'regions' or 'scopes'.")
    yield Remark(path, f"There is no region or scope '{at}'.", right)
