"""What an item cites: its one key, the facts behind each option, the layers it asks for.

Pure. ``proving`` asks here before any patient is looked at.
"""

from __future__ import annotations

from teaching.knowledge.schema.facts import Fact
from teaching.knowledge.schema.vignettes import Item


def unbacked(item: Item, facts: dict[str, Fact]) -> list[str]:
    """What is wrong with keys, facts and layers before any patient is looked at."""
    problems: list[str] = []
    keys = [option for option in item.options if option.key]
    if len(keys) != 1:
        problems.append(f"it has {len(keys)} keys, not one")
    known = facts.keys()
    for option in item.options:
        if not option.facts or not known >= {*option.facts}:
            problems += [
                f"'{option.text}' cites {fact}, which the pack does not hold"
                for fact in option.facts
                if fact not in facts
            ]
            if known.isdisjoint(option.facts):
                problems.append(f"'{option.text}' has no fact behind its rationale")
        if item.basis == "findings" and not option.claims:
            problems.append(f"'{option.text}' claims nothing that findings could decide")
        if item.basis == "change" and not option.adds:
            problems.append(f"'{option.text}' changes nothing")
    for key in keys:
        # An inference belongs to the source it is drawn from.
        cited = {facts[fact].layer for fact in key.facts if fact in facts}
        layers = cited | ({"article"} if "inferred" in cited else set())
        problems += [
            f"its layer is {layer}, but no fact of that layer backs the key"
            for layer in item.layers
            if layer not in layers
        ]
    return problems
