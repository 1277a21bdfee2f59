"""Finding people by what they are called, in the database. Who may look is up to the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Trim

VISITOR = "Visitor"
"""What the pages call somebody without an account."""


NAMES = ("first_name", "last_name", "username")
ALL = (*NAMES, "email")


def called(words: str, learner: str = "", fields: Sequence[str] = ALL) -> Q:
    """Everybody with all these words in their name, user name or e-mail address, whatever their
    case. ``learner`` is the field that leads to them, where the rows are not people themselves."""
    path = f"{learner}__" if learner else ""
    found = Q()
    for word in words.split():
        named = Q()
        # SQLite knows the two cases of the letters of ASCII alone.
        for spelt in {word, word.lower(), word.upper(), word.capitalize()}:
            for field in fields:
                named |= Q(**{f"{path}{field}__icontains": spelt})
        named &= Q(**{f"{path}is_tryout": False})
        if word.casefold() in VISITOR.casefold():
            named |= Q(**{f"{path}is_tryout": True})
        found &= named
    return found


def shown_name(learner: str = "") -> Combinable:
    """``User.shown_name`` in the database, to sort by."""
    path = f"{learner}__" if learner else ""
    full = Trim(
        Concat(f"{path}first_name", Value(" "), f"{path}last_name", output_field=CharField())
    )
    return Case(
        When(Q(**{f"{path}is_tryout": True}), then=Value(VISITOR)),
        When(Q(**{f"{path}first_name": "", f"{path}last_name": ""}), then=F(f"{path}username")),
        default=full,
        output_field=CharField(),
    )
