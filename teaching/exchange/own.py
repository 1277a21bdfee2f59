"""All that is kept about one person, section by section, and what an export leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry

from teaching.accounts.models import Role, User
from teaching.exchange import answered, counted, taught
from teaching.exchange.exporting import Row, Section
from teaching.parts import parts


def _account(user: User) -> Iterator[Row]:
    yield (
        user.pk,
        user.username,
        user.first_name,
        user.last_name,
        user.email,
        Role(user.role).label,
        user.is_tryout,
        user.is_active,
        user.date_joined,
        user.last_login,
        user.leaves_at,
    )


def _addresses(user: User) -> Iterator[Row]:
    for one in EmailAddress.objects.filter(user=user).order_by("pk"):
        yield one.email, one.primary, one.verified


def _administered(user: User) -> Iterator[Row]:
    for some in parts(LogEntry.objects.filter(user=user).select_related("content_type")):
        for one in some:
            kind = one.content_type.name if one.content_type else ""
            yield one.action_time, one.get_action_flag_display(), kind


OWN = (
    Section(
        "account",
        (
            "number",
            "user_name",
            "first_name",
            "last_name",
            "email",
            "role",
            "is_visitor",
            "is_active",
            "joined_at",
            "last_signed_in_at",
            "to_be_deleted_at",
        ),
        (User,),
        _account,
    ),
    Section(
        "email_addresses", ("address", "is_primary", "is_confirmed"), (EmailAddress,), _addresses
    ),
    *answered.SECTIONS,
    *counted.SECTIONS,
    *taught.SECTIONS,
    Section("administration", ("at", "what", "of"), (LogEntry,), _administered),
)

LEFT_OUT = {
    "accounts.User.password": "Only a hash is kept, which serves nobody but who guesses at it.",
    "accounts.User.is_staff": "It follows the role.",
    "accounts.User.is_superuser": "It follows the role.",
    "accounts.User_groups": "Nobody is in one: the role decides.",
    "accounts.User_user_permissions": "Nobody has one: the role decides.",
    "account.EmailConfirmation": "None is stored: a link to confirm an address carries its proof.",
}
"""Fields and tables that tell of a person and stand in no export, and why."""
