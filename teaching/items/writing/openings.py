"""An opening: one question of a story as far as it is written, and what bears on it. Pure.

What would settle it is sought in ``clinching``, what it lacks is said in ``lacking``.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from teaching.items.generators.item_models import Ground
from teaching.items.proving import Script, as_wanted, stage_index
from teaching.items.writing.phrasing import spot, stage_of
from teaching.knowledge.atoms import bits
from teaching.knowledge.cases import Case
from teaching.knowledge.compositions import ComponentCondition, CompositionCondition
from teaching.knowledge.conditions import ConceptCondition, Condition, FindingCondition
from teaching.knowledge.schema.vignettes import Item, Vignette
from teaching.knowledge.shapes import union
from teaching.knowledge.statements import Claim, Tag
from teaching.knowledge.verdicts import State


class Opening:
    """One item in its story. Raises Contradiction and ValueError as the reasoner does."""

    def __init__(self, ground: Ground, vignette: Vignette, number: int) -> None:
        self.ground = ground
        self.knowledge = ground.knowledge
        self.item: Item = vignette.items[number]
        self.pronoun = vignette.pronoun
        script = Script.of(vignette)
        self.asked_at = stage_index(vignette, self.item.after)
        # Only what is said matters here, not in which line nor how often.
        self.whole = tuple(dict.fromkeys(filter(None, script.tags)))
        self.shown = tuple(dict.fromkeys(filter(None, script.shown(self.asked_at, number))))
        self.told = [stage.stage for stage in vignette.stages[: self.asked_at + 1]]
        order = [stage.slug for stage in ground.pack.disease.stages]
        self.order = {slug: place for place, slug in enumerate(order)}
        self.case = self.knowledge.case(self.shown, self.whole)
        self.everything = self.knowledge.case(self.whole, self.whole)
        self.claims = self._decisive()
        self.before = self.states(self.case)

    def _decisive(self) -> dict[int, tuple[Claim, ...]]:
        """What decides each option. Of a link that is what it rests on, for its key."""
        item = self.item
        if item.basis == "findings":
            return {i: one.claims for i, one in enumerate(item.options) if one.claims}
        if item.basis == "link" and item.rests_on:
            return {i: item.rests_on for i, one in enumerate(item.options) if one.key}
        return {}

    @property
    def is_settled(self) -> bool:
        return all(self.stands(i, state) for i, state in self.before.items())

    def states(self, case: Case) -> dict[int, State]:
        return {i: self.knowledge.state(case, claims) for i, claims in self.claims.items()}

    def stands(self, option: int, state: State) -> bool:
        return as_wanted(self.item, self.item.options[option], state)

    @cached_property
    def bearing(self) -> int:
        """Every literal that can bear on an option."""
        mask = 0
        for claims in self.claims.values():
            for claim in claims:
                mask |= self.knowledge.rules.asked(claim.concept, claim.at).bearing
        return mask

    @cached_property
    def wanted(self) -> int:
        """The literals that bring the options to where they have to stand."""
        mask = 0
        for i, claims in self.claims.items():
            for claim in claims:
                holds = self.item.options[i].key is claim.holds
                for one in self.knowledge.rules.conditions(claim.concept, claim.at):
                    mask |= self._towards(one, holds=holds)
        return mask

    def _towards(self, one: Condition, *, holds: bool) -> int:
        """The literals that speak for a condition, or against it."""
        if isinstance(one, FindingCondition):
            return one.asked.true if holds else one.asked.false
        if isinstance(one, ConceptCondition):
            inner = self.knowledge.rules.conditions(one.concept, one.region)
            return union(self._towards(each, holds=holds is one.holds) for each in inner)
        if isinstance(one, CompositionCondition) and holds:
            sites = self.knowledge.composer.sites.values()
            return union(
                clause.false if place in one.excluded else clause.true
                for site in sites
                for place, clauses in site.components.items()
                for clause in clauses
            )
        if isinstance(one, ComponentCondition) and holds:
            return union(
                clause.true
                for site in self.knowledge.composer.sites.values()
                for clauses in site.components.values()
                for clause in clauses
            )
        return 0

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The places the story speaks of, those of the most lines first."""
        counted = Counter(
            tag.at for tags in self.shown for tag in tags if spot(self.ground, tag.at)
        )
        claimed = [claim.at for claims in self.claims.values() for claim in claims if claim.at]
        return tuple(dict.fromkeys([*(at for at, _ in counted.most_common()), *claimed]))

    def adding(self, *tags: Tag) -> Case | None:
        """The case with these said as well, or None where that changes nothing, contradicts the
        story or takes something back that it says, now or later."""
        more = tuple((tag,) for tag in tags)
        whole = (*self.whole, *more)
        try:
            after = self.knowledge.case((*self.shown, *more), whole)
        except ValueError:  # a contradiction, or a scope in which nothing is left to speak of
            return None
        if after.known == self.case.known and after.values == self.case.values:
            return None
        return None if self._takes_back(self.case, after, tags) else after

    def stays(self, *tags: Tag) -> bool:
        """Whether with these said the later stages can still be told as they are."""
        if self.shown == self.whole:
            return True
        whole = (*self.whole, *((tag,) for tag in tags))
        try:
            after = self.knowledge.case(whole, whole)
        except ValueError:
            return False
        return not self._takes_back(self.everything, after, tags)

    def _takes_back(self, before: Case, after: Case, tags: tuple[Tag, ...]) -> bool:
        """Whether something is no longer said. "Elsewhere" never meant a place that the story
        speaks of by name: there, more may come to be said."""
        lost = before.atoms.without_anywhere(before.known & ~after.known)
        if not lost:
            return False
        named = [spot(self.ground, tag.at) for tag in tags if tag.at in self.spoken]
        here = {one for there in named if there for one in there.ids}
        return any(before.atoms.names[bit // 2][1] not in here for bit in bits(lost))

    def stage(self, finding: str) -> str | None:
        """The stage of the story a finding is told to, or None where it comes too late."""
        if not self.told:
            return None
        own = stage_of(self.ground, finding)
        if own in self.told:
            return own
        rank = self.order.get(own, 0)
        if rank > self.order.get(self.told[-1], 0):
            return None
        return self.told[-1]
