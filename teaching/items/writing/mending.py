"""Mending: what one click can put right of what the linter found, and of how a text is set. Pure.

Only what needs no judgement of the subject is mended: a word that weighs an option is left out
where that leaves the sense, an old term gives way to the pack's own, options are put in order.
Everything else is for the author.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from teaching.items.generators.item_models import Ground
from teaching.items.linting import Flaw
from teaching.items.linting.outdated import outdated
from teaching.items.linting.tokens import singular
from teaching.items.linting.values import FIGURE, quantity
from teaching.items.writing.document import Decision, Document, Line, Option
from teaching.items.writing.offering import neutral

FEWEST = 3
"""So many options a question keeps."""
IDLE = re.compile(
    r"(?:always|invariably|exclusively|entirely|completely|totally|absolutely|solely|inevitably"
    r"|perfectly|at all times|in (?:all|every) cases?|without exception"
    r"|usually|often|frequently|sometimes|occasionally|generally|commonly|typically|normally"
    r"|mostly|regularly|ordinarily|at times|from time to time|now and then|as a rule)",
    re.IGNORECASE,
)
"""Words that can be left out. "Never", "only", "rarely" and "may" cannot: without them the option
says something else."""
VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)


class Site(NamedTuple):
    """A text of a manuscript, and the manuscript with another text in its place."""

    text: str
    put: Callable[[str], Document]


def mend(ground: Ground, document: Document, flaw: Flaw, number: int) -> Document | None:
    """The manuscript without this flaw of its decision of this number, from 0; None where only a
    person can mend it, or where the text is no longer the one the flaw was found in."""
    if not 0 <= number < len(document.decisions):
        return None
    repair = MENDED.get(flaw.rule)
    return repair(ground, document, flaw, number) if repair else None


def tidied(text: str) -> str:
    """A text without what slips in while typing: doubled spaces and full stops, a space before a
    comma, a hyphen for the dash of a range."""
    text = re.sub(r"[ \t\u00a0]{2,}", " ", text.strip())
    text = re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)
    text = re.sub(r"\s+([,;.!?])(?=\s|$)", r"\1", text)
    text = re.sub(r",\s*,", ",", text)
    return re.sub(r"(?<![\d–-])(\d+(?:\.\d+)?) ?- ?(?=\d+(?:\.\d+)?(?![\d–-]))", r"\1–", text)


def tidy(document: Document) -> Document:
    """The manuscript with every text of it tidied, titles and rationales too."""

    def line(one: Line) -> Line:
        return one.model_copy(update={"text": tidied(one.text)})

    return document.model_copy(
        update={
            "title": tidied(document.title),
            "stages": tuple(
                stage.model_copy(update={"lines": tuple(map(line, stage.lines))})
                for stage in document.stages
            ),
            "decisions": tuple(
                decision.model_copy(
                    update={
                        "lead_in": tidied(decision.lead_in),
                        "note": tidied(decision.note),
                        "adds": tuple(map(line, decision.adds)),
                        "options": tuple(
                            option.model_copy(
                                update={
                                    "text": tidied(option.text),
                                    "rationale": tidied(option.rationale),
                                }
                            )
                            for option in decision.options
                        ),
                    }
                )
                for decision in document.decisions
            ),
        }
    )


# ---- one way for each rule --------------------------------------------------------------------
def _left_out(_: Ground, document: Document, flaw: Flaw, number: int) -> Document | None:
    """Without the word that weighs it."""
    site = _site(document, flaw, number)
    if site is None:
        return None
    start, end = flaw.place.start, flaw.place.end
    if not IDLE.fullmatch(site.text[start:end]):
        return None
    left = tidied(f"{site.text[:start]} {site.text[end:]}").lstrip(", ")
    if not left:
        return None
    return site.put(_as_begun(site.text, _articles(left)))


def _renamed(ground: Ground, document: Document, flaw: Flaw, number: int) -> Document | None:
    """With the term of today. Where the pack names two, the first."""
    site = _site(document, flaw, number)
    if site is None:
        return None
    for start, end, instead in outdated(site.text, ground.lexicon):
        if start != flaw.place.start or end != flaw.place.end:
            continue
        term, _, _ = instead.partition(" or ")
        if "," in instead or " meant" in instead:
            return None
        old = site.text[start:end]
        if old != singular(old) and term == singular(term):
            term += "s"
        before = _article_for(site.text[:start], term)
        return site.put(_as_begun(site.text, f"{before}{term}{site.text[end:]}"))
    return None


def _sorted(_: Ground, document: Document, flaw: Flaw, number: int) -> Document | None:
    """With the options from the smallest to the largest."""
    options = document.decisions[number].options
    order = neutral([option.text for option in options])
    if order == list(range(len(options))):
        return None
    return _with_options(document, number, tuple(options[i] for i in order))


def _dropped(_: Ground, document: Document, flaw: Flaw, number: int) -> Document | None:
    """Without the option, unless it is the key or too few would be left."""
    decision = document.decisions[number]
    place = flaw.place
    if place.part != "option" or not 0 <= place.index < len(decision.options):
        return None
    if decision.options[place.index].id == decision.key or len(decision.options) <= FEWEST:
        return None
    left = decision.options[: place.index] + decision.options[place.index + 1 :]
    return _with_options(document, number, left)


def _parted(_: Ground, document: Document, flaw: Flaw, number: int) -> Document | None:
    """With ranges that only touch set one apart; a key keeps its numbers."""
    decision = document.decisions[number]
    texts = [option.text for option in decision.options]
    spans = [quantity(text) for text in texts]
    for i, one in enumerate(spans):
        for j, other in enumerate(spans):
            if one is None or other is None or i == j or one.low != other.high:
                continue
            figures = list(re.finditer(FIGURE, texts[i]))
            if not one.is_range or len(figures) != 2 or not figures[0][0].isdigit():
                return None
            if decision.options[i].id == decision.key or one.low == one.high:
                return None
            raised = str(int(figures[0][0]) + 1)
            if int(raised) >= float(figures[1][0].replace(",", ".")):
                return None
            text = texts[i][: figures[0].start()] + raised + texts[i][figures[0].end() :]
            return _with_option(document, number, i, text)
    return None


MENDED: dict[str, Callable[[Ground, Document, Flaw, int], Document | None]] = {
    "absolute-term": _left_out,
    "vague-frequency": _left_out,
    "outdated-term": _renamed,
    "number-order": _sorted,
    "overlapping-ranges": _parted,
    "all-of-the-above": _dropped,
}
"""The rules of which some flaws can be mended by one click."""


# ---- where a flaw is --------------------------------------------------------------------------
def _site(document: Document, flaw: Flaw, number: int) -> Site | None:
    """The text a flaw is in; None where its words no longer stand there."""
    decision, place = document.decisions[number], flaw.place
    found: Site | None = None
    if place.part == "lead-in":
        found = Site(
            decision.lead_in,
            lambda text: _with_decision(document, number, {"lead_in": text}),
        )
    elif place.part == "option" and 0 <= place.index < len(decision.options):
        found = Site(
            decision.options[place.index].text,
            lambda text: _with_option(document, number, place.index, text),
        )
    elif place.part == "stem":
        lines = list(_shown(document, number))
        if 0 <= place.index < len(lines):
            line = lines[place.index]
            found = Site(line.text, lambda text: _with_line(document, line.id, text))
    if found is None:
        return None
    words = found.text[place.start : place.end].casefold()
    return found if f"“{words}”" in flaw.reason.casefold() else None


def _shown(document: Document, number: int) -> Iterator[Line]:
    """The lines shown when a decision is asked, as the linter counts them: empty ones are none."""
    after = document.decisions[number].after
    slugs = [stage.stage for stage in document.stages]
    until = slugs.index(after) + 1 if after in slugs else 0
    for stage in document.stages[:until]:
        yield from (line for line in stage.lines if line.text.strip())
    for decision in document.decisions[: number + 1]:
        due = slugs.index(decision.after) + 1 if decision.after in slugs else 0
        if due <= until:
            yield from (line for line in decision.adds if line.text.strip())


def _with_decision(document: Document, number: int, changes: dict[str, object]) -> Document:
    decisions = list(document.decisions)
    decisions[number] = decisions[number].model_copy(update=changes)
    return document.model_copy(update={"decisions": tuple(decisions)})


def _with_options(document: Document, number: int, options: tuple[Option, ...]) -> Document:
    return _with_decision(document, number, {"options": options})


def _with_option(document: Document, number: int, place: int, text: str) -> Document:
    options = list(document.decisions[number].options)
    options[place] = options[place].model_copy(update={"text": text})
    return _with_options(document, number, tuple(options))


def _with_line(document: Document, line: str, text: str) -> Document:
    """The manuscript with another text in the line of this id."""

    def put(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(
            one.model_copy(update={"text": text}) if one.id == line else one for one in lines
        )

    def decided(decision: Decision) -> Decision:
        return decision.model_copy(update={"adds": put(decision.adds)})

    return document.model_copy(
        update={
            "stages": tuple(
                stage.model_copy(update={"lines": put(stage.lines)}) for stage in document.stages
            ),
            "decisions": tuple(map(decided, document.decisions)),
        }
    )


# ---- words ------------------------------------------------------------------------------------
def _as_begun(before: str, text: str) -> str:
    """With a capital where the text before began with one."""
    return text[:1].upper() + text[1:] if before[:1].isupper() else text


def _article_for(before: str, term: str) -> str:
    """The text before a term, its article made to fit."""
    found = re.search(r"\b([Aa])n? $", before)
    if found is None:
        return before
    return f"{before[: found.start()]}{found[1]}{'n' if VOWEL.match(term) else ''} "


def _articles(text: str) -> str:
    """Where a word between went, "a" before a vowel and "an" before none are put right."""
    text = re.sub(r"\b([Aa]) (?=[aeio])", r"\1n ", text)
    return re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz])", r"\1 ", text)
