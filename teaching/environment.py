"""Reading settings from environment variables, with errors that name the variable."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

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


def postgresql(url: str) -> dict[str, Any]:
    """Django's database settings for ``postgresql://user:password@host:port/name?sslmode=…``.

    The query becomes OPTIONS. Raises ImproperlyConfigured for another scheme or without a name;
    the message never repeats the address, which holds a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL must end with /name-of-the-database")
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("The port in DATABASE_URL must be a number.") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
