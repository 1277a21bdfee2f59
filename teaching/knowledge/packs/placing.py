"""How a section of a pack stands in a table: which field in which column, which list as links or as
rows of their own.

A field that is placed neither as a column nor as a link is kept in ``spec``, so an addition to the
format is stored without a change, and gets a column when something asks for it. ``tables`` places
every section; ``rows`` writes and reads them by it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models as orm

from teaching.knowledge.schema.parts import Part

type Key = Callable[[str, str], Any]
"""The primary key of the entry of a section with a name: ``pk("facts", "F-1")``."""
type Label = Callable[[str, Any], str]
"""The name of the entry of a section with a primary key."""


@dataclass(frozen=True)
class Link:
    """A list of names on the entry, a plain many-to-many on the row. The order of the list is the
    order in which the rows between them were written."""

    field: str
    section: str


@dataclass(frozen=True)
class Child:
    """A list on the entry whose elements are rows of their own, in the table ``model``."""

    field: str
    model: type[orm.Model]
    owner: str
    columns: Callable[[Any, Key], dict[str, Any]]
    part: Callable[[Any, Label], Any]
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One section. ``foreign`` maps a field to its column and the section it names; ``uses`` are
    links that can be read from the entry itself and serve queries only."""

    section: str
    shape: type[Part]
    model: type[orm.Model]
    name: Callable[[Any], str]
    columns: Mapping[str, str]
    foreign: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    links: tuple[Link, ...] = ()
    children: tuple[Child, ...] = ()
    uses: Mapping[str, tuple[str, Callable[[Any], Iterable[str]]]] = dataclasses.field(
        default_factory=dict
    )
    derived: Mapping[str, Callable[[Any, Key], Any]] = dataclasses.field(default_factory=dict)

    @property
    def placed(self) -> frozenset[str]:
        """The fields that have a place of their own; the others stand in ``spec``."""
        return frozenset(
            [
                *self.columns,
                *self.foreign,
                *(link.field for link in self.links),
                *(child.field for child in self.children),
            ]
        )


def same(*fields: str) -> dict[str, str]:
    """Columns that are called as their fields are."""
    return {name: name for name in fields}


def by_slug(entry: Any) -> str:
    """The name of an entry that has a slug."""
    return str(entry.slug)


def by_code(entry: Any) -> str:
    """The name of an entry that has an id, ``F-1``; its row has it as ``code``."""
    return str(entry.id)


FACTS = Link("facts", "facts")
"""The facts an entry rests on."""
