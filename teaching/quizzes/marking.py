"""Bookmarks and notes: kept for one learner, on a question in all its revisions."""

from __future__ import annotations

from django.db import transaction

from teaching.accounts.models import User
from teaching.items.models import Vignette
from teaching.prepared import Rows, Slot
from teaching.quizzes.models import Mark

_MARK = Rows(
    lambda: Mark.objects.of(Slot("learner")).filter(disease=Slot("disease"), slug=Slot("slug"))
)


def mark_of(learner: User, vignette: Vignette) -> Mark:
    """The learner's mark on a question, a blank one where there is none: one query."""
    found = _MARK.first(learner=learner.pk, disease=vignette.disease_id, slug=vignette.slug)
    return found or Mark(learner=learner, disease_id=vignette.disease_id, slug=vignette.slug)


def bookmark(learner: User, vignette: Vignette, *, is_bookmarked: bool) -> None:
    """Bookmark a question, or take the bookmark away; sent twice it changes nothing."""
    _keep(learner, vignette, is_bookmarked=is_bookmarked)


def write(learner: User, vignette: Vignette, note: str) -> None:
    """Put a note in the place of the one before; an empty one takes it away."""
    _keep(learner, vignette, note=note.strip())


def _keep(
    learner: User, vignette: Vignette, *, is_bookmarked: bool | None = None, note: str | None = None
) -> None:
    with transaction.atomic():
        # A mark that is not there yet cannot be locked, so the learner is: a bookmark and a note
        # sent at once would otherwise both be the first, or one would write over the other.
        User.objects.select_for_update(no_key=True).get(pk=learner.pk)
        mark = mark_of(learner, vignette)
        mark.is_bookmarked = mark.is_bookmarked if is_bookmarked is None else is_bookmarked
        mark.note = mark.note if note is None else note
        if mark.is_bookmarked or mark.note:
            mark.save()
        elif mark.pk is not None:
            mark.delete()


def claim(tryout: User, account: User) -> None:
    """Hand a try-out's marks over; where the account has one of its own, that stays as well as a
    note it lacks."""
    own = {(mark.disease_id, mark.slug): mark for mark in Mark.objects.of(account)}
    for theirs in Mark.objects.of(tryout):
        mine = own.get((theirs.disease_id, theirs.slug))
        if mine is None:
            theirs.learner = account
            theirs.save(update_fields=["learner"])
            continue
        mine.is_bookmarked = mine.is_bookmarked or theirs.is_bookmarked
        mine.note = "\n\n".join(filter(None, dict.fromkeys((mine.note, theirs.note))))
        mine.save()
        theirs.delete()
