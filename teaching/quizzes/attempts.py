"""Taking a case: beginning an attempt and committing its decisions, each exactly once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from teaching.items.models import Key, Vignette
from teaching.prepared import Insert, Slot, Update
from teaching.quizzes.models import Attempt, Certainty, Response

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.items.showing import Decision, Story


class NotOpenError(Exception):
    """The decision or the stage is not the one whose turn it is, so nothing was stored."""


@dataclass(frozen=True)
class Commitment:
    """What a commitment led to: the response that stands, and whether this call made it.

    ``differs`` is true where another answer was offered for a decision already committed.
    """

    response: Response
    is_new: bool
    differs: bool = False


_STORE = Insert(
    lambda: Response(
        attempt_id=Slot("attempt"),
        item_id=Slot("item"),
        option_id=Slot("option"),
        certainty=Slot("certainty"),
        is_right=Exists(Key.objects.filter(item=Slot("item"), option=Slot("option"))),
        committed_at=Slot("at"),
    ),
    returning=("id", "is_right"),
)
_FINISH = Update(lambda: (Attempt.objects.filter(pk=Slot("attempt")), {"finished_at": Slot("at")}))


def begin(learner: User, vignette: Vignette, at: datetime) -> Attempt:
    """The learner's open attempt at the case; a second call returns the first one."""
    attempt, _ = (
        Attempt.objects.of(learner)
        .alone()
        .open()
        .get_or_create(
            learner=learner,
            vignette=vignette,
            finished_at=None,
            in_quiz=False,
            defaults={"started_at": at},
        )
    )
    return attempt


def commit(
    attempt: Attempt,
    story: Story,
    responses: dict[int, Response],
    *,
    item: int,
    option: int,
    certainty: Certainty,
    at: datetime,
) -> Commitment:
    """Store an answer for good. ``responses`` are the attempt's, by item.

    Committing the same decision again stores nothing and returns what stands. The last decision
    of the case finishes the attempt. Raises NotOpenError for an item that is not open, and
    ValueError for an option the item does not offer.
    """
    if item in responses:
        return _standing(responses[item], option, certainty)
    asked = asked_now(attempt, story, responses)
    if asked is None or asked.pk != item:
        raise NotOpenError
    if option not in {offered.pk for offered in asked.options}:
        raise ValueError(f"item {item} does not offer option {option}")
    try:
        with transaction.atomic():
            pk, is_right = _STORE(
                attempt=attempt.pk, item=item, option=option, certainty=certainty, at=at
            )
            if len(responses) + 1 == len(story.decisions):
                attempt.finished_at = max(at, attempt.started_at)  # a clock may be set back
                _FINISH(attempt=attempt.pk, at=attempt.finished_at)
    except IntegrityError as error:  # the same decision, committed at the same moment
        standing = Response.objects.filter(attempt=attempt, item_id=item).first()
        if standing is None:  # or the attempt was given up for another one, by signing in
            raise NotOpenError from error
        return _standing(standing, option, certainty)
    names = ("id", "attempt_id", "item_id", "option_id", "certainty", "is_right", "committed_at")
    response = Response.from_db(
        "default", names, (pk, attempt.pk, item, option, certainty, bool(is_right), at)
    )
    return Commitment(response, is_new=True)


def asked_now(attempt: Attempt, story: Story, responses: Collection[int]) -> Decision | None:
    """The decision the learner can make; None while a stage has to be read first, or at the end."""
    due = story.decision(responses)
    if due is None or story.opened(responses, attempt.read_to) < due.stage:
        return None
    return due


def read_on(attempt: Attempt, story: Story, responses: Collection[int], stage: int) -> None:
    """Open the next stage where nothing has to be decided before it.

    Opening a stage again changes nothing. Raises NotOpenError for a stage further on.
    """
    opened = story.opened(responses, attempt.read_to)
    if stage <= opened:
        return
    due = story.decision(responses)
    if due is None or stage > min(opened + 1, due.stage):
        raise NotOpenError
    Attempt.objects.filter(pk=attempt.pk, read_to__lt=stage).update(read_to=stage)
    attempt.read_to = stage


def _standing(response: Response, option: int, certainty: Certainty) -> Commitment:
    differs = response.option_id != option or response.certainty != certainty
    return Commitment(response, is_new=False, differs=differs)


def answers(attempt: Attempt) -> dict[int, Response]:
    """What the learner has committed, by item."""
    return {response.item_id: response for response in attempt.responses.all()}


def claim(tryout: User, account: User) -> None:
    """Hand over what a try-out did to the account it signed in to. A second call finds nothing.

    Of two open attempts at the same case the one with more answers is kept, the account's own
    where they are even.
    """
    own = {attempt.vignette_id: attempt for attempt in Attempt.objects.of(account).alone().open()}
    for theirs in Attempt.objects.of(tryout).alone().open():
        mine = own.get(theirs.vignette_id)
        if mine is not None:
            ahead = theirs.responses.count() > mine.responses.count()
            (mine if ahead else theirs).delete()
    Attempt.objects.of(tryout).update(learner=account)
    drawn = Vignette.objects.filter(made_for=tryout)
    met = Vignette.objects.filter(made_for=account, twin_of=OuterRef("twin_of"))
    # Of two equal twins the account's own is the one that is offered again.
    drawn.filter(Exists(met.filter(seed=OuterRef("seed")))).update(
        seed=Concat("seed", Value(" tried out "), Cast("pk", CharField()))
    )
    drawn.update(made_for=account)
