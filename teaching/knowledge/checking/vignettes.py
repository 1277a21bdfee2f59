"""Vignettes: what their lines state, alone and together, and what gives an answer away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teaching.knowledge.atoms import Atoms
from teaching.knowledge.cases import Case
from teaching.knowledge.checking import items
from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.problems import Path, choices
from teaching.knowledge.schema.vignettes import Line, Vignette
from teaching.knowledge.scopes import Scopes
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Contradiction

type Told = tuple[Line, Path]


def remarks(book: Book) -> Iterator[Remark]:
    scopes = Scopes(book.atoms, book.places)
    for leaf in book.leaves:
        # Tags of vignettes come with their lines below; those of phrases and of the generator
        # are no statements yet: their place and value are drawn.
        if isinstance(leaf.value, Tag) and leaf.path[0] in ("disease", "concepts"):
            yield from _tag(book, leaf.value, leaf.path)
    for vignette, path in book.section("vignettes"):
        yield from of_one(book, scopes, vignette, path)


def of_one(book: Book, scopes: Scopes, vignette: Vignette, path: Path = ()) -> Iterator[Remark]:
    """The same of one vignette, whether or not it stands in the pack."""
    told = list(lines(vignette, path))
    for line, here in told:
        for field, stated in (("tags", line.tags), ("fits", line.fits)):
            for index, tag in enumerate(stated):
                yield from _tag(book, tag, (*here, field, index))
    for number, item in enumerate(vignette.items):
        for choice, option in enumerate(item.options):
            for index, tag in enumerate(option.adds):
                here = (*path, "items", number, "options", choice, "adds", index)
                yield from _tag(book, tag, here)
    yield from _contradictions(book.atoms, scopes, told)
    yield from _headings(book, vignette, path)
    yield from _cues(book, vignette, path, told)
    for index, item in enumerate(vignette.items):
        yield from items.remarks(book, vignette, item, (*path, "items", index))


def lines(vignette: Vignette, path: Path) -> Iterator[Told]:
    """Every line of a vignette, those that lead-ins add at the end, with the ways to them."""
    for number, stage in enumerate(vignette.stages):
        for index, line in enumerate(stage.lines):
            yield line, (*path, "stages", number, "lines", index)
    for number, item in enumerate(vignette.items):
        for index, line in enumerate(item.adds):
            yield line, (*path, "items", number, "adds", index)


def _tag(book: Book, tag: Tag, path: Path) -> Iterator[Remark]:
    finding = book.get("finding", tag.finding)
    if finding is None:
        return
    if not finding.sorts and tag.at:
        what = f"'{finding.slug}' is stated of the whole patient, at no region."
        bare = str(Tag(tag.finding, "", tag.present, tag.low, tag.high))
        yield Remark(path, what, f"Write '{bare}'.")
    elif finding.sorts and not tag.at:
        what = f"'{finding.slug}' is stated at a region."
        yield Remark(path, what, f"Write '{tag.finding} at …' with a region or scope.")
    elif finding.sorts and (sorts := book.sorts(tag.at)) and not sorts & set(finding.sorts):
        what = (
            f"'{finding.slug}' is stated at regions of the sort {choices(finding.sorts)};"
            f" '{tag.at}' is of the sort {choices(sorted(sorts))}."
        )
        yield Remark(path, what, "Write a region of that sort, or another finding.")
    if finding.quantity and tag.low is None:
        what = f"'{finding.slug}' is a quantity and has no value here."
        bare = str(Tag(tag.finding, tag.at))
        yield Remark(path, what, f"Write '{bare} = 4' or '{bare} = 4..5'.")
    elif not finding.quantity and tag.low is not None:
        what = f"'{finding.slug}' is no quantity and cannot have a value."
        yield Remark(path, what, f"Write '{Tag(tag.finding, tag.at)}'.")


def _contradictions(table: Atoms, scopes: Scopes, told: Sequence[Told]) -> Iterator[Remark]:
    """The first line that cannot be true together with an earlier one, and that earlier one."""
    tags = [[tag for tag in line.tags if _readable(scopes, tag)] for line, _ in told]
    try:
        Case(table, scopes.stated(tags))
    except Contradiction as found:
        (first, earlier), (second, path) = told[found.first], told[found.second]
        place = f" at {found.region}" if found.region else ""
        if path == earlier:
            what = f"This line says two things about '{found.finding}'{place}."
            yield Remark(path, what, "Take one of the tags out.")
            return
        what = (
            f"The line '{second.text}' contradicts the line '{first.text}' at {{other}}:"
            f" they differ about '{found.finding}'{place}."
        )
        yield Remark(path, what, "Change the tags or the sentence of one of them.", earlier)


def _readable(scopes: Scopes, tag: Tag) -> bool:
    try:
        scopes.stated([[tag]])
    except ValueError:
        return False
    return True


def _headings(book: Book, vignette: Vignette, path: Path) -> Iterator[Remark]:
    for index, stage in enumerate(vignette.stages):
        named = book.get("stage", stage.stage)
        if named is not None and stage.heading == named.name:
            what = f"'{stage.heading}' is the heading anyway."
            yield Remark((*path, "stages", index, "heading"), what, "Leave it out.")


def _cues(book: Book, vignette: Vignette, path: Path, told: Sequence[Told]) -> Iterator[Remark]:
    """Words that would give the key away, in title, slug, headings and lines."""
    cues = book.pack.disease.cue_words
    codes = [concept.code for concept in book.pack.concepts if concept.code]
    shown: list[tuple[str, Path]] = [(vignette.title, (*path, "title"))]
    shown += [
        (stage.heading, (*path, "stages", index, "heading"))
        for index, stage in enumerate(vignette.stages)
        if stage.heading
    ]
    shown += [(line.text, (*here, "text")) for line, here in told]
    for text, here in shown:
        for cue in _spoken(cues, text):
            yield Remark(here, f"'{cue}' would give the answer away.", "Say it in other words.")
    slug = vignette.slug.replace("-", " ")
    for field, words, text in (
        ("slug", [*codes, *cues], f"{slug} {vignette.slug}"),
        ("title", codes, vignette.title),
    ):
        for word in _spoken(words, text):
            what = f"The {field} names '{word}', which gives the answer away."
            yield Remark((*path, field), what, "Choose a neutral one.")


def _spoken(words: Sequence[str], text: str) -> list[str]:
    """Which of the words stand in the text as whole words, whatever their case."""
    return [
        word
        for word in words
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, flags=re.IGNORECASE)
    ]
