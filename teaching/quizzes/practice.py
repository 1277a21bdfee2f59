"""Pages on which a quiz begins: a learner's own, what went wrong once more, and those set."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest, SiteRequest
from teaching.quizzes import beginning, catalogue, covers, growing, pool, reporting, testing
from teaching.quizzes.beginning import Begun, GateError, NothingToAskError, Wish
from teaching.quizzes.forms import ContrastForm, PracticeForm, QuizFilterForm
from teaching.quizzes.models import Quiz, Sitting
from teaching.quizzes.reaching import sitting_of

ROWS_A_PAGE = 10
READ_OR_SEND = ("GET", "HEAD", "POST")
NOTHING = (
    "No question fits that. Nothing was begun: choose more topics, another difficulty, or questions"
    " you have answered before."
)
NOTHING_AGAIN = "There is no other question of those kinds. Nothing was begun."
NO_PAIR = "These two cannot be contrasted at present. Nothing was begun; choose another pair."
NOTHING_SET = "None of its questions can be asked at present. Nothing was begun."


@login_not_required
@require_http_methods(READ_OR_SEND)
def practise(request: SiteRequest) -> HttpResponse:
    """Choose what to be asked, or go on with what was begun."""
    disease = catalogue.clinic()
    topics = pool.topics(disease) if disease is not None else []
    form = PracticeForm(topics, request.POST or None)
    if request.method == "POST" and disease is not None and form.is_valid():
        learner = tryout.begin(request)
        tryout.bound_draws(request, learner)
        wish = Wish(
            form.cleaned_data["count"],
            tuple(form.cleaned_data["topics"]),
            form.cleaned_data["difficulty"],
            form.cleaned_data["only"],
        )
        try:
            begun = beginning.practise(learner, disease, wish, at=timezone.now())
        except NothingToAskError:
            form.add_error(None, NOTHING)
        else:
            return _first(request, begun)
    mine = Sitting.objects.of(request.learner)
    testing.close_overdue(mine, timezone.now())
    return render(
        request,
        "quizzes/practise.html",
        {
            "form": form,
            "news": reporting.news(request.learner, disease),
            "topics": topics,
            "contrasts": growing.offered(disease) if disease is not None else {},
            "set_count": Quiz.objects.offered_to(request.learner).count(),
            "page": Paginator(mine.told(), ROWS_A_PAGE).get_page(request.GET.get("page")),
        },
    )


@login_not_required
@require_http_methods(READ_OR_SEND)
def contrast(request: SiteRequest) -> HttpResponse:
    """Begin to tell two concepts apart that are easily confused."""
    disease = catalogue.clinic()
    if request.method != "POST" or disease is None:
        return redirect("quizzes:practise")
    names = growing.offered(disease)
    form = ContrastForm([*names.items()], request.POST)
    if form.is_valid():
        learner = tryout.begin(request)
        tryout.bound_draws(request, learner)
        chosen = form.cleaned_data["pair"]
        first, _, second = chosen.partition(" ")
        try:
            begun = beginning.contrast(
                learner, disease, (first, second), names[chosen], at=timezone.now()
            )
        except NothingToAskError:
            pass
        else:
            return _first(request, begun)
    messages.error(request, NO_PAIR)
    return redirect("quizzes:practise")


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def again(request: LearnerRequest, pk: int) -> HttpResponse:
    """What went wrong, once more, in questions not met before."""
    mine = sitting_of(request, pk, timezone.now())
    if request.method != "POST" or not mine.is_told:
        return redirect(mine)
    tryout.bound_draws(request, request.learner)
    try:
        begun = beginning.again(mine, at=timezone.now())
    except NothingToAskError:
        messages.error(request, NOTHING_AGAIN)
        return redirect(mine)
    return _first(request, begun)


@login_not_required
@require_safe
def quizzes(request: SiteRequest) -> HttpResponse:
    """The quizzes instructors have set, newest first."""
    form = QuizFilterForm(request.GET)
    wanted = form.cleaned_data["q"].strip() if form.is_valid() else ""
    rows = Quiz.objects.offered_to(request.learner).order_by("-published_at", "-pk")
    if wanted:
        rows = rows.filter(title__icontains=wanted)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    mine = Sitting.objects.of(request.learner)
    testing.close_overdue(mine, timezone.now())
    return render(
        request,
        "quizzes/quizzes.html",
        {"page": page, "rows": covers.rows(page.object_list, mine, timezone.now()), "q": wanted},
    )


@login_not_required
@require_http_methods(READ_OR_SEND)
def quiz(request: SiteRequest, pk: int) -> HttpResponse:
    """What a quiz is, before it is begun; sent, it begins."""
    offered = get_object_or_404(
        Quiz.objects.offered_to(request.learner).select_related("disease", "owner"), pk=pk
    )
    now = timezone.now()
    if request.method == "POST":
        learner = tryout.begin(request)
        tryout.bound_draws(request, learner)
        try:
            return _first(request, beginning.begin(offered, learner, at=now))
        except GateError:
            return redirect(offered)
        except NothingToAskError:
            messages.error(request, NOTHING_SET)
            return redirect(offered)
    cover = covers.cover(offered, request.learner, now)
    return render(request, "quizzes/quiz.html", {"cover": cover, "quiz": offered})


def _first(request: SiteRequest | LearnerRequest, begun: Begun) -> HttpResponse:
    """To the first question; a quiz that came out shorter than wished says so there."""
    if begun.missing:
        fit = "one question fits" if begun.asked == 1 else f"{begun.asked} questions fit"
        wanted = "you wanted" if not begun.sitting.quiz.is_set else "it is meant to have"
        what = "what you asked for" if not begun.sitting.quiz.is_set else "this quiz at present"
        messages.info(request, f"Only {fit} {what}; {wanted} {begun.wanted}.")
    if begun.sitting.is_finished:
        return redirect(begun.sitting)
    return redirect("quizzes:question", begun.sitting.pk, 1)
