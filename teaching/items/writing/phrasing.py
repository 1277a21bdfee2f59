"""Phrasing: a sentence that states exactly one finding at one place, and nothing besides. Pure.

The pack's own phrases come first, then the words of its film; a pack without either has the
finding's name, plainly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from teaching.items.generators.item_models import Ground
from teaching.items.generators.patients import PRONOUNS
from teaching.items.generators.spots import HERE, Spot, spot_of
from teaching.items.generators.stock import Saying, Stock
from teaching.items.generators.wording import pieces, sentence
from teaching.items.settling import fits
from teaching.knowledge.cases import Case
from teaching.knowledge.schema.filming import Phrase as FilmPhrase
from teaching.knowledge.schema.vocabulary import Region
from teaching.knowledge.statements import Tag

THEY: Mapping[str, str] = {"him": "them", "his": "their", "himself": "themselves"}
"""Nothing for {he}: a verb would have to agree with it."""
INNER = str.maketrans("“”", "‘’")
SIDED = frozenset(("here", "side", "either"))
"""Slots by which a sentence tells left from right."""


class _Words(NamedTuple):
    """What a pack has to say findings and places with."""

    regions: dict[str, Region]
    scopes: dict[str, str]
    film: dict[str, FilmPhrase]
    filmed: frozenset[str]
    stock: Stock | None


def _words(ground: Ground) -> _Words:
    pack = ground.pack
    film = pack.film
    return _Words(
        {region.slug: region for region in pack.disease.regions},
        {scope.slug: scope.name for scope in pack.disease.scopes},
        {phrase.finding: phrase for phrase in film.phrases} if film else {},
        frozenset(film.stages) if film else frozenset(),
        Stock(pack) if pack.generator else None,
    )


def stock_of(ground: Ground) -> Stock | None:
    """The pack's generator, indexed, or None where it has none."""
    return ground.once(_words).stock


def spot(ground: Ground, at: str) -> Spot | None:
    """The place a tag names, or None for a scope of several regions and for the whole patient."""
    return spot_of(at, ground.once(_words).regions) if at else None


def place_of(ground: Ground, at: str) -> str:
    """A place in words, as it stands inside a sentence: "the left hip", "everywhere else"."""
    found = spot(ground, at)
    return found.here if found else ground.once(_words).scopes.get(at, at)


def stage_of(ground: Ground, finding: str) -> str:
    """The stage at which a finding is told: where the generator tells it, else its own."""
    stock = stock_of(ground)
    return stock.stages[finding] if stock else ground.knowledge.findings[finding].stage


def phrased(ground: Ground, tag: Tag, pronoun: str, case: Case | None = None) -> str:
    """The sentence. ``case`` is the story it is put into: what a phrase takes for granted has to
    hold there."""
    words = ground.once(_words)
    if tag.low is None:
        for text in _of_the_pack(words, tag, spot(ground, tag.at), pronoun, case):
            return text
        if text := _of_the_film(ground, words, tag):
            return text
    return _plain(ground, tag)


def filled(ground: Ground, text: str, there: Spot | None, pronoun: str) -> str | None:
    """A wording of the generator said of this patient at this place, or None where one of its
    slots would have to be made up."""
    stock = stock_of(ground)
    slots = {**PRONOUNS.get(pronoun, THEY), **(there.slots if there else {})}
    told = _filled(stock, text, there, slots) if stock else None
    return None if told is None else sentence(told)


def _of_the_pack(
    words: _Words, tag: Tag, there: Spot | None, pronoun: str, case: Case | None
) -> Iterator[str]:
    """The phrases that state this and nothing else, as far as their slots are known. Those that
    need something of the patient are left out: nobody knows it of a written story."""
    stock = words.stock
    if stock is None:
        return
    atom = (tag.finding, tag.present, HERE if there else tag.at)
    slots = {**PRONOUNS.get(pronoun, THEY), **(there.slots if there else {})}
    for saying in stock.sayings_at(atom, there):
        if saying.atoms != {atom} or any(not need.startswith("!") for need in saying.needs):
            continue
        if not _holds(stock, saying, there, case):
            continue
        for text in saying.said(there).texts:
            told = _filled(stock, text, there, slots)
            if told is not None and _names(text, there):
                yield sentence(told)


def _holds(stock: Stock, saying: Saying, there: Spot | None, case: Case | None) -> bool:
    """Whether what a phrase takes for granted is so."""
    asks = saying.said(there).asks
    return not asks or (case is not None and all(fits(stock, case, one) for one in asks))


def _filled(stock: Stock, text: str, there: Spot | None, slots: Mapping[str, str]) -> str | None:
    """A wording with its slots filled, or None where one would have to be made up."""
    cut = pieces(text)
    told = cut.start
    for name, following in cut.slots:
        word = slots.get(name)
        if word is None and there is not None:
            choices = stock.words_at(name, there)
            if len(choices) == 1 and len(there.regions) == 1:
                word = _filled(stock, choices[0][0], there, slots)
        if word is None:
            return None
        told += word + following
    return told


def _names(text: str, there: Spot | None) -> bool:
    """Whether a wording says by itself where it is: of one side which, of a pair its region. "It"
    would hang on the sentence before."""
    if text.startswith("It "):
        return False
    slots = {name for name, _ in pieces(text).slots} - {"he", "his", "him", "himself"}
    if there is None:
        return True
    return bool(slots & SIDED) if there.side in ("left", "right") else bool(slots)


def _of_the_film(ground: Ground, words: _Words, tag: Tag) -> str:
    """The finding as the text beside a film says it: "Left hip: no new bone." """
    phrase = words.film.get(tag.finding)
    if phrase is None or stage_of(ground, tag.finding) not in words.filmed:
        return ""
    says = phrase.present if tag.present else phrase.absent
    if not tag.at:
        return sentence(f"the films show {says}.") if _is_shown(says) else ""
    return sentence(f"{place_of(ground, tag.at).removeprefix('the ')}: {says}.")


def _is_shown(says: str) -> bool:
    return says.split(" ", 1)[0] in ("a", "an", "no", "the")


def _plain(ground: Ground, tag: Tag) -> str:
    """The finding by its name, which may be a noun or half a sentence: so it is quoted."""
    name = ground.knowledge.findings[tag.finding].name.translate(INNER)
    where = f" at {place_of(ground, tag.at)}" if spot(ground, tag.at) else ""
    if tag.at and not where:
        where = f" in this region: {place_of(ground, tag.at)}"
    if tag.low is not None and tag.high is not None:
        unit = ground.pack.disease.unit
        span = f"{tag.low:g}" if tag.low == tag.high else f"{tag.low:g} to {tag.high:g}"
        return f"The value of “{name}” is {span} {unit}{where}."
    return f"The finding “{name}” is {'present' if tag.present else 'absent'}{where}."
