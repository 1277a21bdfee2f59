"""What kind of words an option is made of: a noun phrase, a sentence, a verb in which form."""

from __future__ import annotations

from functools import lru_cache

from teaching.items.linting.tokens import KEPT, listed, tokens

CLAUSE = frozenset({"he", "she", "it", "they", "we", "one", "there"})
REASON = frozenset({"because", "since", "as"})
ASKING = frozenset({"where", "when", "how", "why", "what", "who", "whether", "that"})
PREPOSITION = listed(
    "by in on at from through with under over after before during within about between to for "
    "without above below beside behind along past until till toward towards"
)
DETERMINER = listed("a an the his her its their some more less no every each this")
AFTER_VERB = (
    DETERMINER
    | PREPOSITION
    | listed("it them him up down away off out too quickly slowly carefully gently well home")
)
OBJECTS = DETERMINER - {"more", "less", "no"} | listed("it them him all both")
"""What follows a verb at once, but never a noun."""
DEGREE = listed("not more less earlier later sooner faster slower never always once only")
SPANS = listed("hours days weeks months years hour day week month year")
PAST = listed("was were had did fled went met built left lost took made began fell rose grew")
DOING = listed(
    "swelling bleeding imaging ageing aging morning evening spring ceiling building training "
    "feeling nothing anything something clothing string king ring wing screening stiffening "
    "scanning lightning pudding filling lining"
)
VERBS = listed("""
    accept add admit affect allow amputate apply arrange ask avoid bake beat begin bind
    bleach block boil
    break bring build call carry clear cause change check close contain control cool count cover cut
    decrease delay deliver dilute dissolve double drink eat elevate end enter excise explain expose
    fall feed fix fold form freeze give grow harden heat hold ignore increase inhibit
    inject insert manipulate
    infiltrate keep kill leave let lift lower make measure mix move narrow observe open
    place plan prevent produce
    promote protect pull push put raise reduce refer release remove repeat replace resect
    rest restore rule send
    serve shift shorten shout slow soften speed spread stabilise stain start stay stimulate stir
    stop stretch strengthen sweeten take thicken thin transfer treat try turn use wait warm
    wash watch
    weaken widen
    """)


FORMS = {
    "phrase": "a noun phrase",
    "preposition": "a phrase with a preposition",
    "reason": "a clause of reason",
    "doing": "a verbal noun",
    "verb": "a verb in the present",
    "order": "a verb in the imperative",
    "past": "a verb in the past",
    "past clause": "a sentence in the past",
    "future clause": "a sentence in the future",
    "going clause": "a sentence in the progressive",
    "clause": "a sentence in the present",
}


@lru_cache(KEPT)
def form(text: str) -> str:
    """What kind of words an option is made of, judged by its first ones."""
    said = tokens(text)
    words = [token.low for token in said]
    if not words or words[0][0].isdigit():
        return "number"
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in CLAUSE and second:
        return _tense(second, words[2] if len(words) > 2 else "")
    if first in REASON:
        return "reason"
    if first in ASKING and second:
        return "clause"
    if (
        first in PREPOSITION | DEGREE
        or first.endswith("ly")
        or (first in SPANS and second in PREPOSITION | {"ago"})
    ):
        return "preposition"
    if first.endswith("ing") and first not in DOING and second in AFTER_VERB:
        return "doing"
    if first.endswith("ed") and second in AFTER_VERB:
        return "past"
    stem = first.removesuffix("s")
    if first.endswith("s") and (stem in VERBS or stem.removesuffix("e") in VERBS) and second:
        return "verb"
    if first not in DETERMINER and second in OBJECTS and said[1].text.islower():
        return "order"
    if first in VERBS and second:
        return "order" if second in AFTER_VERB else "unclear"
    return "phrase"


def _tense(verb: str, after: str) -> str:
    if verb in ("will", "shall"):
        return "future clause"
    if verb in ("are", "is") and after.endswith("ing"):
        return "going clause"
    return "past clause" if verb.endswith("ed") or verb in PAST else "clause"
