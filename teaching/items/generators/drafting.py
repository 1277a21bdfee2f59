"""Drafting a case: which pictures, where, with which findings, in which patient. No words yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from teaching.items.generators.patients import (
    Dating,
    Lesion,
    Person,
    draw_cause,
    draw_dating,
    draw_person,
    severities,
)
from teaching.items.generators.spots import HERE, MIRROR, Spot, spot_of
from teaching.items.generators.stock import (
    Atom,
    CannotGenerate,
    Stock,
    atom_of,
    holds,
)
from teaching.knowledge import generating, schema
from teaching.knowledge.statements import Claim, Tag

SIDES = ("left", "right")


class Redraw(Exception):  # noqa: N818 (no error: the next draw may do)
    """This draw leads nowhere; another one may."""


class Weighted(Protocol):
    @property
    def weight(self) -> int: ...


@dataclass(frozen=True)
class Need:
    """One finding to be said, at a spot where it has one. ``group`` counts the pictures.

    ``stage`` replaces the stage of the story at which such a finding is told.
    """

    atom: Atom
    spot: Spot | None
    group: int
    stage: str | None = None


@dataclass
class Draft:
    """A case before its words. ``told`` maps every finding and place to present or absent."""

    pattern: generating.Pattern
    difficulty: schema.Difficulty
    person: Person
    dating: Dating
    spots: tuple[Spot, ...] = ()
    lesion: Lesion | None = None
    lately: float = 0.0
    """Time since a later injury, in the disease's unit."""
    flags: set[str] = field(default_factory=set)
    needs: list[Need] = field(default_factory=list)
    told: dict[tuple[str, str], bool] = field(default_factory=dict)
    aims: dict[str, Claim] = field(default_factory=dict)
    """The right answer on each management axis that is asked."""
    radicals: list[str] = field(default_factory=list)
    """What was drawn that changes the answer or the difficulty."""

    def fits(self, tag: Tag, spot: Spot | None) -> bool:
        """Whether it can be said beside all that is told already."""
        return all(
            self.told.get((tag.finding, at), tag.present) == tag.present
            for at in _places(tag, spot)
        )

    def tell(self, tag: Tag, spot: Spot | None, group: int, stage: str | None = None) -> None:
        """Note that this has to be said. Raises Redraw where the opposite has been told."""
        if not self.fits(tag, spot):
            raise Redraw(f"'{tag}' contradicts what was drawn before")
        places = _places(tag, spot)
        if all((tag.finding, at) in self.told for at in places):
            return
        self.told.update({(tag.finding, at): tag.present for at in places})
        self.needs.append(Need(atom_of(tag), spot, group, stage))

    def says(self, tag: Tag, spot: Spot | None) -> bool:
        return all(self.told.get((tag.finding, at)) == tag.present for at in _places(tag, spot))


def _places(tag: Tag, spot: Spot | None) -> Sequence[str]:
    if tag.at not in (HERE, MIRROR):
        return (tag.at,)
    if spot is None:
        raise CannotGenerate(f"'{tag}' speaks of a place where there is none")
    return spot.ids if tag.at == HERE else spot.mirrored.ids


def pick[T: Weighted](rng: Random, among: Sequence[T]) -> T:
    """One of them, by weight. Raises Redraw where there is none."""
    if not among:
        raise Redraw("nothing to choose from")
    return rng.choices(among, [one.weight for one in among])[0]


def draw_draft(rng: Random, stock: Stock, key: str, difficulty: schema.Difficulty) -> Draft:
    """What a case of this key and difficulty shows. Raises Redraw where a draw leads nowhere."""
    pattern = pick(
        rng,
        [p for p in stock.generator.patterns if p.key == key and difficulty in p.difficulties],
    )
    spots = _draw_spots(rng, stock, pattern, difficulty)
    windows = [
        slug
        for slug in stock.pictures[pattern.uses[0].picture].windows
        if not pattern.windows or slug in pattern.windows
    ]
    window = stock.windows[rng.choice(windows)]
    dating = draw_dating(rng, window, pattern.delay)
    years = dating.now / stock.generator.clocks[-1].size
    draft = Draft(pattern, difficulty, draw_person(rng, stock, years), dating, spots)
    above = [r.level for spot in spots for r in spot.regions if r.level is not None]
    cause, level, group = draw_cause(rng, stock, above)
    regions = {r.slug for spot in spots for r in spot.regions}
    draft.flags |= {
        *stock.groups(regions),
        *regions,
        *(f"has-{use.picture}" for use in pattern.uses),
        f"onset-{window.concept}",
        *_ages(stock, draft.dating),
        group.slug,
        *cause.flags,
    }
    if pattern.dated:
        draft.flags.add("dated")
    draft.lately = _lately(rng, draft.dating, dated=pattern.dated)
    draft.radicals += [pattern.slug, window.concept, *(at for s in spots for at in s.ats)]
    _draw_pictures(rng, stock, draft)
    wanted = _severity_tags(stock, draft)
    fitting = severities(stock, cause, wanted)
    if not fitting:
        raise Redraw("no severity states what was drawn")
    severity = rng.choice(fitting)
    draft.lesion = Lesion(cause, level, group, severity)
    draft.flags |= draft.lesion.flags
    for tag in (*stock.generator.lesion.states, *severity.states):
        draft.told[tag.finding, tag.at] = tag.present
    _draw_aims(rng, stock, draft)
    _finish(rng, stock, draft)
    return draft


def _draw_spots(
    rng: Random, stock: Stock, pattern: generating.Pattern, difficulty: schema.Difficulty
) -> tuple[Spot, ...]:
    """A site for each picture, no region twice."""
    spots: list[Spot] = []
    taken: set[str] = set()
    for use in pattern.uses:
        sites = [
            site
            for site in use.sites or stock.pictures[use.picture].sites
            if difficulty in site.difficulties and not taken.intersection(site.regions)
        ]
        site = pick(rng, sites)
        side: str = rng.choice(site.sides)
        if side == "one":
            side = rng.choice(SIDES)
        spots.append(Spot(tuple(stock.regions[slug] for slug in site.regions), side))
        taken.update(site.regions)
    return tuple(spots)


def _ages(stock: Stock, dating: Dating) -> Iterable[str]:
    since = {"lesion": dating.now, "onset": dating.now - dating.high}
    for age in stock.generator.ages:
        time = since[age.of]
        if (age.low is None or time >= age.low) and (age.high is None or time < age.high):
            yield age.flag


def _lately(rng: Random, dating: Dating, *, dated: bool) -> float:
    """How long ago a later injury was: before the bone it is followed by, and after the lesion."""
    time = (dating.now - dating.high if dated else 5) + rng.uniform(3, 16)
    return min(time, 0.8 * dating.now)


def _draw_pictures(rng: Random, stock: Stock, draft: Draft) -> None:
    mood = next(m for m in stock.generator.moods if m.difficulty == draft.difficulty)
    for group, use in enumerate(draft.pattern.uses):
        picture, spot = stock.pictures[use.picture], draft.spots[group]
        for tag in (*picture.always, *use.always):
            draft.tell(tag, spot, group)
    for tag in draft.pattern.states:
        draft.tell(tag, draft.spots[0], 0)
    for group, use in enumerate(draft.pattern.uses):
        _draw_signs(rng, draft, stock.pictures[use.picture], group)
    drawn = [
        (sign, group)
        for group, use in enumerate(draft.pattern.uses)
        for sign in stock.pictures[use.picture].confounders
    ]
    _draw_some(rng, draft, drawn, mood.confounders, "confounder")
    drawn = [
        (sign, group)
        for group, use in enumerate(draft.pattern.uses)
        for sign in stock.pictures[use.picture].noise
    ]
    _draw_some(rng, draft, drawn, mood.noise, "noise")
    for group, use in enumerate(draft.pattern.uses):
        for sign in stock.pictures[use.picture].rest:
            if rng.random() < mood.rest:
                _try(draft, sign, group)


def _local_flags(draft: Draft, group: int) -> set[str]:
    spot = draft.spots[group]
    flags = draft.flags | spot.flags
    mirror = set(spot.mirrored.ids)
    if not any(mirror.intersection(other.ids) for other in draft.spots):
        flags.add("mirror-free")
    return flags


def _try(draft: Draft, sign: generating.Sign, group: int) -> bool:
    """Tell a sign if it fits and says something new."""
    spot = draft.spots[group]
    if not holds(sign.needs, _local_flags(draft, group)):
        return False
    if not all(draft.fits(tag, spot) for tag in sign.states):
        return False
    if all(draft.says(tag, spot) for tag in sign.states):
        return False
    for tag in sign.states:
        draft.tell(tag, spot, group)
    draft.flags.update(sign.raises)
    return True


def _draw_signs(rng: Random, draft: Draft, picture: generating.Picture, group: int) -> None:
    dial = next((d for d in picture.dial if d.difficulty == draft.difficulty), None)
    if dial is None:
        return
    spot = draft.spots[group]
    low, high = dial.signs
    wanted = rng.randint(low, high)
    if picture.first and not any(
        draft.says(tag, spot) for sign in picture.first for tag in sign.states
    ):
        first = rng.sample(picture.first, len(picture.first))
        if not any(_try(draft, sign, group) for sign in first):
            raise Redraw("no leading sign fits")
    shown = sum(all(draft.says(tag, spot) for tag in sign.states) for sign in picture.signs)
    for sign in rng.sample(picture.signs, len(picture.signs)):
        if shown >= wanted:
            break
        shown += _try(draft, sign, group)
    if shown < low:
        raise Redraw("too few signs fit")
    draft.radicals += sorted(
        f"{group}:{tag}" for sign in picture.signs for tag in sign.states if draft.says(tag, spot)
    )


def _draw_some(
    rng: Random,
    draft: Draft,
    signs: list[tuple[generating.Sign, int]],
    count: tuple[int, int],
    name: str,
) -> None:
    low, high = count
    wanted = rng.randint(low, high)
    rng.shuffle(signs)
    for sign, group in signs:
        if not wanted:
            return
        if _try(draft, sign, group):
            wanted -= 1
            draft.radicals.append(f"{name}:{'+'.join(map(str, sign.states))}")
    if low and wanted:
        raise Redraw(f"no {name} fits")


def _severity_tags(stock: Stock, draft: Draft) -> set[Tag]:
    """What is told of the severity. Its needs are said by the opening and leave the draft."""
    known = {tag for s in stock.generator.lesion.severities for tag in s.states if tag.present}
    wanted = {tag for tag in known if draft.told.get((tag.finding, tag.at))}
    draft.needs = [
        need for need in draft.needs if not any(need.atom == atom_of(tag) for tag in known)
    ]
    return wanted


def _draw_aims(rng: Random, stock: Stock, draft: Draft) -> None:
    """For each management axis one aim that fits what has been drawn."""
    for axis in dict.fromkeys(aim.axis for aim in stock.generator.aims):
        fitting = [
            (aim, group)
            for aim in stock.generator.aims
            if aim.axis == axis
            and (not draft.pattern.aims or aim.slug in draft.pattern.aims)
            and (group := _aim_group(stock, draft, aim)) is not None
        ]
        if not fitting:
            raise Redraw(f"no aim on '{axis}' fits")
        aim, group = rng.choices(fitting, [aim.weight for aim, _ in fitting])[0]
        spot = draft.spots[group]
        for tag in aim.states:
            draft.tell(tag, spot, group)
        draft.flags.update(aim.raises)
        if aim.key is not None:
            draft.aims[axis] = spot.claim(aim.key)
            draft.radicals.append(aim.slug)


def _aim_group(stock: Stock, draft: Draft, aim: generating.Aim) -> int | None:
    """The picture an aim is placed at, or None where it does not fit."""
    groups = [
        group
        for group, use in enumerate(draft.pattern.uses)
        if not aim.pictures or use.picture in aim.pictures
    ]
    for group in groups[:1]:
        spot, flags = draft.spots[group], draft.flags
        if aim.pictures:
            # Where the aim has a place of its own, only that place counts as leg or arm.
            everywhere = {g.flag for g in stock.generator.flags}
            flags = (flags - everywhere) | stock.groups(r.slug for r in spot.regions)
        if holds(aim.needs, flags | spot.flags) and all(
            draft.fits(tag, spot) for tag in aim.states
        ):
            return group
    return None


def _finish(rng: Random, stock: Stock, draft: Draft) -> None:
    """The date of the first bone, the word on safety, neutral findings, the closing line."""
    generator = stock.generator
    if draft.pattern.dated:
        # The latest film speaks of the bone in its own words; here the first one does.
        stage = stock.questions[generator.onset_axis].after
        bracket = generator.onset_bracket if draft.dating.clear else ()
        for tag in (*generator.onset, *bracket):
            draft.tell(tag, draft.spots[0], 0, stage)
    for rule in generator.safety:
        if draft.says(rule.when, None) and not any(draft.says(tag, None) for tag in rule.one_of):
            for tag in rule.otherwise:
                draft.tell(tag, None, 0)
    mood = next(m for m in generator.moods if m.difficulty == draft.difficulty)
    for sign in generator.rest:
        if rng.random() < mood.rest:
            _try(draft, sign, 0)
    if draft.pattern.closing:
        draft.tell(rng.choice(draft.pattern.closing), None, len(draft.spots))


def place_of(stock: Stock, atom: Atom, spot: Spot | None) -> Spot | None:
    """The spot a sentence about this is set at: the tag's own region, or that of the picture."""
    if atom[2] in (HERE, MIRROR, ""):
        return spot
    return spot_of(atom[2], stock.regions)
