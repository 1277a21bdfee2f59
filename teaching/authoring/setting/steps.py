"""The steps in the life of a quiz: publishing, withdrawing, copying, deleting, releasing. What
cannot be undone asks first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from teaching.accounts.http import InstructorRequest
from teaching.authoring.setting import drafts, publishing, sampling
from teaching.authoring.setting.views import READ_OR_SEND, quiz_of
from teaching.quizzes import beginning, covers, tallying, testing
from teaching.quizzes.models import Sitting


@require_http_methods(READ_OR_SEND)
def publish(request: InstructorRequest, pk: int) -> HttpResponse:
    """Ask, saying what stays from then on; sent, publish."""
    now, quiz = timezone.now(), quiz_of(request, pk)
    if quiz.published_at is not None:
        return redirect("teach:quiz", pk)
    if request.method != "POST":
        context = {
            "quiz": quiz,
            "cover": covers.cover(quiz, None, now),
            "hindrance": publishing.hindrance(quiz, now),
            "sample": sampling.sample(quiz, beginning.new_seed(), now),
        }
        return render(request, "authoring/setting/publish.html", context)
    try:
        publishing.publish(quiz, now)
    except publishing.HinderedError as problem:
        messages.error(request, f"Not published. {problem}")
    else:
        messages.success(request, f"“{quiz.title}” is published.")
    return redirect("teach:quiz", pk)


@require_http_methods(READ_OR_SEND)
def withdraw(request: InstructorRequest, pk: int) -> HttpResponse:
    """It can be offered again, so nothing is asked."""
    quiz = quiz_of(request, pk)
    if request.method == "POST" and quiz.published_at is not None:
        publishing.withdraw(quiz, timezone.now())
        messages.success(
            request, "Withdrawn: nobody can begin it any more. Whoever is sitting it goes on."
        )
    return redirect("teach:quiz", pk)


@require_http_methods(READ_OR_SEND)
def offer(request: InstructorRequest, pk: int) -> HttpResponse:
    """Take the withdrawal back."""
    quiz = quiz_of(request, pk)
    if request.method == "POST" and quiz.withdrawn_at is not None:
        publishing.offer_again(quiz)
        messages.success(request, "Learners can begin it again.")
    return redirect("teach:quiz", pk)


@require_http_methods(READ_OR_SEND)
def copy(request: InstructorRequest, pk: int) -> HttpResponse:
    """A new draft with the same questions and rules."""
    quiz = quiz_of(request, pk)
    if request.method != "POST":
        return redirect("teach:quiz", pk)
    made = drafts.copy(quiz, request.user, timezone.now())
    messages.success(request, f"This is a copy of “{quiz.title}”: change what you like.")
    return redirect("teach:edit", made.pk)


@require_http_methods(READ_OR_SEND)
def delete(request: InstructorRequest, pk: int) -> HttpResponse:
    """Ask, and on POST delete a draft; what was published stays for those who sat it."""
    quiz = quiz_of(request, pk)
    if quiz.published_at is not None:
        messages.error(request, "A published quiz stays, for those who sat it. Withdraw it.")
        return redirect("teach:quiz", pk)
    if request.method != "POST":
        return render(request, "authoring/setting/delete.html", {"quiz": quiz})
    try:
        drafts.delete(quiz)
    except drafts.NoDraftError:
        messages.error(request, "It was published or deleted meanwhile. Nothing was done.")
    else:
        messages.success(request, f"The draft “{quiz.title}” is deleted.")
    return redirect("teach:quizzes")


@require_http_methods(READ_OR_SEND)
def release(request: InstructorRequest, pk: int) -> HttpResponse:
    """Ask, and on POST let learners see the results. There is no way back from what was seen."""
    now, quiz = timezone.now(), quiz_of(request, pk)
    if not publishing.can_release(quiz):
        return redirect("teach:quiz", pk)
    if request.method != "POST":
        testing.close_overdue(Sitting.objects.filter(quiz=quiz), now)
        context = {"quiz": quiz, "totals": tallying.totals(quiz)}
        return render(request, "authoring/setting/release.html", context)
    publishing.release(quiz, now)
    messages.success(request, "The results are released.")
    return redirect("teach:results", pk)
