"""The films of a stored case, drawn once per process from what its stages state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from teaching.items.models import Vignette
from teaching.items.picturing import Picture, pictures
from teaching.items.showing import ShownStage, story
from teaching.knowledge import packs
from teaching.knowledge.reasoning import Knowledge, Statement
from teaching.knowledge.schema import Pack
from teaching.knowledge.statements import Tag

Marks = tuple[tuple[int, int], ...]
"""(index of the line in the story, its number in the ledger)."""


@lru_cache(maxsize=512)
def films(vignette: Vignette, stage: int, marks: Marks = ()) -> tuple[Picture, ...]:
    """The pictures of one stage; empty where nothing of it is seen on a film."""
    told = story(vignette)
    pack, knowledge = packs.cached(vignette.disease)
    if not hangs_film(pack, told.stages[stage]):
        return ()
    own = {line.pk for line in told.stages[stage].lines}
    lines = [line.tags if line.pk in own else () for line in told.lines]
    try:
        statements = knowledge.statements(lines, [line.tags for line in told.lines])
    except ValueError:
        # The pack was loaded anew without a place this earlier revision names. Its sentences say
        # all that the film showed.
        return ()
    return pictures(
        knowledge,
        pack,
        statements,
        seed=vignette.pk,
        figure_id=f"film-{stage}",
        lines=lines,
        marks=_once(statements, marks),
        numbered=[mark for mark in marks if len(_regions(statements, mark[0])) <= PAIR],
    )


PAIR = 2
"""A line about more regions than this is numbered at the first one alone: it is a survey."""


def _regions(statements: Sequence[Statement], line: int) -> list[str]:
    """The regions a line speaks of, in its order."""
    return list(dict.fromkeys(s.region for s in statements if s.line == line and s.region))


def _once(statements: Sequence[Statement], marks: Marks) -> list[tuple[str, int]]:
    surveys = [(_regions(statements, line), number) for line, number in marks]
    return [(regions[0], number) for regions, number in surveys if len(regions) > PAIR]


def hangs_film(pack: Pack, stage: ShownStage) -> bool:
    """Whether a stage is of the kind that shows a film: known before it opens."""
    return pack.film is not None and stage.kind in pack.film.stages


def sample(knowledge: Knowledge, pack: Pack, pictured: tuple[Tag, ...]) -> tuple[Picture, ...]:
    """The film of a typical patient, from tags alone: no case is shown."""
    statements = knowledge.statements([pictured])
    return pictures(knowledge, pack, statements, seed=1, figure_id="sample", lines=[pictured])
