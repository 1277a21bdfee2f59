"""Names: each stands for one thing, and every one that is used exists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from teaching.knowledge import filming, generating, schema
from teaching.knowledge.checking.book import SECTIONS, Book, Leaf, Remark, name_of
from teaching.knowledge.checking.circles import circle
from teaching.knowledge.problems import Path, instead
from teaching.knowledge.schema import Part
from teaching.knowledge.statements import Claim, Literal, Tag

KINDS: dict[tuple[type[Part], str], str] = {
    (schema.Axis, "after"): "stage",
    (schema.Region, "sort"): "sort",
    (schema.Scope, "sorts"): "sort",
    (schema.Scope, "without"): "finding",
    (schema.Notice, "when"): "finding",
    (schema.Citation, "source"): "source",
    (schema.Fact, "aspect"): "aspect",
    (schema.Fact, "concerns"): "concept",
    (schema.Fact, "parents"): "fact",
    (schema.FactRelation, "to"): "fact",
    (schema.Dispute, "article"): "fact",
    (schema.Dispute, "evidence"): "fact",
    (schema.Concept, "axis"): "axis",
    (schema.Concept, "alike"): "concept",
    (schema.Finding, "stage"): "stage",
    (schema.Finding, "sorts"): "sort",
    (schema.Finding, "contradicts"): "finding",
    (schema.Component, "at"): "sort",
    (schema.Composition, "exactly"): "component",
    (schema.Interval, "quantity"): "finding",
    (schema.Rule, "concept"): "concept",
    (schema.Rule, "at"): "sort",
    (schema.ConceptClause, "concepts"): "concept",
    (schema.Tendency, "concept"): "concept",
    (schema.Cell, "concept"): "concept",
    (schema.ComparisonCell, "concept"): "concept",
    (schema.Discriminator, "first"): "concept",
    (schema.Discriminator, "second"): "concept",
    (schema.VignetteStage, "stage"): "stage",
    (schema.Item, "axis"): "axis",
    (schema.Item, "after"): "stage",
    (filming.Filming, "stages"): "stage",
    (filming.Place, "region"): "region",
    (filming.Phrase, "finding"): "finding",
    (generating.Phrase, "stage"): "stage",
    (generating.Generator, "stages"): "stage",
    (generating.Generator, "onset_axis"): "axis",
    (generating.Picture, "component"): "component",
    (generating.Pattern, "axis"): "axis",
    (generating.Aim, "axis"): "axis",
    (generating.Question, "axis"): "axis",
    (generating.Question, "after"): "stage",
    (generating.Exchange, "at"): "sort",
    (generating.Site, "regions"): "region",
    (generating.FlagGroup, "regions"): "region",
}
"""Fields that hold the name of something. Fields called ``facts`` hold facts everywhere."""

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
            if not isinstance(leaf.path[-1], int) or isinstance(leaf.owner, schema.Cell):
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
            elif (type(leaf.owner), leaf.field) == (schema.Scope, "regions"):
                yield from _place(book, leaf.value, leaf.path, sided=False)
            elif (type(leaf.owner), leaf.field) == (schema.Region, "level"):
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
    drawn = path[0] in ("phrases", "generator")
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
