"""Stored vignettes read back from their rows, many at a time: one query per table.

Only rows are read here, never the story kept for the pages, so that what is verified is what the
tables say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from pydantic import ValidationError

from teaching.items import models
from teaching.items.explaining import Step
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.statements import Tag


@dataclass(frozen=True)
class Reread:
    """A stored vignette as the pack would have it, its row, and what is stored of its proof and of
    what the linter found."""

    row: models.Vignette
    vignette: Vignette
    steps: tuple[tuple[tuple[Step, ...], ...], ...]
    """For each item those of each option."""
    concepts: tuple[str | None, ...]
    """For each item the concept its key says holds."""
    lints: frozenset[tuple[str, str]]
    """Rules of the linter with the severity."""


@dataclass(frozen=True)
class Unreadable:
    """A stored vignette whose rows no pack could hold, and what is wrong with them."""

    row: models.Vignette
    problem: str


def reread(pks: Sequence[int]) -> Iterator[Reread | Unreadable]:
    """These vignettes, in this order: ten queries for all of them."""
    rows = models.Vignette.objects.defer("shown").in_bulk(pks)
    shelf = _Shelf(pks)
    for pk in pks:
        try:
            yield shelf.vignette(rows[pk])
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            yield Unreadable(rows[pk], f"{error.title}.{place}: {first['msg']}")


def restore(row: models.Vignette) -> Vignette:
    """One stored vignette as the pack had it, key and rationales included."""
    return _Shelf([row.pk]).vignette(row).vignette


class _Shelf:
    """All rows below some vignettes, by what they belong to."""

    def __init__(self, pks: Sequence[int]) -> None:
        self.stages = _grouped(
            models.VignetteStage.objects.filter(vignette__in=pks)
            .order_by("vignette", "position")
            .values_list("vignette", "pk", "stage__slug", "heading", "stage__name")
        )
        self.lines = _grouped(
            models.Line.objects.filter(vignette__in=pks)
            .order_by("vignette", "position")
            .values_list("vignette", "pk", "stage", "item", "text", _as_text("fits"))
        )
        self.tags = _grouped(
            models.LineTag.objects.filter(line__vignette__in=pks)
            .order_by("line", "position")
            .values_list("line", "finding__slug", "at", "is_present", "low", "high")
        )
        self.items = _grouped(
            models.Item.objects.filter(vignette__in=pks)
            .order_by("vignette", "position")
            .values_list(
                *("vignette", "pk", "slug", "axis__slug", "label", "stage", "lead_in", "layers"),
                *("basis", "others", "rests_on", "fits", "key__option", "key__note"),
            )
        )
        self.concepts = _grouped(
            models.Key.objects.filter(item__vignette__in=pks)
            .order_by("item__vignette", "item__position")
            .values_list("item__vignette", "concept__slug")
        )
        self.lints = _grouped(
            models.Lint.objects.filter(vignette__in=pks).values_list("vignette", "rule", "severity")
        )
        self.options = _grouped(
            models.Option.objects.filter(item__vignette__in=pks)
            .order_by("item", "position")
            .values_list(
                *("item", "pk", "text", "rationale__text", "rationale__states"),
                "rationale__backing",
            )
        )
        self.evidence = _grouped(
            models.Evidence.objects.filter(option__item__vignette__in=pks)
            .order_by("option", "position")
            .values_list("option", "kind", "stance", "says", _as_text("lines"), "backing")
        )
        used = {row[-1] for rows in self.options.values() for row in rows}
        used |= {row[-1] for rows in self.evidence.values() for row in rows}
        places = (
            models.BackingFact.objects.filter(backing__in=used)
            .order_by("backing", "position")
            .values_list("backing", "fact__code")
        )
        self.backings = defaultdict(
            tuple, {pk: tuple(code for (code,) in own) for pk, own in _grouped(places).items()}
        )

    def vignette(self, row: models.Vignette) -> Reread:
        stages = self.stages[row.pk]
        items = self.items[row.pk]
        slugs = {pk: slug for pk, slug, _, _ in stages}
        told: dict[int, list[dict[str, Any]]] = defaultdict(list)
        added: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for pk, stage, item, text, fits in self.lines[row.pk]:
            line = {
                "text": text,
                "tags": [Tag(*tag) for tag in self.tags[pk]],
                "fits": _listed(fits),
            }
            (told[stage] if item is None else added[item]).append(line)
        # Validated as a whole: a call for each line and option takes twice as long.
        vignette = Vignette.model_validate(
            {
                "slug": row.slug,
                "title": row.title,
                "code": row.code or None,
                "difficulty": row.difficulty,
                "pronoun": row.pronoun,
                "stages": [
                    {
                        "stage": slug,
                        "heading": None if heading == name else heading,
                        "lines": told[pk],
                    }
                    for pk, slug, heading, name in stages
                ],
                "items": [self._item(slugs, added, item) for item in items],
            }
        )
        steps = tuple(
            tuple(
                tuple(self._step(*one) for one in self.evidence[option])
                for option, *_ in self.options[item]
            )
            for item, *_ in items
        )
        concepts = tuple(slug for (slug,) in self.concepts[row.pk])
        lints = frozenset((rule, severity) for rule, severity in self.lints[row.pk])
        return Reread(row, vignette, steps, concepts, lints)

    def _item(
        self,
        stages: Mapping[int, str],
        added: Mapping[int, list[dict[str, Any]]],
        fields: Sequence[Any],
    ) -> dict[str, Any]:
        pk, slug, axis, label, stage, lead_in, layers, basis, others, *rest = fields
        rests_on, fits, key, note = rest
        return {
            "slug": slug,
            "axis": axis,
            "label": label or None,
            "after": stages[stage] if stage is not None else None,
            "lead_in": lead_in,
            "layers": layers,
            "basis": basis,
            "others": others,
            "rests_on": rests_on,
            "adds": added[pk],
            "fits": fits,
            "options": [
                {
                    **states,
                    "text": text,
                    "key": option == key,
                    "rationale": why,
                    "facts": self.backings[backing],
                }
                for option, text, why, states, backing in self.options[pk]
            ],
            "note": note or None,
        }

    def _step(self, kind: str, stance: str, says: str, lines: str, backing: int) -> Step:
        return Step(kind, stance, says, _listed(lines), self.backings[backing])


def _as_text(column: str) -> Cast:
    """A JSON column undecoded, for :func:`_listed`."""
    return Cast(column, TextField())


@lru_cache(maxsize=4096)
def _listed(text: str) -> Any:
    """A JSON list as a tuple; the same few come again and again. Anything else is as it is."""
    found = json.loads(text)
    return tuple(found) if isinstance(found, list) else found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first field."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1:])
    return found
