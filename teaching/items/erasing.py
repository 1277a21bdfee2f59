"""Deleting the patients that were drawn for somebody who leaves."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING

from teaching.items.models import Vignette

if TYPE_CHECKING:
    from teaching.accounts.models import User

TOGETHER = 50
"""A patient is a hundred rows."""


def erase(learner: User) -> None:
    """To be called when nobody's attempts refer to them any more; where somebody's do, it raises
    RestrictedError. A second call finds nothing."""
    drawn = Vignette.objects.filter(made_for=learner)
    # The newest first: a twin refers to the patient it was made of.
    for some in batched(list(drawn.order_by("-pk").values_list("pk", flat=True)), TOGETHER):
        drawn.filter(pk__in=some).delete()
