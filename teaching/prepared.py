"""Querysets whose SQL is put together once.

To put a statement together costs Django several times what it costs the database to run it, and an
answer asks the same few with other values each time. A prepared statement is written as any
queryset is, with a :class:`Slot` wherever a value differs from one call to the next; rows are read
by Django's own code.

Nothing here decides what may be seen: that stays with the querysets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery

Values = Mapping[str, Any]


class Slot(Expression):
    """A place in a statement that is filled in each time it is run.

    It takes what a column keeps (a number, a text, a moment, the id of a row), not a row itself.
    """

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


@dataclass(frozen=True)
class Statement:
    """SQL and what fills its places, in their order: a :class:`Slot` or a value."""

    sql: str
    places: tuple[Any, ...]

    def filled(self, connection: BaseDatabaseWrapper, values: Values) -> tuple[Any, ...]:
        """The values in order. Raises KeyError for a slot that none is given for."""
        adapt = connection.ops.adapt_datetimefield_value
        given = {
            name: adapt(value) if isinstance(value, datetime) else value
            for name, value in values.items()
        }
        return tuple(given[one.name] if isinstance(one, Slot) else one for one in self.places)


class _Prepared[Plan]:
    """Something put together once for each connection, and kept with it: what a compiler knows
    belongs to the connection it was made for, and each thread has its own."""

    def __init__(self, make: Callable[[BaseDatabaseWrapper], Plan]) -> None:
        self._make = make

    def on(self, connection: BaseDatabaseWrapper) -> Plan:
        kept = cast("dict[Any, Plan]", vars(connection).setdefault("prepared_statements", {}))
        plan = kept.get(self)
        if plan is None:
            plan = kept[self] = self._make(connection)
        return plan


class Rows[Row]:
    """A queryset to be asked again and again.

    ``build`` is called once for each connection, with slots where values differ.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Row]]) -> None:
        self._prepared = _Prepared(lambda connection: _Reading(build(), connection))

    def all(self, **values: Any) -> list[Row]:
        """The rows, in the queryset's order."""
        connection = connections[DEFAULT_DB_ALIAS]
        return self._prepared.on(connection).rows(values)

    def first(self, **values: Any) -> Row | None:
        """The first of them, or None where there is none."""
        return next(iter(self.all(**values)), None)


class _Reading:
    """One queryset with its compiler, which is told its SQL instead of asked for it."""

    def __init__(self, queryset: QuerySet[Any], connection: BaseDatabaseWrapper) -> None:
        self._queryset = queryset
        self._connection = connection
        self._compiler = cast(Any, queryset.query).get_compiler(connection=connection)
        self._statement = Statement(*self._compiler.as_sql())
        # Django's own iterator asks the query for a compiler, and that for its SQL.
        cast(Any, queryset.query).get_compiler = lambda *_, **__: self._compiler

    def rows(self, values: Values) -> list[Any]:
        filled = self._statement.filled(self._connection, values)
        self._compiler.as_sql = lambda: (self._statement.sql, filled)
        return list(cast(Any, self._queryset)._iterable_class(self._queryset))


class Update[Row: Model]:
    """An update to be made again and again. ``build`` gives the rows and their new values."""

    def __init__(self, build: Callable[[], tuple[QuerySet[Row], dict[str, Any]]]) -> None:
        def make(connection: BaseDatabaseWrapper) -> Statement:
            rows, values = build()
            query = cast(Any, rows.query.chain(UpdateQuery))
            query.clear_ordering(force=True)
            query.add_update_values(values)
            return Statement(*query.get_compiler(connection=connection).as_sql())

        self._prepared = _Prepared(make)

    def __call__(self, **values: Any) -> int:
        """Make it; how many rows it changed."""
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._prepared.on(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.filled(connection, values))
            return int(cursor.rowcount)


class Insert[Row: Model]:
    """An insert of one row to be made again and again. ``build`` gives the row; ``returning``
    names the columns whose values come back."""

    def __init__(self, build: Callable[[], Row], *, returning: Sequence[str] = ("id",)) -> None:
        def make(connection: BaseDatabaseWrapper) -> Statement:
            row = build()
            meta = row._meta
            query = cast(Any, InsertQuery(type(row)))
            query.insert_values([one for one in meta.concrete_fields if one is not meta.pk], [row])
            compiler = query.get_compiler(connection=connection)
            compiler.returning_fields = [meta.get_field(name) for name in returning]
            ((sql, places),) = compiler.as_sql()
            return Statement(sql, tuple(places))

        self._prepared = _Prepared(make)

    def __call__(self, **values: Any) -> tuple[Any, ...]:
        """Make it; what the database returned. Raises IntegrityError."""
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._prepared.on(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.filled(connection, values))
            return cast("tuple[Any, ...]", cursor.fetchone())
