"""Pages of what a learner knows. Each is for whoever learns here, and shows their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest
from teaching.progress import counting, progress_page, today_page, wishes
from teaching.progress.forms import ExamForm, WishForm
from teaching.quizzes import beginning, catalogue

READ_OR_SEND = ("GET", "HEAD", "POST")


@tryout.learner_required
@require_safe
def today(request: LearnerRequest) -> HttpResponse:
    """What is due and why, what was begun, one button to start."""
    disease = catalogue.clinic()
    if disease is None:
        return redirect("quizzes:home")
    shown = today_page.page(request.learner, disease, timezone.now())
    return render(request, "progress/today.html", {"today": shown})


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def start(request: LearnerRequest) -> HttpResponse:
    """Begin what is due as practice; where nothing is, to the cases."""
    disease, now = catalogue.clinic(), timezone.now()
    if request.method != "POST" or disease is None:
        return redirect("progress:today")
    known = today_page.table(request.learner, disease, timezone.localdate(now))
    slugs = [topic.slug for one in known.queue.entries if (topic := known.topic(one.concept))]
    if known.is_new or not slugs:
        return redirect("quizzes:cases")
    tryout.bound_draws(request, request.learner)
    try:
        begun = beginning.review(request.learner, disease, slugs, at=now)
    except beginning.NothingToAskError:
        messages.info(request, "No question on what is due is open to you now. Take a case.")
        return redirect("quizzes:cases")
    return redirect("quizzes:question", begun.sitting.pk, 1)


@tryout.learner_required
@require_safe
def progress(request: LearnerRequest) -> HttpResponse:
    """Strength, certainty, confusions, times, what comes: each figure with its n."""
    disease, on = catalogue.clinic(), timezone.localdate()
    if disease is None:
        return redirect("quizzes:home")
    shown = progress_page.page(request.learner, disease, on)
    exam = ExamForm(today=on, initial={"day": shown.plan and shown.plan.examination})
    return render(request, "progress/progress.html", {"progress": shown, "exam": exam})


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def plan(request: LearnerRequest) -> HttpResponse:
    """Keep the day of an examination; an empty one takes the plan away."""
    disease, on = catalogue.clinic(), timezone.localdate()
    if request.method != "POST" or disease is None:
        return redirect("progress:progress")
    form = ExamForm(request.POST, today=on)
    if form.is_valid():
        wishes.plan_for(request.learner, form.cleaned_data["day"])
        return redirect("/progress/#plan")
    shown = progress_page.page(request.learner, disease, on)
    return render(request, "progress/progress.html", {"progress": shown, "exam": form})


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def wish(request: LearnerRequest) -> HttpResponse:
    """How well to know things and how much a day."""
    study = counting.count(request.learner)
    standing = {"recall": round(100 * study.retention), "daily_limit": study.daily_limit}
    form = WishForm(request.POST if request.method == "POST" else None, initial=standing)
    if request.method == "POST" and form.is_valid():
        wishes.wish(
            request.learner,
            retention=form.cleaned_data["recall"] / 100,
            daily_limit=form.cleaned_data["daily_limit"],
        )
        messages.success(request, "Saved. What comes due is reckoned anew.")
        return redirect("progress:today")
    return render(request, "progress/wishes.html", {"form": form, "is_fitted": study.parameters})


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def fit(request: LearnerRequest) -> HttpResponse:
    """Remember by parameters fitted to one's own answers where they foretell better; ``default``
    sent along goes back to those fitted to everybody."""
    if request.method == "POST":
        if "default" in request.POST:
            wishes.adopt(request.learner, None)
            messages.success(request, "The default is used again. What comes due is reckoned anew.")
        else:
            tryout.bound_draws(request, request.learner)
            messages.info(request, wishes.fit(request.learner).message)
    return redirect("progress:wishes")
