"""Options that tempt nobody: jokes, refusals, and things of everyday life among technical terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.tokens import KEPT, listed, lows, tokens

JEST = listed("""
    santa claus unicorn unicorns dragon dragons alien aliens magic magical magician wizard witch
    witchcraft superman batman spiderman disneyland disney hogwarts fairy fairies elf elves troll
    trolls ghost ghosts vampire vampires zombie zombies werewolf mermaid mermaids leprechaun goblin
    astrology horoscope horoscopes telepathy ufo ufos martian martians narnia mickey pixie
    television netflix facebook youtube tiktok instagram karaoke lollipop popcorn bubblegum
    god gods devil demons heaven homeopath luck wish wishing
    wishes pray prayer prayers curse cursed miracle miracles
    laugh laughing joke jokes tickle tickling dancing teddy toy toys hamster goldfish parrot kitten
    puppy dog dogs cat hammer chainsaw dynamite toothpaste ketchup
    possessed bewitched haunted enchanted voodoo karma zodiac palmistry clairvoyant reincarnation
    superstition talisman
    """)
TREATS = listed(
    "chocolate coffee cake pizza beer candy sweets cookies burger lemonade crisps champagne"
)
"""Of everyday life, unless food or a habit is spoken of, or another option is of the kind."""
HABITS = listed(
    "wine tea alcohol milk juice smoking tobacco cigarettes salt fat stress habit habits risk"
)
FOOD = listed(
    "food foods diet meal meals cook cooking bake baking sauce dough bread recipe dish"
    " dessert drink"
    " caffeine cocoa sugar eat eats eating nutrition restaurant kitchen flour butter cream"
)
BEASTS = listed(
    "dog dogs cat puppy kitten hamster goldfish parrot toy toys hammer dancing wish wishes"
)
"""Implausible but where animals or things of this kind are spoken of, or where they only describe
something ("cat-scratch disease")."""
FARE = listed(
    "soup pancake pancakes sausage sausages spaghetti jam pickles gravy custard mayonnaise"
)
"""At home where food is spoken of, as well as among itself."""
EVERYDAY: tuple[frozenset[str], ...] = (
    listed(
        "bear bears tiger tigers lion lions penguin penguins elephant elephants monkey monkeys"
        " giraffe giraffes crocodile crocodiles squirrel squirrels hedgehog octopus dinosaur"
        " dinosaurs camel camels ostrich kangaroo gorilla wolves"
    ),
    listed(
        "postman postmen tourists burglar burglars gardeners clown clowns pirate"
        " pirates cowboy cowboys celebrity celebrities acrobat ballerina schoolboys"
        " thieves robbers"
    ),
    listed(
        "birthday birthdays picnic disco circus cinema carnival lottery casino barbecue honeymoon"
        " holiday holidays fireworks karaoke selfie selfies football golf chess"
    ),
    listed("smiles grin grins giggle giggles bored boredom sulk sulks homesick flattery grumpy"),
    listed(
        "balloon balloons umbrella umbrellas sofa sofas lampshade bathtub lipstick perfume slippers"
        " pyjamas sunglasses scarf socks handbag teapot wallpaper lawnmower guitar trumpet"
        " refrigerator refrigerators fridge toaster kettle dishwasher teacup saucepan vase"
        " cupboard cupboards wardrobe bookshelf armchair doorbell shoelace shoelaces necktie"
        " trousers raincoat hairbrush bicycle skateboard jigsaw crossword"
    ),
    FARE,
)
"""Things of everyday life, by group: among the terms of a subject one of them tempts few."""
TERMS = re.compile(r"\b(?:balloon (?!animals?|hat)\w+|sun bear|golfer's \w+)", re.IGNORECASE)
"""Where such a word is a term."""
DISMISSIVE = re.compile(
    r"""^(?: ignore | laugh | pray\b | forget\b | do\ nothing\ at\ all | nothing(?:\ at\ all)?$
    | nothing\ (?:matters|can\ be\ done) | give\ up | throw\ (?:away|out) | run\ away | go\ home$
    | shout | scream | punish | bribe | lie\ (?:to|about) | blame | insult | slap | mock
        | kill\ (?:him|her)
    | tell\ (?:him|her|them)\ (?:to\ stop\ complaining|nothing|a\ joke) | hope\ (?:for|that)
    | (?:it|he|she|they)\ guess(?:es)? | lack\ of\ (?:television|luck|sweets|love) | who\ cares
    | no\ idea | because\ (?:i|they|we)\ said | whatever | none\ of\ your | abandon\ (?:him|her)
    | send\ (?:him|her|them)\ away | wait\ until\ (?:he|she)\ dies | sing\b | dance\b )
    | \b(?:until\ (?:he|she)\ gets\ bored | just\ for\ fun
    | hope\ for\ the\ best | for\ no\ reason | by\ magic
    | laugh\ it\ off | and\ send\ (?:him|her)\ home
    | (?:hit|beat|lock|shak|starv|threaten|humiliat|teas|scold|frighten|yell|shout)(?:e|t?ing)?
      \ (?:at\ )?(?:him|her|them|the\ (?:patient|man|woman|boy|girl|child|baby))\b )\b""",
    re.VERBOSE | re.IGNORECASE,
)


class Suspect(NamedTuple):
    """A word of an option that may tempt nobody, and the words among which it is at home (none: it
    is nowhere). ``is_mild``: it is merely of everyday life."""

    option: int
    start: int
    end: int
    home: frozenset[str]
    is_mild: bool = False


def implausible_option(asked: Asked) -> Iterator[Mark]:
    for index in asked.implausible:
        if index != asked.key:
            yield _unbelievable(asked, Suspect(index, 0, len(asked.options[index]), frozenset()))
    for one in suspects(asked.options):
        if one.option == asked.key or one.option in asked.implausible:
            continue
        others = (text for i, text in enumerate(asked.options) if i != one.option)
        around = (asked.lead_in, *asked.stem, *others)
        if not one.home or all(lows(text).isdisjoint(one.home) for text in around):
            yield _unbelievable(asked, one)


def _unbelievable(asked: Asked, one: Suspect) -> Mark:
    option = asked.options[one.option]
    word = option[one.start : one.end]
    return Mark(
        in_option(asked, one.option, one.start, one.end),
        f"“{word}” is of everyday life, unlike the rest; it tempts hardly anybody."
        if one.is_mild
        else f"Nobody who is unsure would choose “{option}”.",
        "Write an answer that a learner with a known misunderstanding would give.",
        "warning" if one.is_mild else None,
    )


@lru_cache(KEPT)
def suspects(options: tuple[str, ...]) -> tuple[Suspect, ...]:
    """The options of a question that may tempt nobody."""
    found: list[Suspect] = []
    for index, option in enumerate(options):
        place = jest(option)
        if place is not None:
            word = option[place[0] : place[1]].lower()
            if word not in BEASTS or option.rstrip(".").lower().endswith(word):
                found.append(Suspect(index, *place, _home(word), is_mild=word in TREATS))
        elif not TERMS.search(option):
            found += _everyday(index, option)
    return tuple(found)


def _everyday(index: int, option: str) -> Iterator[Suspect]:
    for group in EVERYDAY:
        for token in tokens(option):
            if token.low in group:
                home = FARE | FOOD if group is FARE else group
                yield Suspect(index, token.start, token.end, home, is_mild=True)
                return


def _home(word: str) -> frozenset[str]:
    if word in TREATS:
        return FOOD | TREATS | HABITS
    return BEASTS | {"animal", "animals", "pet", "tool"} if word in BEASTS else frozenset()


@lru_cache(KEPT)
def jest(option: str) -> tuple[int, int] | None:
    """Where an option is a joke or a refusal, if it is one."""
    found = DISMISSIVE.search(option)
    if found:
        return found.span()
    for token in tokens(option):
        if token.low.removesuffix("'s") in JEST or token.low in TREATS:
            return token.start, token.end
    return None
