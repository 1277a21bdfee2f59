"""Asking: the decisions of a story, each with one option the reasoner establishes and others it
rules out, and rationales taken from its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from random import Random

from teaching.items.generators.blueprints import Asked
from teaching.items.generators.drafts import Draft
from teaching.items.generators.stock import Redraw, Stock, holds
from teaching.items.generators.wording import Words, sentence
from teaching.knowledge.cases import Case
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.generator.questions import Answer, Question
from teaching.knowledge.schema.vignettes import Item, Option
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import Sentence, State, Verdict

PARALLEL = 1.5
"""Options of one question are at most this many times as long as each other."""
TRIES = 8
"""So often wordings are chosen anew until they are alike in length."""
SENTENCES = {True: 4, False: 2}
"""So many sentences the rationale of a key, or of another option, has at most."""

OFFERED = 4_000
"""So many options are kept."""

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
    asker = _Asker(rng, knowledge, stock, draft, words, case_at)
    return tuple(
        asker.item(question, draft.asked[question.axis])
        for question in stock.generator.questions
        if question.axis in draft.asked
    )


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

    def item(self, question: Question, asked: Asked) -> Item:
        case = self.case_at(question.after)
        offered = [a for a in question.answers if a.claim.concept in asked.offered]
        texts = self._texts(offered)
        options = [
            self._option(answer, text, case, is_key=answer.claim.concept == asked.key)
            for answer, text in zip(offered, texts, strict=True)
        ]
        if not question.keep_order:
            options.sort(key=lambda option: option.text.casefold())
        right = next(option for option in options if option.key)
        return Item(
            slug=question.axis,
            axis=question.axis,
            after=question.after,
            lead_in=self.words.fill(self.rng.choice(question.lead_ins), self.spot),
            layers=layers(self.stock, right.facts),
            basis="findings",
            options=tuple(options),
        )

    def _texts(self, offered: Sequence[Answer]) -> list[str]:
        """A wording for each, alike in length where the pack has such; chosen before it matters
        which of them is right, so that no wording tells."""
        choices = [answer.texts for answer in offered]
        for _ in range(TRIES):
            texts = [*map(self.rng.choice, choices)]
            if _parallel(texts):
                break
        return [sentence(self.words.fill(text, self.spot)) for text in texts]

    def _claim(self, answer: Answer) -> Claim:
        """What an option says, at the place the pattern gives it or at the first picture."""
        concept = answer.claim.concept
        for claim in self.draft.pattern.rivals:
            if claim.concept == concept:
                return self.spot.claim(claim)
        return self.spot.claim(answer.claim)

    def _option(
        self,
        answer: Answer,
        text: str,
        case: Case,
        *,
        is_key: bool,
    ) -> Option:
        """The option. Raises Redraw where the lines do not decide it as they should."""
        claim = self._claim(answer)
        verdict = self.knowledge.judge(case, claim)
        wanted = State.ESTABLISHED if is_key else State.RULED_OUT
        if verdict.state is not wanted:
            raise Redraw(f"'{claim}' is {verdict.state.value}, not {wanted.value}")
        says, facts = rationale(verdict, is_key=is_key)
        if is_key:
            says, facts = self._right(answer, verdict) or (says, facts)
        if answer.says:
            says = f"{answer.says} {says}".strip()
        cited = tuple(dict.fromkeys((*facts, *answer.facts)))
        return option(text, claim, is_key, answer.overclaims, says, cited)

    def _right(self, answer: Answer, verdict: Verdict) -> tuple[str, tuple[str, ...]] | None:
        """The pack's own sentence for this key, backed by all that speaks for it."""
        flags = self.draft.flags | self.spot.flags
        for remark in answer.right:
            if holds(remark.needs, flags):
                facts = [f for one in verdict.sentences if one.stance == "for" for f in one.facts]
                return self.words.fill(remark.says, self.spot), tuple(dict.fromkeys(facts))
        return None


@lru_cache(OFFERED)
def option(
    text: str, claim: Claim, key: bool, overclaims: bool, says: str, facts: tuple[str, ...]
) -> Option:
    """An option with one claim; the same one for many patients."""
    return Option(
        text=text, claims=(claim,), key=key, overclaims=overclaims, rationale=says, facts=facts
    )


def rationale(verdict: Verdict, *, is_key: bool) -> tuple[str, tuple[str, ...]]:
    """The sentences of the rules that speak for the key or against another option, with facts.

    Reasons that point at a line come first; blanket absences fill up where nothing else is said.
    """
    return _rationale(verdict.sentences, is_key)


@lru_cache(OFFERED)
def _rationale(sentences: tuple[Sentence, ...], is_key: bool) -> tuple[str, tuple[str, ...]]:
    """The same of a verdict's sentences, which many cases share."""
    stance = "for" if is_key else "against"
    found = [one for one in sentences if one.stance == stance] or list(sentences)
    return spoken(sorted(found, key=lambda one: not one.telling), SENTENCES[is_key])


def spoken(reasons: Iterable[Sentence], most: int) -> tuple[str, tuple[str, ...]]:
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


def _parallel(texts: Sequence[str]) -> bool:
    lengths = [*map(len, texts)]
    return max(lengths) <= PARALLEL * min(lengths)
