"""The page on which single learners get more time for a test."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from teaching.accounts.http import InstructorRequest
from teaching.accounts.models import User
from teaching.authoring.setting import picking, shelf
from teaching.authoring.setting.forms import FindForm, TimeForm
from teaching.authoring.setting.views import READ_OR_SEND, quiz_of
from teaching.quizzes import testing
from teaching.quizzes.models import Quiz, Sitting


@require_http_methods(READ_OR_SEND)
def time(request: InstructorRequest, pk: int) -> HttpResponse:
    """Who has more time, and who may get it: ``q`` finds them, for htmx that part alone. Sent with
    ``remove`` it takes one learner's away."""
    now, quiz = timezone.now(), quiz_of(request, pk)
    if not quiz.is_test:
        raise Http404
    testing.close_overdue(Sitting.objects.filter(quiz=quiz), now)
    if request.method == "POST" and "remove" in request.POST:
        _remove(request, quiz)
        return redirect("teach:time", pk)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        learner, minutes = form.cleaned_data["who"], form.cleaned_data["minutes"]
        if Sitting.objects.filter(quiz=quiz, learner=learner, finished_at__isnull=False).exists():
            form.add_error("who", f"{learner.shown_name} has handed in: more time changes nothing.")
        else:
            testing.allow(quiz, learner, minutes, now)
            messages.success(request, f"{learner.shown_name} has {minutes} minutes more.")
            return redirect("teach:time", pk)
    said = request.GET if request.method != "POST" else request.POST
    q = FindForm({"q": said.get("q", "")}).wanted().get("q", "")
    context = {
        "quiz": quiz,
        "stands": shelf.standing(quiz, now),
        "form": form,
        "q": q,
        "found": picking.found(quiz, q) if q else None,
        "picked": request.POST.get("who", ""),
        "allowances": quiz.allowances.select_related("learner").order_by("learner__username"),
        "has_clock": quiz.minutes is not None or quiz.closes_at is not None,
    }
    part = "#found" if request.htmx and request.method != "POST" else ""
    return render(request, f"authoring/setting/time.html{part}", context)


def _remove(request: InstructorRequest, quiz: Quiz) -> None:
    number = request.POST["remove"]
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    learner = get_object_or_404(User, pk=int(number), is_tryout=False)
    testing.allow(quiz, learner, 0, timezone.now())
    messages.success(request, f"{learner.shown_name} has no extra time any more.")
