"""Lacking: why an option is still open, in a few words of the rules. Pure."""

from __future__ import annotations

from teaching.items.generators.item_models import Ground
from teaching.items.writing.openings import Opening
from teaching.knowledge.composing import Look
from teaching.knowledge.compositions import ComponentCondition, CompositionCondition
from teaching.knowledge.conditions import ConceptCondition, FindingCondition, IntervalCondition
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.verdicts import State


def missing(ground: Ground, vignette: Vignette, number: int) -> tuple[str, ...]:
    """For each option a few words on why it is open: what is not said, or not excluded. Empty
    where it is not open."""
    try:
        opening = Opening(ground, vignette, number)
    except ValueError:
        return tuple("" for _ in vignette.items[number].options)
    lacks = _Lacks(opening)
    return tuple(map(lacks.of_option, range(len(opening.item.options))))


class _Lacks:
    """What is open of one question."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.knowledge, self.case = opening.knowledge, opening.case

    def of_option(self, option: int) -> str:
        """Why an option is open, in a few words."""
        if self.opening.before.get(option) is not State.OPEN:
            return ""
        is_key = self.opening.item.options[option].key
        for claim in self.opening.claims[option]:
            if self.knowledge.state(self.case, (claim,)) is State.OPEN:
                needs, words = self._of(claim.concept, claim.at)
                if words:
                    lead = "not said" if needs is (is_key is claim.holds) else "not excluded"
                    return f"{lead}: {words}"
        return ""

    def _of(self, concept: str, region: str) -> tuple[bool, str]:
        """The first thing that is open of a concept, and whether that has to hold for it."""
        case = self.case
        for one in self.knowledge.rules.conditions(concept, region):
            if one.judge(case)[0] is not State.OPEN:
                continue
            if isinstance(one, FindingCondition | IntervalCondition):
                asked = one.asked.clause if isinstance(one, FindingCondition) else one.asked
                return True, _bare(asked.met)
            if isinstance(one, ConceptCondition):
                needs, words = self._of(one.concept, one.region)
                return needs is one.holds, words
            if isinstance(one, CompositionCondition):
                return self._of_composition(one)
            if isinstance(one, ComponentCondition):
                look = case.look or self.knowledge.composer.look(case.known)
                return True, self._of_component(look, self.knowledge.composer.position[concept])
        return True, ""

    def _of_composition(self, asked: CompositionCondition) -> tuple[bool, str]:
        """What is open of a composition: a part it needs, or one it may not have."""
        look = asked.look(self.case)
        for i in asked.included:
            if look.state(i) is State.OPEN:
                return True, self._of_component(look, i)
        left = asked.excluded or range(len(look.components))
        names = [look.components[i].name for i in left if look.state(i) is State.OPEN]
        return not (asked.included and names), " and ".join(names) or _bare(asked.asked.met)

    def _of_component(self, look: Look, position: int) -> str:
        """The clause that is open where most is known of the component."""
        best: tuple[int, str] | None = None
        for sight in look.sights(position):
            if sight.states[position] is not State.OPEN:
                continue
            thresholds = sight.site.components[position]
            known = sum((self.case.known & one.true).bit_count() for one in thresholds)
            if best is None or known > best[0]:
                unmet = next(one for one in thresholds if one.judge(self.case.known) is State.OPEN)
                best = known, _bare(unmet.clause.met)
        return best[1] if best else look.components[position].name


def _bare(met: str) -> str:
    """A sentence as it goes on after a colon."""
    follow = met.rstrip(".")
    plain = follow[1:2].islower() or follow[1:2] == " "
    return follow[:1].lower() + follow[1:] if plain else follow
