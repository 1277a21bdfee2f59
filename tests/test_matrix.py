"""Who gets what: every address, by every method, for every role, with one's own rows and others'.

A line of the table is an address with what it points at, then what GET, POST and PUT answer to a
visitor, a try-out, a learner, an instructor and an administrator, in this order; ``404x4`` is four
times the same, and one number alone stands for all five. HEAD answers as GET does. An address that
has no line fails the tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teaching.accounts import tryout
from teaching.accounts.models import User
from teaching.items.models import Manuscript, Move, Vignette
from teaching.items.writing import keeping
from teaching.items.writing.document import Document, Stage
from teaching.items.writing.document import Line as Sentence
from teaching.knowledge.models import Disease
from teaching.knowledge.reading import read
from teaching.knowledge.schema.vignettes import Vignette as Written
from teaching.progress.models import Feed, Reminder
from teaching.quizzes import attempts
from teaching.quizzes.models import Attempt, Quiz, Report, Sitting
from tests.conftest import forget
from tests.factories import (
    make_administrator,
    make_instructor,
    make_question,
    make_tryout,
    make_user,
)
from tests.test_promises import ALL, address_of

STROKE = Path(__file__).parent / "packs" / "acute-stroke"
ROLES = ("visitor", "tryout", "learner", "instructor", "administrator")
METHODS = ("GET", "POST", "PUT")
TABLE = """
quizzes:home                                  | 200           | 405           | 405
quizzes:how                                   | 200           | 405           | 405
quizzes:cases                                 | 200           | 405           | 405
quizzes:new-patient                           | 302           | 302           | 405
quizzes:case published                        | 200           | 405           | 405
quizzes:case retired                          | 404           | 405           | 405
quizzes:case mine drawn                       | 404 200x4     | 405           | 405
quizzes:case theirs drawn                     | 404           | 405           | 405
quizzes:case 0                                | 404           | 405           | 405
quizzes:begin published                       | 302           | 302           | 405
quizzes:begin retired                         | 302           | 404           | 405
quizzes:begin mine drawn                      | 302           | 404 302x4     | 405
quizzes:begin theirs drawn                    | 302           | 404           | 405
quizzes:attempt mine open                     | 302 200x4     | 302 405x4     | 302 405x4
quizzes:attempt mine finished                 | 302           | 302 405x4     | 302 405x4
quizzes:attempt theirs open                   | 302 404x4     | 302 405x4     | 302 405x4
quizzes:attempt theirs finished               | 302 404x4     | 302 405x4     | 302 405x4
quizzes:attempt 0                             | 302 404x4     | 302 405x4     | 302 405x4
quizzes:read-on mine open                     | 302           | 302 200x4     | 302 405x4
quizzes:read-on mine finished                 | 302           | 302           | 302 405x4
quizzes:read-on theirs open                   | 302 404x4     | 302 404x4     | 302 405x4
quizzes:read-on theirs finished               | 302 404x4     | 302 404x4     | 302 405x4
quizzes:commit mine open                      | 302           | 302 200x4     | 302 405x4
quizzes:commit mine finished                  | 302           | 302           | 302 405x4
quizzes:commit theirs open                    | 302 404x4     | 302 404x4     | 302 405x4
quizzes:commit theirs finished                | 302 404x4     | 302 404x4     | 302 405x4
quizzes:debrief mine open                     | 302           | 302 405x4     | 302 405x4
quizzes:debrief mine finished                 | 302 200x4     | 302 405x4     | 302 405x4
quizzes:debrief theirs open                   | 302 404x4     | 302 405x4     | 302 405x4
quizzes:debrief theirs finished               | 302 404x4     | 302 405x4     | 302 405x4
quizzes:debrief-of mine open 1                | 302           | 302 405x4     | 302 405x4
quizzes:debrief-of mine finished 1            | 302 200x4     | 302 405x4     | 302 405x4
quizzes:debrief-of mine finished 99           | 302 404x4     | 302 405x4     | 302 405x4
quizzes:debrief-of theirs finished 1          | 302 404x4     | 302 405x4     | 302 405x4
quizzes:twin mine open 1                      | 302           | 302 404x4     | 302 405x4
quizzes:twin mine finished 1                  | 302           | 302           | 302 405x4
quizzes:twin mine finished 99                 | 302           | 302 404x4     | 302 405x4
quizzes:twin theirs finished 1                | 302           | 302 404x4     | 302 405x4
progress:today                                | 302 200x4     | 302 405x4     | 302 405x4
progress:start                                | 302           | 302           | 302 405x4
progress:progress                             | 302 200x4     | 302 405x4     | 302 405x4
progress:history                              | 302 200x4     | 302 405x4     | 302 405x4
progress:kept                                 | 302 200x4     | 302           | 302 405x4
progress:plan                                 | 302           | 302           | 302 405x4
progress:wishes                               | 302 200x4     | 302 200x4     | 302 405x4
progress:fit                                  | 302           | 302           | 302 405x4
progress:reminders                            | 302 200x4     | 302x2 200x3   | 302 405x4
progress:feed                                 | 302           | 302           | 302 405x4
progress:stop theirs reminder                 | 200           | 200           | 405
progress:stop no-such-secret                  | 404           | 404           | 405
progress:calendar theirs feed                 | 200           | 405           | 405
progress:calendar no-such-secret              | 404           | 405           | 405
quizzes:practise                              | 200           | 200           | 405
quizzes:quizzes                               | 200           | 405           | 405
quizzes:quiz set practice                     | 200           | 302           | 405
quizzes:quiz set test                         | 404x2 200x3   | 404x2 302x3   | 405
quizzes:quiz set draft                        | 404           | 404           | 405
quizzes:quiz set withdrawn                    | 404           | 404           | 405
quizzes:quiz 0                                | 404           | 404           | 405
quizzes:sitting mine sitting                  | 302 200x4     | 302 405x4     | 302 405x4
quizzes:sitting theirs sitting                | 302 404x4     | 302 405x4     | 302 405x4
quizzes:sitting 0                             | 302 404x4     | 302 405x4     | 302 405x4
quizzes:finish mine sitting                   | 302           | 302           | 302 405x4
quizzes:finish theirs sitting                 | 302 404x4     | 302 404x4     | 302 405x4
quizzes:again mine sitting                    | 302           | 302           | 302 405x4
quizzes:again theirs sitting                  | 302 404x4     | 302 404x4     | 302 405x4
quizzes:question mine sitting 1               | 302 200x4     | 302 405x4     | 302 405x4
quizzes:question mine sitting 99              | 302 404x4     | 302 405x4     | 302 405x4
quizzes:question theirs sitting 1             | 302 404x4     | 302 405x4     | 302 405x4
quizzes:commit-question mine sitting 1        | 302           | 302 200x4     | 302 405x4
quizzes:commit-question mine sitting 99       | 302 404x4     | 302 404x4     | 302 405x4
quizzes:commit-question theirs sitting 1      | 302 404x4     | 302 404x4     | 302 405x4
quizzes:sitting mine test                     | 302 200x4     | 302 405x4     | 302 405x4
quizzes:sitting theirs test                   | 302 404x4     | 302 405x4     | 302 405x4
quizzes:finish mine test                      | 302           | 302           | 302 405x4
quizzes:finish theirs test                    | 302 404x4     | 302 404x4     | 302 405x4
quizzes:again mine test                       | 302           | 302           | 302 405x4
quizzes:again theirs test                     | 302 404x4     | 302 404x4     | 302 405x4
quizzes:question mine test 1                  | 302 200x4     | 302 405x4     | 302 405x4
quizzes:question theirs test 1                | 302 404x4     | 302 405x4     | 302 405x4
quizzes:commit-question mine test 1           | 302           | 302 200x4     | 302 405x4
quizzes:commit-question theirs test 1         | 302 404x4     | 302 404x4     | 302 405x4
quizzes:save mine test 1                      | 302           | 302 200x4     | 302 405x4
quizzes:save mine test 99                     | 302 404x4     | 302 404x4     | 302 405x4
quizzes:save mine sitting 1                   | 302           | 302 200x4     | 302 405x4
quizzes:save theirs test 1                    | 302 404x4     | 302 404x4     | 302 405x4
quizzes:flag mine sitting 1                   | 302           | 302           | 302 405x4
quizzes:flag mine sitting 99                  | 302 404x4     | 302 404x4     | 302 405x4
quizzes:flag theirs sitting 1                 | 302 404x4     | 302 404x4     | 302 405x4
quizzes:bookmark mine sitting 1               | 302           | 302           | 302 405x4
quizzes:bookmark mine sitting 99              | 302 404x4     | 302 404x4     | 302 405x4
quizzes:bookmark theirs sitting 1             | 302 404x4     | 302 404x4     | 302 405x4
quizzes:note mine sitting 1                   | 302           | 302           | 302 405x4
quizzes:note mine sitting 99                  | 302 404x4     | 302 404x4     | 302 405x4
quizzes:note theirs sitting 1                 | 302 404x4     | 302 404x4     | 302 405x4
quizzes:contrast                              | 302           | 302           | 405
quizzes:report mine sitting 1                 | 302           | 302           | 302 405x4
quizzes:report mine sitting 99                | 302 404x4     | 302 404x4     | 302 405x4
quizzes:report theirs sitting 1               | 302 404x4     | 302 404x4     | 302 405x4
quizzes:report mine test 1                    | 302           | 302           | 302 405x4
quizzes:report-case mine finished 1           | 302           | 302           | 302 405x4
quizzes:report-case mine finished 99          | 302 404x4     | 302 404x4     | 302 405x4
quizzes:report-case mine open 1               | 302           | 302           | 302 405x4
quizzes:report-case theirs finished 1         | 302 404x4     | 302 404x4     | 302 405x4
authoring:bank                                | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
authoring:move                                | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
authoring:undo mine move                      | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
authoring:undo theirs move                    | 302x2 404 302x2 | 302x2 404x3    | 302x2 404 405x2
authoring:models                              | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
authoring:approve form-from-case              | 302x2 404 200x2 | 302x2 404 302x2 | 302x2 404 405x2
authoring:approve no-such-model               | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
authoring:withdraw form-from-case             | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
authoring:withdraw no-such-model              | 302x2 404 302x2 | 302x2 404x3    | 302x2 404 405x2
authoring:likeness form-from-case             | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
authoring:likeness no-such-model              | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
authoring:question draft                      | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
authoring:question published                  | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
authoring:fact F-OCSP-01                      | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
authoring:fact F-NONE-01                      | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
teach:quizzes                                 | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
teach:new                                     | 302x2 404 200x2 | 302x2 404 200x2 | 302x2 404 405x2
teach:put                                     | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:quiz set draft                          | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
teach:quiz set test                           | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
teach:quiz own                                | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
teach:quiz 0                                  | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
teach:edit set draft                          | 302x2 404 200x2 | 302x2 404 200x2 | 302x2 404 405x2
teach:edit set test                           | 302x2 404 200x2 | 302x2 404 200x2 | 302x2 404 405x2
teach:edit own                                | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:edit 0                                  | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:publish set draft                       | 302x2 404 200x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:publish set test                        | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:publish 0                               | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:withdraw set test                       | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:withdraw 0                              | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:offer set test                          | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:offer 0                                 | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:copy set test                           | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:copy 0                                  | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:delete set draft                        | 302x2 404 200x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:delete set test                         | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:delete 0                                | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:release set by-hand                     | 302x2 404 200x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:release set test                        | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
teach:release 0                               | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:results set test                        | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
teach:results own                             | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
teach:spreadsheet set test                    | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
teach:spreadsheet own                         | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
teach:questions set test                      | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
teach:questions own                           | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
teach:time set test                           | 302x2 404 200x2 | 302x2 404 200x2 | 302x2 404 405x2
teach:time set practice                       | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
teach:time own                                | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
authoring:reports                             | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
authoring:answer theirs report                | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
authoring:answer 0                            | 302x2 404x3   | 302x2 404x3   | 302x2 404 405x2
authoring:reopen theirs report                | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
authoring:reopen 0                            | 302x2 404x3   | 302x2 404x3   | 302x2 404 405x2
studio:manuscripts                            | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
studio:new                                    | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
studio:draw                                   | 302x2 404 200x2 | 302x2 404 302x2 | 302x2 404 405x2
studio:manuscript written                     | 302x2 404 200x2 | 302x2 404 302x2 | 302x2 404 405x2
studio:manuscript 0                           | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
studio:tag written a1                         | 302x2 404 200x2 | 302x2 404 200x2 | 302x2 404 405x2
studio:tag written zz                         | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
studio:stand written                          | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
studio:stand 0                                | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
studio:comment written                        | 302x2 404 302x2 | 302x2 404 302x2 | 302x2 404 405x2
studio:comment 0                              | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
studio:resolve written 0                      | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
studio:changes written                        | 302x2 404 200x2 | 302x2 404 405x2 | 302x2 404 405x2
studio:changes 0                              | 302x2 404x3    | 302x2 404 405x2 | 302x2 404 405x2
studio:delete written                         | 302x2 404 200x2 | 302x2 404 302x2 | 302x2 404 405x2
studio:delete 0                               | 302x2 404x3    | 302x2 404x3    | 302x2 404 405x2
studio:restore written                        | 302x2 404 302x2 | 302x2 404x3    | 302x2 404 405x2
quizzes:case draft                            | 404           | 405           | 405
quizzes:begin draft                           | 302           | 404           | 405
atlas:forms                                   | 200           | 405           | 405
atlas:timeline                                | 200           | 405           | 405
atlas:mimics                                  | 200           | 405           | 405
atlas:management                              | 200           | 405           | 405
atlas:what-if                                 | 200           | 405           | 405
atlas:facts                                   | 200           | 405           | 405
atlas:fact F-OCSP-01                          | 200           | 405           | 405
atlas:fact F-NONE-01                          | 404           | 405           | 405
atlas:disputes                                | 200           | 405           | 405
atlas:glossary                                | 200           | 405           | 405
atlas:sources                                 | 200           | 405           | 405
atlas:search                                  | 200           | 405           | 405
appearance                                    | 405           | 302           | 405
account_login                                 | 200x2 302x3   | 200x2 302x3   | 200x2 302x3
account_logout                                | 302x2 200x3   | 302           | 405
account_inactive                              | 200           | 405           | 405
account_signup                                | 200x2 302x3   | 200x2 302x3   | 200x2 302x3
exchange:data                                 | 302 200x4     | 302 405x4     | 302 405x4
exchange:json                                 | 302 200x4     | 302 405x4     | 302 405x4
exchange:csv                                  | 302 200x4     | 302 405x4     | 302 405x4
leaving:account                               | 302           | 302           | 302
leaving:tryout                                | 302 200 302x3 | 302           | 302 405x4
leaving:keep                                  | 302           | 302           | 405
account_reauthenticate                        | 302x2 200x3   | 302x2 200x3   | 302x2 200x3
account_email                                 | 302x2 200x3   | 302           | 302
account_email_verification_sent               | 200           | 405           | 405
account_change_password                       | 302x2 200x3   | 302x2 200x3   | 302x2 200x3
account_set_password                          | 302           | 302           | 302
account_reset_password                        | 200           | 200           | 200
account_reset_password_done                   | 200           | 405           | 405
account_confirm_login_code                    | 302           | 302           | 302
account_confirm_email no-such-key             | 200           | 404           | 405
account_reset_password_from_key 1 no-such-key | 200           | 200           | 200
account_reset_password_from_key_done          | 200           | 405           | 405
"""


@dataclass(frozen=True)
class Line:
    """``answers`` are status codes by method, one for each role."""

    name: str
    target: str
    answers: dict[str, tuple[int, ...]]

    @classmethod
    def read(cls, text: str) -> "Line":
        place, *columns = (part.strip() for part in text.split("|"))
        name, _, target = place.partition(" ")
        codes = [_codes(column) for column in columns]
        each = [given * len(ROLES) if len(given) == 1 else given for given in codes]
        return cls(name, target.strip(), dict(zip(METHODS, each, strict=True)))


def _codes(column: str) -> tuple[int, ...]:
    runs = [part.partition("x") for part in column.split()]
    return tuple(int(code) for code, _, times in runs for _ in range(int(times or 1)))


LINES = [Line.read(text) for text in TABLE.strip().splitlines()]


@dataclass(frozen=True)
class Somebody:
    """One role with a client, an open and a finished attempt, and a patient of their own."""

    client: Client
    rows: dict[str, tuple[object, ...]]


def settle(user: User | None) -> Somebody:
    """A client of this user, with rows; a visitor has none."""
    client = Client(raise_request_exception=False)
    if user is None:
        return Somebody(client, {})
    if user.is_tryout:
        session = client.session
        session[tryout.SESSION_KEY] = user.pk
        session.save()
        client.cookies["sessionid"] = session.session_key
    else:
        client.force_login(user)
    first, second = Vignette.objects.filter(made_for=None, state="published")
    begun = attempts.begin(user, first, timezone.now())
    finished = Attempt.objects.create(
        learner=user, vignette=second, started_at=timezone.now(), finished_at=timezone.now()
    )
    for item in second.items.all():
        finished.responses.create(
            item=item,
            option=item.options.all()[0],
            certainty=1,
            is_right=False,
            committed_at=timezone.now(),
        )
    drawn = Vignette.objects.create(
        disease=first.disease,
        slug=f"patient-{user.pk}",
        title="A patient",
        difficulty="easy",
        pronoun="she",
        origin="generated",
        made_for=user,
    )
    drawn.lines.create(
        stage=drawn.stages.create(stage=first.stages.all()[0].stage, position=0, heading="Story"),
        position=0,
        text="She was well.",
    )
    return Somebody(
        client,
        {
            "open": (begun.pk,),
            "finished": (finished.pk,),
            "drawn": (drawn.pk,),
            "sitting": (_sitting(user).pk,),
            "test": (_sitting(user, mode="test").pk,),
            "report": (_report(user, finished).pk,),
            "reminder": (Reminder.objects.create(learner=user, chosen_at=timezone.now()).stop,),
            "feed": (Feed.objects.create(learner=user).address,),
            "move": (Move.objects.create(by=user, to="published").pk,),
        },
    )


def _quiz(owner: User, **fields: object) -> Quiz:
    asked = Vignette.objects.get(origin="bank")
    return Quiz.objects.create(
        disease=asked.disease, owner=owner, created_at=timezone.now(), **fields
    )


def _sitting(user: User, mode: str = "practice") -> Sitting:
    """A quiz of one question, a draft of the bank, which a sitting keeps all the same."""
    asked = Vignette.objects.get(origin="bank")
    quiz = _quiz(user, title="Quiz", mode=mode, is_set=mode == "test", withdrawn_at=timezone.now())
    sitting = quiz.sittings.create(learner=user, seed="0", started_at=timezone.now(), mode=mode)
    sitting.questions.create(number=1, vignette=asked)
    return sitting


def _report(user: User, attempt: Attempt) -> Report:
    return Report.objects.create(
        learner=user,
        attempt=attempt,
        vignette=attempt.vignette,
        item=attempt.vignette.items.all()[0],
        trouble="typo",
        text="A slip.",
        sent_at=timezone.now(),
    )


def written() -> Written:
    pack = read(STROKE).pack
    assert pack is not None
    return pack.vignettes[0]


@pytest.fixture(scope="module")
def everybody(django_db_setup, django_db_blocker) -> Iterator[dict[str, Somebody]]:
    """All roles, "somebody else" whose rows are nobody's business, a retired case, and a question
    of the bank, which is a draft."""
    with django_db_blocker.unblock():
        call_command("loadpack", STROKE, verbosity=0)
        make_question(Disease.objects.get(), written())
        make = {
            "visitor": lambda: None,
            "tryout": make_tryout,
            "learner": make_user,
            "instructor": make_instructor,
            "administrator": make_administrator,
            "other": make_user,
        }
        found = {role: settle(make_one()) for role, make_one in make.items()}
        now, owner = timezone.now(), User.objects.get(role="instructor")
        for title, fields in {
            "practice": {"published_at": now},
            "test": {"published_at": now, "mode": "test"},
            "by-hand": {"published_at": now, "mode": "test", "release": "by-hand"},
            "draft": {},
            "withdrawn": {"published_at": now, "withdrawn_at": now},
        }.items():
            _quiz(owner, title=title, is_set=True, **fields)
        _quiz(owner, title="own")
        first = Document(stages=(Stage(stage="history", lines=(Sentence(id="a1", text="One."),)),))
        keeping.begin(Disease.objects.get(), owner, first, now)
        retired = Vignette.objects.filter(made_for=None)[0]
        retired.pk, retired.slug, retired.state = None, "retired", "retired"
        retired.save()
        yield found
        call_command("flush", interactive=False, verbosity=0)
        forget()


def address(line: Line, role: str, everybody: dict[str, Somebody]) -> str:
    """Where the line points for this role. A visitor's own rows are somebody else's."""
    if not line.target:
        return reverse(line.name)
    whose, _, which = line.target.partition(" ")
    if whose in ("mine", "theirs"):
        owner = role if whose == "mine" and role != "visitor" else "other"
        what, _, more = which.partition(" ")
        arguments: list[object] = [*everybody[owner].rows[what], *(int(n) for n in more.split())]
    elif whose == "set":
        arguments = [Quiz.objects.get(title=which).pk]
    elif whose == "written":
        arguments = [
            Manuscript.objects.get().pk,
            *(int(n) if n == "0" else n for n in which.split()),
        ]
    elif whose == "own":
        arguments = [Quiz.objects.get(title="own").pk]
    elif whose in ("published", "retired", "draft"):
        rows = Vignette.objects.filter(made_for=None, state=whose)
        arguments = [rows[0].pk]
    else:
        arguments = [int(part) if part.isdigit() else part for part in line.target.split()]
    return reverse(line.name, args=arguments)


def answer(client: Client, method: str, url: str) -> int:
    """The status, and everything as it was before."""
    with transaction.atomic():
        cookies = client.cookies.copy()
        response = client.generic(method, url)
        status = response.status_code
        if response.streaming:
            b"".join(response)  # which closes the file
        client.cookies = cookies
        transaction.set_rollback(True)
    return status


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.name} {line.target}".strip())
def test_everybody_gets_what_the_table_says(everybody, line):
    found = {
        method: tuple(
            answer(everybody[role].client, method, address(line, role, everybody)) for role in ROLES
        )
        for method in METHODS
    }

    assert found == line.answers


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.name} {line.target}".strip())
def test_the_head_of_a_page_is_answered_as_the_page(everybody, line):
    found = tuple(
        answer(everybody[role].client, "HEAD", address(line, role, everybody)) for role in ROLES
    )

    assert found == line.answers["GET"]


@pytest.mark.django_db
def test_the_admin_answers_administrators_alone(everybody):
    names = {name: entry for name, _, entry in ALL if name.startswith("admin:")}
    wrong = []
    for name, entry in names.items():
        url = None if name == "admin:login" else address_of(name, entry)
        for role, status in zip(ROLES, (302, 302, 404, 404), strict=False):
            if url and answer(everybody[role].client, "GET", url) != status:
                wrong.append(f"{role} at {url}")

    assert wrong == []
    assert len(names) > 10


def unlisted(names: set[str]) -> set[str]:
    listed = {line.name for line in LINES}
    return {name for name in names if name not in listed and not name.startswith("admin:")}


def test_every_address_has_a_line():
    assert unlisted({name for name, _, _ in ALL}) == set()


def test_an_address_without_a_line_would_be_found():
    assert unlisted({"quizzes:home", "quizzes:new-and-unlisted"}) == {"quizzes:new-and-unlisted"}
