"""What may be wrong with an installation, in plain sentences. `manage.py doctor` prints them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

MENDED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""The first SQLite of each line without the WAL-reset bug; 3.52.0 was withdrawn, later ones are
well. Source: https://sqlite.org/wal.html, "The WAL-Reset Bug"."""

SYNCHRONOUS_FULL = 2

KEEPING = {
    "fsync": "a power cut may damage the whole database",
    "full_page_writes": "a power cut may damage the whole database",
    "synchronous_commit": "an answer shown as saved may be lost in a power cut",
    "server_encoding": "",
}
"""Settings of PostgreSQL an answer's safety hangs on, and what may be lost where one is off.
Source: https://www.postgresql.org/docs/15/runtime-config-wal.html"""


def complaints() -> Iterator[str]:
    """Everything found wrong, worst first; nothing where all is well."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield f"The database cannot be reached: {error}"
        return
    yield from _writing()
    yield from _migrations()
    if connection.vendor == "sqlite":
        yield from _sqlite()
    elif connection.vendor == "postgresql":
        yield from postgresql_complaints(postgresql_settings())
    if settings.DEPLOYED:
        yield from _deployment()


def sqlite_is_mended(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the bug that can corrupt a database in WAL mode.

    Two connections that write or checkpoint at the same moment can meet it, very rarely.
    """
    if version[:2] == (3, 52):
        return version > (3, 52, 0)
    for mended in MENDED:
        if version[:2] == mended[:2]:
            return version >= mended
    return version >= MENDED[-1]


def _writing() -> Iterator[str]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE doctor_was_here (one integer)")
            cursor.execute("DROP TABLE doctor_was_here")
    except DatabaseError as error:
        yield f"The database cannot be written: {error}"


def _migrations() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in missing)
        yield f"The database lacks {len(missing)} migrations ({names}). Run manage.py migrate."


def _sqlite() -> Iterator[str]:
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    yield from sqlite_complaints(sqlite3.sqlite_version_info, journal, synchronous)


def sqlite_complaints(
    version: tuple[int, int, int], journal: str, synchronous: int
) -> Iterator[str]:
    """What may cost an answer with this SQLite, journal mode and value of ``synchronous``."""
    if not sqlite_is_mended(version):
        yield (
            f"SQLite {'.'.join(map(str, version))} has a rare bug that can damage a database in "
            "WAL mode when two connections write at once. It is mended in 3.44.6, 3.50.7 and "
            "3.51.3. Use a Python with one of these, or PostgreSQL, where no answer may be lost."
        )
    if journal != "wal":
        yield (
            f"The database keeps its journal in mode {journal!r}, not in WAL, so readers and "
            "writers block each other. Network drives cannot do WAL: put the file on a local disk."
        )
    if synchronous < SYNCHRONOUS_FULL:
        yield "synchronous is not FULL: an answer shown as saved may be lost in a power cut."


def postgresql_settings() -> dict[str, str]:
    """How the server keeps what it was given, as it says itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*KEEPING]])
        return dict(cursor.fetchall())


def postgresql_complaints(kept: Mapping[str, str]) -> Iterator[str]:
    """What may cost an answer, or a letter of it, with these settings of a server."""
    for name, loss in KEEPING.items():
        if kept.get(name) == "off":
            yield f"{name} is off in PostgreSQL: {loss}."
    if kept.get("server_encoding") != "UTF8":
        yield "The PostgreSQL database is not in UTF-8, so it refuses letters people write."


def _deployment() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG is on in a deployment: error pages show settings and data to everyone."
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS holds '*': links in mails can be forged. Name the hosts."
    if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        yield (
            "There is no REDIS_URL, so each process counts sign-in attempts for itself. "
            "With more than one process, set it."
        )
    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        yield (
            "TRUSTED_PROXY_COUNT is 0. Behind a proxy everyone then has the proxy's address, and "
            "one person's wrong passwords slow down all. Set it to the number of proxies."
        )
    if settings.MAILERS["default"]["BACKEND"].endswith("console.EmailBackend"):
        yield "There is no MAIL_HOST, so password resets are only printed where the server runs."
    if not settings.SITE_URL:
        yield (
            "There is no SITE_URL, so reminders cannot be sent: their links need the address of "
            "this site, such as https://clinic.example.org."
        )
