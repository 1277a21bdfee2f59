"""Whether a database holds together after all that was done to it."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.utils import DatabaseError


def of_sqlite() -> str:
    """ "ok", or what its own checks find."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        if cursor.fetchall():
            return "rows that refer to none"
        cursor.execute("PRAGMA integrity_check")
        return ", ".join(row[0] for row in cursor.fetchall())


def of_postgresql() -> str:
    """ "ok", or the first complaint: every row is read and every index written anew, which finds
    what is doubled; every other constraint is dropped and held against the rows again; and
    ``amcheck`` compares tables with their indexes where it can be had."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if _has_amcheck(cursor):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
                cursor.execute(
                    "SELECT c.relname, f.msg FROM pg_class c, LATERAL verify_heapam(c.oid) f"
                    " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
                )
                found = cursor.fetchall()
                if found:
                    return f"{len(found)} complaints of amcheck, the first {found[0]}"
                cursor.execute(
                    "SELECT bt_index_check(i.indexrelid, true) FROM pg_index i"
                    " JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam"
                    " WHERE a.amname = 'btree' AND c.relnamespace = 'public'::regnamespace"
                )
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'REINDEX TABLE "{table}"')
            cursor.execute(
                "SELECT conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid)"
                " FROM pg_constraint WHERE contype IN ('f', 'c') AND conrelid <> 0"
                " AND connamespace = 'public'::regnamespace"
            )
            for table, name, rule in cursor.fetchall():
                cursor.execute(
                    f"ALTER TABLE {table} DROP CONSTRAINT {name}, ADD CONSTRAINT {name} {rule}"
                )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return "ok"


def _has_amcheck(cursor: object) -> bool:
    cursor.execute(
        "SELECT rolsuper AND EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck')"
        " FROM pg_roles WHERE rolname = current_user"
    )
    return bool(cursor.fetchone()[0])
