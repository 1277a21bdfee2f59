"""From the item bank into a quiz: what was ticked goes to the end of the list of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from teaching.accounts.http import InstructorRequest
from teaching.authoring import moving
from teaching.authoring.forms import MeantForm
from teaching.authoring.setting import drafts, ordering
from teaching.authoring.setting.forms import IntoForm
from teaching.authoring.setting.views import READ_OR_SEND
from teaching.knowledge.atlas import book as books
from teaching.knowledge.models import Disease
from teaching.quizzes.models import Quiz

TOO_MANY = f"A list has at most {ordering.AT_MOST} questions. Nothing was done."
SAID: dict[type[Exception], str] = {
    drafts.TooManyError: TOO_MANY,
    drafts.NoDraftError: "That quiz was published or changed meanwhile. Nothing was done.",
}


@require_http_methods(READ_OR_SEND)
def put(request: InstructorRequest) -> HttpResponse:
    """Ask into which draft, and on the second POST put them there."""
    disease = books.disease()
    if request.method != "POST":
        return redirect("authoring:bank")
    if disease is None:
        raise Http404
    form = MeantForm(request.POST)
    back = moving.back_to(request.POST.get("back", ""))
    try:
        slugs = _slugs(disease, form)
    except moving.NotMeant as problem:
        messages.error(request, str(problem))
        return HttpResponseRedirect(back)
    into = IntoForm(request.POST if "sure" in request.POST else None, _open_to(request, disease))
    if into.is_valid():
        quiz = _chosen(request, into, disease)
        try:
            added = drafts.put(quiz, slugs)
        except (drafts.NoDraftError, drafts.TooManyError) as problem:
            messages.error(request, SAID[type(problem)])
            return HttpResponseRedirect(back)
        messages.success(request, _said(added, len(slugs)))
        return HttpResponseRedirect(f"{reverse('teach:edit', args=[quiz.pk])}#list")
    which = form.cleaned_data["which"]
    context = {
        "form": form,
        "into": into,
        "which": which,
        "pks": () if which == "all" else form.cleaned_data[which],
        "back": back,
        "heading": f"Put {_questions(len(slugs))} into a quiz",
    }
    return render(request, "authoring/setting/put.html", context)


def _slugs(disease: Disease, form: MeantForm) -> list[str]:
    """The questions that are meant, the newest first as in the bank. Raises moving.NotMeant."""
    rows = moving.meant(disease, form).order_by("-pk").values_list("slug", flat=True)
    slugs = ordering.joined((), list(rows[: 2 * ordering.AT_MOST]))
    if len(slugs) > ordering.AT_MOST:
        raise moving.NotMeant(TOO_MANY)
    return slugs


def _open_to(request: InstructorRequest, disease: Disease) -> list[Quiz]:
    """The drafts that have a list, or nothing yet: the newest hundred."""
    held = Quiz.objects.set_by(request.user)
    return list(held.filter(disease=disease, published_at=None, lines=None)[:100])


def _chosen(request: InstructorRequest, into: IntoForm, disease: Disease) -> Quiz:
    chosen, title = into.cleaned_data["quiz"], into.cleaned_data["title"]
    if chosen:
        return get_object_or_404(Quiz.objects.set_by(request.user), pk=int(chosen))
    return Quiz.objects.create(
        disease=disease, owner=request.user, title=title, is_set=True, created_at=timezone.now()
    )


def _said(added: int, of: int) -> str:
    if added == of:
        return f"{_questions(added)} added."
    return f"{_questions(added)} added; {of - added} stood in the list already."


def _questions(count: int) -> str:
    return f"{count} question{'' if count == 1 else 's'}"
