"""Where the words of a disease stand: stages, axes, aspects, sorts, regions, scopes."""

from __future__ import annotations

from django.db import models as orm

from teaching.knowledge import models
from teaching.knowledge.packs.placing import Table, by_slug, same
from teaching.knowledge.schema.parts import Part
from teaching.knowledge.schema.vocabulary import Aspect, Axis, Region, Scope, Sort, Stage


def _words(section: str, shape: type[Part], model: type[orm.Model]) -> Table:
    """A section whose entries are looked up by name alone."""
    return Table(section, shape, model, by_slug, same("slug", "name"))


TABLES: tuple[Table, ...] = (
    _words("disease.stages", Stage, models.Stage),
    Table(
        "disease.axes",
        Axis,
        models.Axis,
        by_slug,
        same("slug", "name", "label", "lead_in", "exhaustive"),
        foreign={"after": ("after", "disease.stages")},
    ),
    _words("disease.aspects", Aspect, models.Aspect),
    _words("disease.sorts", Sort, models.Sort),
    Table(
        "disease.regions",
        Region,
        models.Region,
        by_slug,
        same("slug", "name", "sided", "both", "level"),
        foreign={"sort": ("sort", "disease.sorts")},
    ),
    _words("disease.scopes", Scope, models.Scope),
)
