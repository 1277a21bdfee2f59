"""Pages on which instructors read and answer what learners reported."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from teaching.accounts.http import InstructorRequest
from teaching.authoring import reported
from teaching.quizzes import reporting
from teaching.quizzes.models import Report

A_PAGE = 20
READ_OR_SEND = ("GET", "HEAD", "POST")


@require_safe
def reports(request: InstructorRequest) -> HttpResponse:
    """The reports, narrowed as the address says."""
    form = reported.ReportFilterForm(request.GET)
    wanted = form.wanted()
    page = Paginator(reported.found(wanted), A_PAGE).get_page(request.GET.get("page"))
    query = urlencode(wanted)
    return render(
        request,
        "authoring/reports.html",
        {
            "form": form,
            "wanted": wanted,
            "page": page,
            "rows": reported.rows_of(list(page)),
            "query": query,
            "back": f"{request.path}?{query}&page={page.number}",
            "has_any": bool(page.paginator.count) or Report.objects.exists(),
        },
    )


@require_http_methods(READ_OR_SEND)
def answer(request: InstructorRequest, pk: int) -> HttpResponse:
    """Answer a report, which closes it."""
    report = get_object_or_404(Report, pk=pk)
    if request.method != "POST":
        return redirect("authoring:reports")
    form = reported.AnswerForm(request.POST)
    if form.is_valid():
        reporting.answer(report, form.cleaned_data["answer"], request.user, timezone.now())
        messages.success(request, f"{report.learner.shown_name} will find your answer.")
    else:
        said = next(str(one) for errors in form.errors.values() for one in errors)
        messages.error(request, f"{said} Nothing was sent.")
    return _back(request)


@require_http_methods(READ_OR_SEND)
def reopen(request: InstructorRequest, pk: int) -> HttpResponse:
    """Open a report again."""
    report = get_object_or_404(Report, pk=pk)
    if request.method != "POST":
        return redirect("authoring:reports")
    reporting.reopen(report)
    messages.success(request, "The report is open again. Its answer is a draft until it is sent.")
    return _back(request)


def _back(request: InstructorRequest) -> HttpResponse:
    """To the list as it was narrowed."""
    back = request.POST.get("back", "")
    own = reverse("authoring:reports")
    return HttpResponseRedirect(back if back.startswith(f"{own}?") else own)
