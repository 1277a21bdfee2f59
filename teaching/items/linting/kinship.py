"""Kinship of words beyond their endings: forms that change a vowel, and close beginnings."""

from __future__ import annotations

import re
from functools import lru_cache

from teaching.items.linting.tokens import KEPT, root

FAMILIES = """
bear bore borne birth births born
begin begins beginning began begun
believe believes believed belief beliefs
bind binds binding bound
bleed bleeds bleeding bled blood bloody
break breaks breaking broke broken breakage
breathe breathes breathing breathed breath
broad breadth broaden
choose chooses choosing chose chosen choice choices
deep deeper depth depths deepen
die dies died dying dead death deaths deadly
draw draws drawing drew drawn
drink drinks drinking drank drunk
drive drives driving drove driven
fall falls falling fell fallen
feed feeds feeding fed food foods
feel feels feeling felt
fly flies flying flew flown flight flights
foot feet
freeze freezes freezing froze frozen frost
give gives giving gave given gift gifts
grow grows growing grew grown growth
heal heals healing healed health healthy
high higher height heights
hot heat heats heated heating
know knows knowing knew known knowledge
long longer length lengths lengthen
lose loses losing lost loss losses
man men
mouse mice
prove proves proved proven proof proofs
relieve relieves relieved relief
ring rings ringing rang rung
rise rises rising rose risen
see sees seeing saw seen sight
sell sells selling sold sale sales
shake shakes shaking shook shaken
shoot shoots shooting shot shots
shrink shrinks shrinking shrank shrunk shrunken
sing sings singing sang sung song songs
sink sinks sinking sank sunk sunken
sit sits sitting sat seat seats
speak speaks speaking spoke spoken speech
steal steals stealing stole stolen theft
stick sticks sticking stuck
strike strikes striking struck stroke
strong stronger strength strengthen
swell swells swelling swelled swollen
tear tears tearing tore torn
thief thieves theft thefts
think thinks thinking thought thoughts
tooth teeth
wake wakes waking woke woken
warm warms warming warmed warmth
wear wears wearing wore worn
weave weaves weaving wove woven
weigh weighs weighing weighed weight weights
wide wider width widths widen
wind winds winding wound
woman women
write writes writing wrote written
young younger youth
"""
"""Words of one origin whose vowel changes with the form: strong verbs, and nouns of measure."""
SHARED = 6
"""Letters with which two roots begin alike if only a last letter or syllable is left of each
("strangl", "strangul")."""
SYLLABLE = re.compile(r"[aeiou][^aeiou]$")

_FAMILIES: dict[str, tuple[str, ...]] = {}
for _family in FAMILIES.split("\n"):
    for _word in _family.split():
        _FAMILIES[_word] = tuple(dict.fromkeys((*_FAMILIES.get(_word, ()), *_family.split())))


def relatives(word: str) -> tuple[str, ...]:
    """All forms of a word in lower case, if it is one whose vowel changes."""
    return _FAMILIES.get(word, ())


ALTERNATING = (("nc", 1, "d"), ("ss", 2, "t"), ("pt", 2, "b"), ("d", 1, "d"), ("s", 1, "d"),
               ("t", 1, "t"), ("b", 1, "b"))  # fmt: skip
"""How Latin roots end before different endings, with what of it is cut off and what unites them:
"defend" and "defence", "extend" and "extension", "permit" and "permission"."""
STEM = 4
"""Letters that such a root keeps at least."""


@lru_cache(KEPT)
def stumps(word: str) -> frozenset[str]:
    """How a word begins but for its last letters: two with a common stump are kin."""
    kept = root(word)
    found = {f"{kept[:-1]}·"} if len(kept) > SHARED else set()
    if len(kept) > SHARED + 1 and SYLLABLE.search(kept):
        found.add(f"{kept[:-2]}·")
    for ending, cut, name in ALTERNATING:
        if kept.endswith(ending) and len(kept) - cut >= STEM:
            found.add(f"{kept[:-cut]}~{name}")
            break
    else:
        if len(kept) > STEM:
            found.add(f"{kept}~d")  # "extension" has lost its s as if that made a plural
    return frozenset(found)
