"""Reading settings from environment variables, with errors that name the variable."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


def flag(name: str, default: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """A yes or no. Raises ImproperlyConfigured for anything else."""
    if name not in environ:
        return default
    said = environ[name].strip().lower()
    if said not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {environ[name]!r}; say 1 or 0.")
    return said in YES


def number(name: str, default: int, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number, zero or more. Raises ImproperlyConfigured for anything else."""
    said = environ.get(name, "").strip()
    if not said:
        return default
    if not (said.isascii() and said.isdigit()):
        raise ImproperlyConfigured(f"{name} is {said!r}; it must be a whole number.")
    return int(said)


def names(name: str, default: str = "", environ: Mapping[str, str] = os.environ) -> list[str]:
    """A list written with commas; blanks around an entry and empty entries fall away."""
    return [entry.strip() for entry in environ.get(name, default).split(",") if entry.strip()]


def site(name: str, default: str, environ: Mapping[str, str] = os.environ) -> str:
    """The address of a site, without a slash at its end. Raises ImproperlyConfigured for what is
    none, or has more than scheme, host and port."""
    said = environ.get(name, "").strip().removesuffix("/") or default
    try:
        parts = urlsplit(said)
        sound = bool(parts.hostname) and parts.port != 0 and said.isascii() and "@" not in said
    except ValueError:
        sound = False
    if said and not (sound and said in {f"{it}://{parts.netloc}" for it in ("http", "https")}):
        raise ImproperlyConfigured(f"{name} is {said!r}; say https://clinic.example.org.")
    return said


def zone(name: str, default: str, environ: Mapping[str, str] = os.environ) -> str:
    """A time zone by its name in the IANA database. Raises ImproperlyConfigured for another."""
    said = environ.get(name, "").strip() or default
    try:
        return ZoneInfo(said).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name} is {said!r}; say one such as Europe/Zurich.") from error


def postgresql(url: str) -> dict[str, Any]:
    """Django's database settings for ``postgresql://user:password@host:port/name?sslmode=…``.

    Read by PostgreSQL's own client library, so that everything it understands means the same here:
    percent-encoded passwords, a socket (``?host=/run/postgresql``), several hosts, ``sslmode``.
    Raises ImproperlyConfigured for another scheme, what the library cannot read, or without a name;
    the message never repeats the address, which holds a password.
    """
    # Here and not above: a clone on SQLite needs no client library.
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    try:
        said = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.Error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. It looks like postgresql://user:password@host:5432/name"
            "?sslmode=require; in the password, write %40 for @, %2F for / and %25 for %."
        ) from None
    name, ports = said.pop("dbname", ""), said.pop("port", "")
    if not all(port.isdigit() for port in ports.split(",") if port):
        raise ImproperlyConfigured("The port in DATABASE_URL must be a number.")
    if not name:
        raise ImproperlyConfigured("DATABASE_URL must end with /name-of-the-database")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": said.pop("user", ""),
        "PASSWORD": said.pop("password", ""),
        "HOST": said.pop("host", ""),
        "PORT": ports,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A host that does not answer is an error page after ten seconds, not a page that hangs.
        "OPTIONS": {"connect_timeout": "10", **said},
    }
