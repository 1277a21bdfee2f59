"""Asking: the decisions of a story, each with one option the reasoner establishes and others it
rules out, and rationales taken from its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random

from teaching.items.generators.drafts import Draft, Redraw
from teaching.items.generators.stock import Stock, holds
from teaching.items.generators.wording import Words, sentence
from teaching.knowledge.cases import Case
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.generator.questions import Answer, Question
from teaching.knowledge.schema.vignettes import Item, Option
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import Reason, State, Verdict

PARALLEL = 1.5
"""Options of one question are at most this many times as long as each other."""
SENTENCES = {True: 4, False: 2}
"""So many sentences the rationale of a key, or of another option, has at most."""

CaseAt = Callable[[str], Case]
"""The case as it stands after a stage."""


def ask(
    rng: Random,
    knowledge: Knowledge,
    stock: Stock,
    draft: Draft,
    words: Words,
    case_at: CaseAt,
) -> tuple[Item, ...]:
    """The items of a case, in the order in which they are asked.

    Raises Redraw where one of them is not decided by the lines shown up to it.
    """
    wanted = _wanted(stock, draft)
    asker = _Asker(rng, knowledge, stock, draft, words, case_at)
    items = [
        asker.item(question, *wanted[question.axis])
        for question in stock.generator.questions
        if question.axis in wanted
    ]
    return tuple(items)


def _wanted(stock: Stock, draft: Draft) -> dict[str, tuple[Claim, tuple[Claim, ...] | None]]:
    """For each axis that is asked: what the key claims, and the rivals where they are fixed."""
    spot = draft.spots[0]
    pattern = draft.pattern
    found: dict[str, tuple[Claim, tuple[Claim, ...] | None]] = {}
    if pattern.dated:
        concept = draft.dating.window.concept
        found[stock.generator.onset_axis] = (Claim(concept, spot.ids[0]), None)
    for axis, claim in draft.aims.items():
        found[axis] = (claim, None)
    rivals = tuple(spot.claim(claim) for claim in pattern.rivals)
    found[pattern.axis] = (spot.claim(pattern.claim), rivals or None)
    return found


class _Asker:
    def __init__(
        self,
        rng: Random,
        knowledge: Knowledge,
        stock: Stock,
        draft: Draft,
        words: Words,
        case_at: CaseAt,
    ) -> None:
        self.rng, self.knowledge, self.stock = rng, knowledge, stock
        self.draft, self.words, self.case_at = draft, words, case_at
        self.spot = draft.spots[0]

    def item(
        self,
        question: Question,
        key: Claim,
        rivals: tuple[Claim, ...] | None,
    ) -> Item:
        case = self.case_at(question.after)
        answers = [
            (answer, self.spot.claim(answer.claim))
            for answer in question.answers
            if holds(answer.needs, self.draft.flags)
        ]
        own = [answer for answer, claim in answers if claim == key]
        others = [
            (answer, claim)
            for answer, claim in answers
            if claim != key and (rivals is None or claim in rivals)
        ]
        if not own:
            raise Redraw(f"no wording for '{key}' on '{question.axis}'")
        right = self._option(self.rng.choice(own), key, case, is_key=True)
        if right is None:
            raise Redraw(f"'{key}' is not established on '{question.axis}'")
        options = [right]
        fixed = len(others) + 1 <= question.options
        for answer, claim in self.rng.sample(others, len(others)):
            if len(options) == question.options:
                break
            option = self._option(answer, claim, case, is_key=False)
            if option is None:
                if fixed:
                    raise Redraw(f"'{answer.claim}' is not ruled out on '{question.axis}'")
                continue
            if fixed or _parallel([*options, option]):
                options.append(option)
        if len(options) < min(question.options, len(answers)):
            raise Redraw(f"too few options on '{question.axis}'")
        if question.keep_order:
            rank = {a.claim.concept: i for i, a in enumerate(question.answers)}
            options.sort(key=lambda o: rank[o.claims[0].concept])
        else:
            options.sort(key=lambda o: o.text.casefold())
        return Item(
            slug=question.axis,
            axis=question.axis,
            after=question.after,
            lead_in=self.words.fill(self.rng.choice(question.lead_ins), self.spot),
            layers=layers(self.stock, right.facts),
            basis="findings",
            options=tuple(options),
        )

    def _option(
        self,
        answer: Answer,
        claim: Claim,
        case: Case,
        *,
        is_key: bool,
    ) -> Option | None:
        """The option, or None where the lines do not decide it as they should."""
        verdict = self.knowledge.judge(case, claim)
        wanted = State.ESTABLISHED if is_key else State.RULED_OUT
        if verdict.state is not wanted:
            return None
        says, facts = rationale(verdict, is_key=is_key)
        if is_key:
            says, facts = self._right(answer, verdict) or (says, facts)
        if answer.says:
            says = f"{answer.says} {says}".strip()
        text = self.words.fill(self.rng.choice(answer.texts), self.spot)
        return Option(
            text=sentence(text),
            claims=(claim,),
            key=is_key,
            overclaims=answer.overclaims,
            rationale=says,
            facts=tuple(dict.fromkeys((*facts, *answer.facts))),
        )

    def _right(self, answer: Answer, verdict: Verdict) -> tuple[str, tuple[str, ...]] | None:
        """The pack's own sentence for this key, backed by all that speaks for it."""
        flags = self.draft.flags | self.spot.flags
        for remark in answer.right:
            if holds(remark.needs, flags):
                facts = [f for r in verdict.reasons if r.stance == "for" for f in r.facts]
                return self.words.fill(remark.says, self.spot), tuple(dict.fromkeys(facts))
        return None


def rationale(verdict: Verdict, *, is_key: bool) -> tuple[str, tuple[str, ...]]:
    """The sentences of the rules that speak for the key or against another option, with facts.

    Reasons that point at a line come first; blanket absences fill up where nothing else is said.
    """
    stance = "for" if is_key else "against"
    reasons = [r for r in verdict.reasons if r.stance == stance] or list(verdict.reasons)
    return spoken(sorted(reasons, key=lambda reason: not reason.telling), SENTENCES[is_key])


def spoken(reasons: Iterable[Reason], most: int) -> tuple[str, tuple[str, ...]]:
    """Their sentences, so many at most, with the facts behind them."""
    says: list[str] = []
    facts: dict[str, None] = {}
    for reason in reasons:
        if reason.says not in says:
            if len(says) == most:
                break
            says.append(reason.says)
        facts.update(dict.fromkeys(reason.facts))
    return " ".join(says), tuple(facts)


def layers(stock: Stock, facts: Iterable[str]) -> tuple[Layer, ...]:
    """The layers of these facts, in the order of the pack."""
    found = {stock.layers[fact] for fact in facts}
    order = [layer.slug for layer in stock.pack.disease.layers]
    return tuple(layer for layer in order if layer in found)


def _parallel(options: Sequence[Option]) -> bool:
    lengths = [len(option.text) for option in options]
    return max(lengths) <= PARALLEL * min(lengths)
