"""To which address a person may be written: one they have confirmed to be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db.models import OuterRef, Subquery

if TYPE_CHECKING:
    from teaching.accounts.models import User


def confirmed(person: str) -> Subquery:
    """The confirmed address of the person a row refers to by that field, the primary one first;
    None where there is none."""
    mine = EmailAddress.objects.filter(user=OuterRef(person), verified=True)
    return Subquery(mine.order_by("-primary", "pk").values("email")[:1])


def address_of(user: User) -> str:
    """The same of one person: "" where there is none."""
    mine = EmailAddress.objects.filter(user=user, verified=True)
    found: str | None = mine.order_by("-primary", "pk").values_list("email", flat=True).first()
    return found or ""
