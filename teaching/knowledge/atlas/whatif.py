"""The what-if page: findings as switches, each of which is a link, and a form to give one more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from teaching.knowledge import hypotheses
from teaching.knowledge.hypotheses import Explored, Row
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.findings import Concept
from teaching.knowledge.statements import Tag

GIVEN = "s"
"""The parameter of the address that holds one finding, as a pack writes it."""


def address(tags: Iterable[Tag]) -> str:
    """The page with these findings given."""
    query = urlencode([(GIVEN, str(tag)) for tag in tags])
    return reverse("atlas:what-if") + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Switch:
    """A finding that is given, with the addresses to turn it round and to take it back."""

    row: Row
    turned: str
    without: str


@dataclass(frozen=True)
class Start:
    """A typical patient to begin with."""

    concept: Concept
    url: str


@dataclass(frozen=True)
class WhatIf:
    """All that the page shows."""

    switches: tuple[Switch, ...]
    explored: Explored
    refused: tuple[str, ...]
    starts: tuple[Start, ...]
    established: tuple[str, ...]


def page(knowledge: Knowledge, pack: Pack, texts: Iterable[str]) -> WhatIf:
    """The hypothesis these texts make, with what follows."""
    tags, refused = hypotheses.readable(knowledge, texts)
    explored = hypotheses.explore(knowledge, pack, tags)
    return WhatIf(
        tuple(
            Switch(row, address(row.turned) if row.turned else "", address(row.without))
            for row in explored.rows
        ),
        explored,
        refused,
        tuple(
            Start(concept, address(concept.pictured))
            for concept in pack.concepts
            if concept.pictured
        ),
        tuple(
            standing.concept.name
            for axis in explored.axes
            for standing in axis.standings
            if standing.state.value == "established"
        ),
    )


class GiveForm(forms.Form):
    """One more finding. ``tag`` is what it says, once it is valid."""

    finding = forms.ChoiceField(error_messages={"required": "Choose a finding."})
    at = forms.ChoiceField(required=False, label="Where")
    says = forms.ChoiceField(
        choices=[("present", "is there"), ("absent", "is not there")], initial="present"
    )
    low = forms.FloatField(required=False, min_value=0, max_value=100_000)
    high = forms.FloatField(required=False, min_value=0, max_value=100_000)

    def __init__(self, knowledge: Knowledge, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.knowledge, self.unit = knowledge, pack.disease.unit
        groups = [
            (stage.name, [(f.slug, f.name) for f in pack.findings if f.stage == stage.slug])
            for stage in pack.disease.stages
        ]
        chosen = cast("forms.ChoiceField", self.fields["finding"])
        where = cast("forms.ChoiceField", self.fields["at"])
        chosen.choices = [
            ("", "Choose a finding"),
            *((name, held) for name, held in groups if held),
        ]
        where.choices = [("", "the whole patient"), *hypotheses.places(knowledge, pack)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        finding = self.knowledge.findings.get(given.get("finding", ""))
        if finding is None or self.errors:
            return given
        low, high = given.get("low"), given.get("high")
        if finding.sorts and not given["at"]:
            self.add_error("at", "Say where: this finding has a place.")
        elif given["at"] and not finding.sorts:
            self.add_error("at", "This finding is of the whole patient.")
        elif finding.quantity and low is None:
            self.add_error("low", f"Give a number of {self.unit}, or the first and the last.")
        elif low is not None and not finding.quantity:
            self.add_error("low", "This finding takes no number.")
        elif low is not None and high is not None and high < low:
            self.add_error("high", "The last comes before the first.")
        else:
            self._read(given, low, low if high is None else high)
        return given

    def _read(self, given: dict[str, Any], low: float | None, high: float | None) -> None:
        is_present = low is not None or given["says"] == "present"
        tag = Tag(given["finding"], given["at"], is_present, low, high)
        try:
            self.knowledge.statements([[tag]])
        except ValueError:
            self.add_error("at", "This finding is not seen there.")
        self.tag = tag
