"""Cells that other programs read as what they are, and never as a formula. Pure."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that a file is UTF-8."""
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP
    advises ("CSV Injection")."""
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text


def moment(at: datetime | None) -> str:
    """In the site's time zone."""
    return "" if at is None else f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"
