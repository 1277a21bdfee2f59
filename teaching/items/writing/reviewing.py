"""Review: a manuscript is sent, looked at by somebody else, returned or approved.

Draft → in review → published → retired. Who wrote or sent it does not approve it, unless the site
says that one instructor alone looks after it (``settings.ONE_INSTRUCTOR``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from teaching.items.models import Comment, Manuscript, Standing, Vignette
from teaching.items.writing import publishing
from teaching.items.writing.document import Document
from teaching.items.writing.publishing import NotReadyError

if TYPE_CHECKING:
    from teaching.accounts.models import User


class NotNowError(Exception):
    """The manuscript does not stand where this can be done, or not by this person; nothing was
    changed. The message says why."""


@dataclass(frozen=True)
class Rights:
    """What a person may do with a manuscript as it stands, and why not."""

    may_send: bool
    may_approve: bool
    may_return: bool
    may_reopen: bool
    may_retire: bool
    why_not: str = ""


def rights(manuscript: Manuscript, person: User) -> Rights:
    """What this person may do: no query."""
    standing = manuscript.standing
    in_review = standing == Standing.IN_REVIEW
    own = person.pk in (manuscript.author_id, manuscript.sent_by_id)
    may_approve = in_review and (not own or settings.ONE_INSTRUCTOR)
    return Rights(
        standing == Standing.DRAFT,
        may_approve,
        in_review,
        standing in (Standing.PUBLISHED, Standing.RETIRED),
        standing == Standing.PUBLISHED,
        "" if may_approve or not in_review else "Somebody else approves what you wrote or sent.",
    )


@transaction.atomic
def send(manuscript: Manuscript, by: User, at: datetime) -> None:
    """Send a draft to review. A second call changes nothing. Raises NotReadyError where it could
    not be published, NotNowError where it is no draft."""
    row = _locked(manuscript)
    if row.standing == Standing.IN_REVIEW:
        return
    if row.standing != Standing.DRAFT:
        raise NotNowError(f"It is {row.get_standing_display().lower()}.")
    against = publishing.doubts(row.disease, Document.model_validate(row.content), row.slug)
    if against:
        raise NotReadyError(against)
    _stand(manuscript, standing=Standing.IN_REVIEW, sent_by=by, kept_at=at)


@transaction.atomic
def approve(manuscript: Manuscript, by: User, at: datetime) -> Vignette:
    """Publish what is in review. Raises NotNowError where this person may not, and NotReadyError
    where it does not hold any more."""
    row = _locked(manuscript)
    may = rights(row, by)
    if not may.may_approve:
        raise NotNowError(may.why_not or f"It is {row.get_standing_display().lower()}.")
    vignette = publishing.publish(manuscript, at)
    _stand(manuscript, approved_by=by)
    return vignette


@transaction.atomic
def give_back(manuscript: Manuscript, by: User, at: datetime, why: str = "") -> None:
    """Back to its author, with a word on why. A second call changes nothing."""
    row = _locked(manuscript)
    if row.standing != Standing.IN_REVIEW:
        return
    if why.strip():
        say(manuscript, why, by=by, at=at)
    _stand(manuscript, standing=Standing.DRAFT)


def say(
    manuscript: Manuscript, text: str, *, by: User, at: datetime, piece: str = "", quote: str = ""
) -> Comment:
    """Comment on a manuscript, or on one piece of it."""
    return Comment.objects.create(
        manuscript=manuscript, text=text.strip(), by=by, at=at, piece=piece, quote=quote[:300]
    )


def resolve(comment: Comment, by: User, at: datetime, *, is_resolved: bool = True) -> None:
    """Mark a comment as dealt with, or open it again."""
    comment.resolved_at, comment.resolved_by = (at, by) if is_resolved else (None, None)
    comment.save(update_fields=["resolved_at", "resolved_by"])


def _locked(manuscript: Manuscript) -> Manuscript:
    return Manuscript.objects.select_for_update().select_related("disease").get(pk=manuscript.pk)


def _stand(manuscript: Manuscript, **changes: object) -> None:
    Manuscript.objects.filter(pk=manuscript.pk).update(**changes)
    for name, value in changes.items():
        setattr(manuscript, name, value)
