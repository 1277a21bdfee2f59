"""The pages that tell what a quiz came to, by learner and by question. They show learners' names
and marks before the learners see them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from teaching.accounts.http import InstructorRequest
from teaching.authoring.setting import asked, marksheet, publishing, shelf
from teaching.authoring.setting import spreadsheet as tables
from teaching.authoring.setting.forms import FindForm
from teaching.authoring.setting.views import quiz_of
from teaching.quizzes import tallying, testing
from teaching.quizzes.models import Marking, Sitting

A_PAGE = 30


@require_safe
def results(request: InstructorRequest, pk: int) -> HttpResponse:
    now, quiz = timezone.now(), quiz_of(request, pk)
    wanted = FindForm({"q": request.GET.get("q", "")}).wanted()
    rows = marksheet.sittings(quiz, wanted.get("q", ""), now)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "quiz": quiz,
        "stands": shelf.standing(quiz, now),
        "totals": tallying.totals(quiz),
        "by_certainty": quiz.marking == Marking.CERTAINTY,
        "page": page,
        "entries": marksheet.entries(list(page), quiz.pass_mark, now),
        "q": wanted.get("q", ""),
        "query": urlencode(wanted),
        "can_release": publishing.can_release(quiz),
    }
    return render(request, "authoring/setting/results.html", context)


@require_safe
def spreadsheet(request: InstructorRequest, pk: int) -> HttpResponse:
    """All of the results, whatever the page is narrowed to."""
    now, quiz = timezone.now(), quiz_of(request, pk)
    rows = list(marksheet.sittings(quiz, "", now))
    name = f"{slugify(quiz.title)[:60] or 'quiz'}-{quiz.pk}.csv"
    return HttpResponse(
        tables.written(quiz, marksheet.entries(rows, quiz.pass_mark, now)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
    )


@require_safe
def questions(request: InstructorRequest, pk: int) -> HttpResponse:
    now, quiz = timezone.now(), quiz_of(request, pk)
    testing.close_overdue(Sitting.objects.filter(quiz=quiz), now)
    page = Paginator(tallying.by_question(quiz), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "quiz": quiz,
        "stands": shelf.standing(quiz, now),
        "page": page,
        "rows": asked.rows([tallying.asked(row) for row in page]),
    }
    return render(request, "authoring/setting/questions.html", context)
