"""Entries of one disease as rows and back. What changes and when is ``storing``'s question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models as orm

from teaching.knowledge.models import Disease
from teaching.knowledge.packs.placing import Child, Table
from teaching.knowledge.packs.tables import TABLES
from teaching.knowledge.schema.parts import Part


class Shelf:
    """Every row of one disease's pack with the entry it stands for: about 45 queries."""

    def __init__(self, disease: Disease) -> None:
        self.disease = disease
        self._pks: dict[str, dict[str, Any]] = defaultdict(dict)
        self._names: dict[str, dict[Any, str]] = defaultdict(dict)
        self.entries: dict[str, dict[str, Part]] = {}
        """Per section the entries by name, in their order."""
        self.rows: dict[str, dict[str, Any]] = {}
        """Per section the rows by the same names."""
        loaded = {
            table.section: list(_all(table.model).filter(disease=disease).order_by("position"))
            for table in TABLES
        }
        for table in TABLES:
            for row in loaded[table.section]:
                if label := getattr(row, "slug", None) or getattr(row, "code", None):
                    self.know(table.section, label, row.pk)
        for table in TABLES:
            rows = loaded[table.section]
            entries = self._entries(table, rows)
            names = [table.name(entry) for entry in entries]
            self.entries[table.section] = dict(zip(names, entries, strict=True))
            self.rows[table.section] = dict(zip(names, rows, strict=True))

    def know(self, section: str, name: str, pk: Any) -> None:
        self._pks[section][name] = pk
        self._names[section][pk] = name

    def pk(self, section: str, name: str) -> Any:
        """Raises KeyError for a name the pack does not have; a checked pack has none."""
        return self._pks[section][name]

    def name(self, section: str, pk: Any) -> str:
        return self._names[section][pk]

    def _entries(self, table: Table, rows: Sequence[Any]) -> list[Part]:
        """The entries the rows stand for."""
        values: dict[Any, dict[str, Any]] = {}
        for row in rows:
            value = dict(row.spec)
            for name, column in table.columns.items():
                stored = getattr(row, column)
                if stored not in ("", None):
                    value[name] = stored
            for name, (column, section) in table.foreign.items():
                value[name] = self.name(section, getattr(row, f"{column}_id"))
            values[row.pk] = value
        for link in table.links:
            owner, target, between = _between(table, link.field)
            found = between.filter(**{f"{owner}__in": list(values)}).order_by("pk")
            for pk, target_pk in found.values_list(f"{owner}_id", f"{target}_id"):
                values[pk].setdefault(link.field, []).append(self.name(link.section, target_pk))
        for child in table.children:
            owned = _all(child.model).filter(**{f"{child.owner}__in": list(values)}, **child.fixed)
            for part in owned.order_by("position"):
                owner_pk = getattr(part, f"{child.owner}_id")
                values[owner_pk].setdefault(child.field, []).append(child.part(part, self.name))
        return [table.shape.model_validate(value) for value in values.values()]

    # ---- writing ------------------------------------------------------------------------------
    def put(self, table: Table, entries: Sequence[Part], changed: set[str]) -> None:
        """Make the rows of one section those of ``entries``, without their links.

        Rows keep their primary keys; only ``changed`` entries and moved ones are written.
        """
        rows = self.rows[table.section]
        created, updated, moved = [], [], []
        for position, entry in enumerate(entries):
            name = table.name(entry)
            row: Any = rows.get(name)
            if row is None:
                row = table.model(disease=self.disease)
                created.append((name, row))
            elif name in changed:
                updated.append(row)
            elif row.position != position:
                moved.append(row)
            row.position = position
            if row.pk is None or name in changed:
                self._fill(table, row, entry)
        objects = _all(table.model)
        objects.bulk_create([row for _, row in created])
        for name, row in created:
            rows[name] = row
            self.know(table.section, name, row.pk)
        columns = [
            "spec",
            "position",
            *table.columns.values(),
            *(column for column, _ in table.foreign.values()),
            *(column.removesuffix("_id") for column in table.derived),
        ]
        if updated:
            objects.bulk_update(updated, columns, batch_size=100)
        if moved:
            objects.bulk_update(moved, ["position"], batch_size=400)

    def _fill(self, table: Table, row: Any, entry: Part) -> None:
        for name, column in table.columns.items():
            value = getattr(entry, name)
            if value is None and not row._meta.get_field(column).null:
                value = ""
            setattr(row, column, value)
        for name, (column, section) in table.foreign.items():
            setattr(row, f"{column}_id", self.pk(section, getattr(entry, name)))
        for column, derive in table.derived.items():
            setattr(row, column, derive(entry, self.pk))
        row.spec = entry.model_dump(mode="json", exclude_defaults=True, exclude=set(table.placed))

    def tie(self, table: Table, entries: Iterable[Part]) -> None:
        """Write the links of these entries anew."""
        owned = [(self.rows[table.section][table.name(entry)].pk, entry) for entry in entries]
        pks = [pk for pk, _ in owned]
        if not pks:
            return
        links = [
            (link.field, link.section, lambda entry, link=link: getattr(entry, link.field))
            for link in table.links
        ]
        uses = [(field, section, read) for field, (section, read) in table.uses.items()]
        for field, section, read in (*links, *uses):
            owner, target, between = _between(table, field)
            _clear(between, owner, pks)
            between.bulk_create(
                between.model(**{f"{owner}_id": pk, f"{target}_id": self.pk(section, name)})
                for pk, entry in owned
                for name in dict.fromkeys(read(entry))
            )
        for child in table.children:
            self._bear(child, owned, pks)

    def untie(self, table: Table, names: Iterable[str]) -> None:
        """Take away what ties these entries to others, so that they can go in any order."""
        pks = [self.rows[table.section][name].pk for name in names]
        for child in table.children:
            _clear(_all(child.model).filter(**child.fixed), child.owner, pks)

    def _bear(self, child: Child, owned: Sequence[tuple[Any, Part]], pks: Sequence[Any]) -> None:
        objects = _all(child.model).filter(**child.fixed)
        _clear(objects, child.owner, pks)
        objects.bulk_create(
            child.model(
                **{f"{child.owner}_id": pk},
                **child.fixed,
                **child.columns(part, self.pk),
                position=position,
            )
            for pk, entry in owned
            for position, part in enumerate(getattr(entry, child.field))
        )


def _all(model: type[orm.Model]) -> Any:
    return model._default_manager


def _between(table: Table, field: str) -> tuple[str, str, Any]:
    """The two columns of a many-to-many's own table, and its rows."""
    about: Any = table.model._meta.get_field(field)
    through = about.remote_field.through
    return about.m2m_field_name(), about.m2m_reverse_field_name(), _all(through)


def _clear(objects: Any, owner: str, pks: Sequence[Any]) -> None:
    # In portions: SQLite binds at most 32,766 values to a statement, older ones 999.
    for start in range(0, len(pks), 500):
        objects.filter(**{f"{owner}__in": pks[start : start + 500]}).delete()
