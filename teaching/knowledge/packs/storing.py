"""A pack into the database, all of it or nothing, and out again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from teaching.knowledge.models import Disease, Snapshot
from teaching.knowledge.packs.placing import Table
from teaching.knowledge.packs.rows import Shelf
from teaching.knowledge.packs.tables import DISEASE_COLUMNS, ELSEWHERE, TABLES, VOCABULARY
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.parts import Part

FORM = 2
"""Counts up when the tables change so that stored packs have to be written anew."""


class HeldError(ValueError):
    """An entry cannot be removed while something outside the pack refers to it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one section, by the names of its entries."""

    section: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        parts = [
            f"{len(names)} {word}" + (f" ({', '.join(names)})" if len(names) <= 8 else "")
            for word, names in (
                ("added", self.added),
                ("changed", self.changed),
                ("removed", self.removed),
            )
            if names
        ]
        return f"{self.section}: {', '.join(parts) or 'unchanged'}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What storing a pack changed; no changes when it was stored already."""

    disease: Disease
    changes: tuple[Change, ...] = ()

    def with_change(self, change: Change) -> Receipt:
        """The same with what an upper app changed."""
        return replace(self, changes=(*self.changes, change)) if change else self

    def __str__(self) -> str:
        title = f"{self.disease.name} (revision {self.disease.revision})"
        if not self.changes:
            return f"{title}: nothing has changed."
        return "\n".join([f"{title}:", *(f"  {change}" for change in self.changes)])


def checksum(pack: Pack) -> str:
    """Of everything in the pack that stands in these tables: SHA-256, in hexadecimal."""
    return hashlib.sha256(f"{FORM}\n{_content(pack)}".encode()).hexdigest()


def _content(pack: Pack) -> str:
    return pack.model_dump_json(exclude=set(ELSEWHERE), exclude_defaults=True)


def compare(section: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Change:
    """Which names were added, changed or removed."""
    return Change(
        section,
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and new[name] != old[name]),
        removed=tuple(name for name in old if name not in new),
    )


@transaction.atomic
def store(pack: Pack) -> Receipt:
    """Make the database hold this (checked) pack. Storing it a second time writes nothing.

    Entries keep their rows, so what refers to them stays. Raises HeldError, and changes nothing,
    where an entry the pack no longer has is still referred to.
    """
    wanted = checksum(pack)
    disease = Disease.objects.select_for_update().filter(slug=pack.disease.slug).first()
    if disease is not None and disease.checksum == wanted:
        return Receipt(disease)
    before = _presented(disease) if disease is not None else {}
    if disease is None:
        disease = Disease(slug=pack.disease.slug)
    for column in DISEASE_COLUMNS:
        setattr(disease, column, getattr(pack.disease, column))
    disease.presentation = _presentation(pack)
    disease.checksum = wanted
    disease.save()
    after = _presented(disease)
    changes = [
        compare(section, before.get(section, {}), after.get(section, {}))
        for section in (*after, *(before.keys() - after.keys()))
    ]
    shelf = Shelf(disease)
    plan = [(table, *_entries(table, pack, shelf)) for table in TABLES]
    for table, entries, change in plan:
        shelf.put(table, list(entries.values()), set(change.changed))
    for table, entries, change in plan:
        shelf.tie(table, [entries[name] for name in (*change.added, *change.changed)])
        changes.append(change)
    for table, _, change in plan:
        shelf.untie(table, change.removed)
    for table, _, change in reversed(plan):
        _remove(table, shelf, change.removed)
    Snapshot.objects.update_or_create(
        disease=disease, defaults={"checksum": wanted, "content": _content(pack)}
    )
    return Receipt(disease, tuple(change for change in changes if change))


def restore(disease: Disease) -> Pack:
    """The pack a disease was stored from, without the sections of upper apps (vignettes)."""
    shelf = Shelf(disease)
    held = {table.section: tuple(shelf.entries[table.section].values()) for table in TABLES}
    vocabulary = {name: held[f"disease.{name}"] for name in VOCABULARY}
    columns = {column: getattr(disease, column) for column in DISEASE_COLUMNS}
    sections = {section: part for section, part in held.items() if "." not in section}
    presented = dict(disease.presentation)
    about = presented.pop("disease", {})
    return Pack.model_validate(
        {"disease": {**about, **columns, **vocabulary}, **presented, **sections}
    )


def _presentation(pack: Pack) -> dict[str, Any]:
    """What has no rows, as JSON: whole sections, and the rest of the disease."""
    rows = {table.section for table in TABLES}
    placed = {"disease": {*DISEASE_COLUMNS, *VOCABULARY}} | {
        section: True for section in (*rows, *ELSEWHERE) if "." not in section
    }
    kept: dict[str, Any] = pack.model_dump(mode="json", exclude_defaults=True, exclude=placed)
    kept.setdefault("disease", {})
    return kept


def _presented(disease: Disease) -> dict[str, dict[str, Any]]:
    """Per section what has no rows, by name or number, to compare it."""
    presented = dict(disease.presentation)
    columns = {column: getattr(disease, column) for column in DISEASE_COLUMNS}
    sections: dict[str, dict[str, Any]] = {"disease": columns | presented.pop("disease", {})}
    for section, content in presented.items():
        if isinstance(content, list):
            sections[section] = {
                str(part.get("slug") or part.get("id") or number): part
                for number, part in enumerate(content, start=1)
            }
        else:
            sections[section] = {section: content}
    return sections


def _entries(table: Table, pack: Pack, shelf: Shelf) -> tuple[dict[str, Part], Change]:
    """The entries a section is to have, by name, and what that changes."""
    holder: Any = pack
    for step in table.section.split("."):
        holder = getattr(holder, step)
    wanted: dict[str, Part] = {table.name(entry): entry for entry in holder}
    return wanted, compare(table.section, shelf.entries[table.section], wanted)


def _remove(table: Table, shelf: Shelf, names: Iterable[str]) -> None:
    for name in names:
        try:
            shelf.rows[table.section][name].delete()
        except (ProtectedError, RestrictedError) as error:
            held: set[Any] = (
                error.protected_objects
                if isinstance(error, ProtectedError)
                else error.restricted_objects
            )
            holders = sorted({f"{one._meta.verbose_name} '{one}'" for one in held})
            more = f" and {len(holders) - 5} more" if len(holders) > 5 else ""
            raise HeldError(
                f"'{name}' cannot be removed from {table.section}: it is held by"
                f" {', '.join(holders[:5])}{more}."
            ) from error
