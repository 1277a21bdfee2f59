"""The films of a stored case, drawn once per process from what its stages state."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from teaching.items.models import Vignette
from teaching.items.picturing import Picture, pictures
from teaching.items.showing import ShownStage, story
from teaching.knowledge import packs
from teaching.knowledge.reasoning import Statement
from teaching.knowledge.schema import Pack

Marks = tuple[tuple[int, int], ...]
"""(index of the line in the story, its number in the ledger)."""


@lru_cache(maxsize=512)
def films(vignette: int, stage: int, marks: Marks = ()) -> tuple[Picture, ...]:
    """The pictures of one stage; empty where nothing of it is seen on a film."""
    told = story(vignette)
    pack, knowledge = packs.cached(
        Vignette.objects.select_related("disease").get(pk=vignette).disease
    )
    if not hangs_film(pack, told.stages[stage]):
        return ()
    own = {line.pk for line in told.stages[stage].lines}
    statements = knowledge.statements(
        [line.tags if line.pk in own else () for line in told.lines],
        [line.tags for line in told.lines],
    )
    return pictures(
        knowledge,
        pack,
        statements,
        seed=vignette,
        figure_id=f"film-{stage}",
        marks=_places(statements, marks),
    )


def hangs_film(pack: Pack, stage: ShownStage) -> bool:
    """Whether a stage is of the kind that shows a film: known before it opens."""
    return pack.film is not None and stage.kind in pack.film.stages


def _places(statements: Iterable[Statement], marks: Marks) -> tuple[tuple[str, int], ...]:
    """Where each number points: the first region at which its line states something present."""
    number_of = dict(marks)
    places: dict[int, str] = {}
    for statement in statements:
        number = number_of.get(statement.line)
        if number is not None and statement.region and statement.present:
            places.setdefault(number, statement.region)
    return tuple((region, number) for number, region in sorted(places.items()))
