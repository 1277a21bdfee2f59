"""Counterfactual twins: the smallest change of lines that makes a wrong answer right.

Pure. The pack lists which states may be exchanged; a twin is told with its phrases and proved like
any other case. ``seeking`` looks for it, ``rewording`` and ``retelling`` put it into words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from random import Random

from teaching.items.generators.stock import stock_of
from teaching.items.generators.wording import Unsayable
from teaching.items.retelling import Change, Twin, can_be_right, retell
from teaching.items.retiming import retimed
from teaching.items.rewording import Retold, Reworder
from teaching.items.seeking import MOST, Search
from teaching.items.settling import Origin
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Option, Vignette
from teaching.knowledge.verdicts import Contradiction

WORDED = 12
"""So many of the smallest changes are put into words before the search gives up."""


def twin(
    knowledge: Knowledge,
    pack: Pack,
    vignette: Vignette,
    item_slug: str,
    wrong_option: Option,
) -> Twin | None:
    """The nearest story in which this option is the one right answer, or None.

    None where the pack has no generator, where the item rests on facts (which hold for every
    patient), where an answer is right for no patient, where no exchange or phrase leads there, and
    where more than ``MOST`` lines would differ.
    """
    if pack.generator is None or wrong_option.key:
        return None
    item = next(item for item in vignette.items if item.slug == item_slug)
    if item.basis != "findings" or not can_be_right(pack, wrong_option):
        return None
    origin = Origin(knowledge, stock_of(pack), vignette, item, wrong_option)
    return _in_other_weeks(origin) or _changed(origin)


def _in_other_weeks(origin: Origin) -> Twin | None:
    lines = retimed(origin)
    return _told(origin, lines) if lines is not None else None


def _changed(origin: Origin) -> Twin | None:
    for story in islice(Search(origin).nearest(), WORDED):
        rng = Random(f"{origin.vignette.slug}/{origin.item.slug}/{origin.wrong.text}")  # noqa: S311
        try:
            reworder = Reworder(rng, origin, story)
            lines = [reworder.line(i, line) for i, line in enumerate(origin.lines)]
        except Unsayable:
            continue
        found = _told(origin, lines)
        if found is not None and len(found.changes) <= MOST:
            return found
    return None


def _told(origin: Origin, lines: Sequence[Retold]) -> Twin | None:
    try:
        return retell(origin, lines)
    except (Unsayable, Contradiction):
        return None


__all__ = ["MOST", "Change", "Twin", "twin"]
