"""No page breaks a rule of axe, by day or by night; every address of the site is walked."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from django.utils import timezone
from playwright.sync_api import Page

from teaching.authoring.studio import shelf
from teaching.items import bank, loading
from teaching.items.generators.registry import model_of
from teaching.items.models import Option, Vignette
from teaching.items.writing import keeping, reviewing
from teaching.knowledge.models import Disease, Fact
from teaching.knowledge.reading import read
from teaching.knowledge.schema import Pack
from teaching.quizzes import beginning
from teaching.quizzes.models import Quiz
from tests.browser.taking import come_to_the_decision, press
from tests.factories import make_instructor, make_user, make_warned
from tests.knowledge.shelf import make_disease

PACK = Path(__file__).resolve().parents[2] / "fixtures" / "nho"
CASE = "transfer-board"

OPEN = {
    "quizzes:home": "/",
    "quizzes:how": "/how-it-works/",
    "quizzes:cases": "/cases/",
    "quizzes:practise": "/practise/",
    "quizzes:quizzes": "/quizzes/",
    "atlas:forms": "/atlas/",
    "atlas:timeline": "/atlas/timeline/",
    "atlas:mimics": "/atlas/mimics/",
    "atlas:management": "/atlas/management/",
    "atlas:what-if": "/atlas/what-if/?s=nonsense",
    "atlas:facts": "/atlas/facts/?layer=article",
    "atlas:fact": "/atlas/facts/F-1/",
    "atlas:disputes": "/atlas/disputes/",
    "atlas:glossary": "/atlas/glossary/",
    "atlas:sources": "/atlas/sources/",
    "atlas:search": "/atlas/search/?q=e",
    "account_login": "/accounts/login/",
    "account_signup": "/accounts/signup/",
    "account_inactive": "/accounts/inactive/",
    "account_reset_password": "/accounts/password/reset/",
    "account_reset_password_done": "/accounts/password/reset/done/",
    "account_reset_password_from_key": "/accounts/password/reset/key/1-no/",
    "account_reset_password_from_key_done": "/accounts/password/reset/key/done/",
    "account_confirm_email": "/accounts/confirm-email/no/",
    "account_email_verification_sent": "/accounts/confirm-email/",
}
OWN = {
    "progress:today": "/today/",
    "progress:progress": "/progress/",
    "progress:history": "/progress/history/",
    "progress:kept": "/progress/kept/?show=notes",
    "progress:wishes": "/progress/wishes/",
    "progress:reminders": "/progress/reminders/",
    "account_logout": "/accounts/logout/",
    "account_email": "/accounts/email/",
    "account_change_password": "/accounts/password/change/",
    "account_set_password": "/accounts/password/set/",
    "account_reauthenticate": "/accounts/reauthenticate/",
    "exchange:data": "/data/",
}
IN_THE_BANK = {
    "authoring:bank": "/bank/?q=a&lint=any&difficulty=hard",
    "authoring:models": "/bank/models/",
    "authoring:approve": "/bank/models/form-from-case/approve/",
    "authoring:likeness": "/bank/models/onset-from-case/likeness/",
    "authoring:question": "/bank/{question}/",
    "authoring:fact": "/bank/facts/{fact}/",
    "authoring:reports": "/bank/reports/?state=all",
}
SETTING = {
    "teach:quizzes": "/teach/quizzes/?q=a",
    "teach:new": "/teach/quizzes/new/",
    "teach:quiz": "/teach/quizzes/{quiz}/",
    "teach:edit": "/teach/quizzes/{draft}/edit/",
    "teach:publish": "/teach/quizzes/{draft}/publish/",
    "teach:delete": "/teach/quizzes/{draft}/delete/",
    "teach:release": "/teach/quizzes/{quiz}/release/",
    "teach:results": "/teach/quizzes/{quiz}/results/",
    "teach:questions": "/teach/quizzes/{quiz}/questions/",
    "teach:time": "/teach/quizzes/{quiz}/time/",
    "quizzes:quiz": "/quizzes/{quiz}/",
}
IN_THE_STUDIO = {
    "studio:manuscripts": "/studio/",
    "studio:draw": "/studio/draw/?count=2",
    "studio:manuscript": "/studio/{manuscript}/",
    "studio:tag": "/studio/{manuscript}/lines/{line}/tag/",
    "studio:changes": "/studio/{manuscript}/changes/",
    "studio:delete": "/studio/{manuscript}/delete/",
}
IN_A_CASE = {"quizzes:case", "quizzes:attempt", "quizzes:debrief", "quizzes:debrief-of"}
IN_A_QUIZ = {"quizzes:question", "quizzes:sitting"}
FROM_THE_BANK = {"teach:put"}
FROM_A_MAIL = {"progress:stop"}
GOING = {"leaving:account", "leaving:keep", "leaving:tryout"}
"""Walked in test_leaving.py."""
NO_PAGE = {
    "appearance",
    "account_confirm_login_code",
    "exchange:csv",
    "exchange:json",
    "authoring:answer",
    "authoring:move",
    "authoring:reopen",
    "authoring:undo",
    "authoring:withdraw",
    "progress:calendar",
    "progress:feed",
    "studio:comment",
    "studio:new",
    "studio:resolve",
    "studio:restore",
    "studio:stand",
    "progress:fit",
    "progress:plan",
    "progress:start",
    "quizzes:again",
    "quizzes:begin",
    "quizzes:bookmark",
    "quizzes:commit",
    "quizzes:commit-question",
    "quizzes:contrast",
    "quizzes:finish",
    "quizzes:flag",
    "quizzes:new-patient",
    "quizzes:note",
    "quizzes:read-on",
    "quizzes:save",
    "quizzes:report",
    "quizzes:report-case",
    "quizzes:twin",
    "teach:copy",
    "teach:offer",
    "teach:spreadsheet",
    "teach:withdraw",
}
"""Addresses that answer with a redirect only."""


def names(patterns: list, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from names(entry.url_patterns, inner)
        else:
            yield ":".join((*spaces, entry.name or ""))


@cache
def only_case(slug: str) -> Pack:
    """The demo pack with one of its cases."""
    pack = read(PACK).pack
    assert pack is not None
    wanted = tuple(one for one in pack.vignettes if one.slug == slug)
    return pack.model_copy(update={"vignettes": wanted})


def complaints_of(page: Page) -> list[str]:
    """What axe finds on the page, by day and by night."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        found += [
            f"{page.url} ({scheme}): {one['id']} at {node['target']}: {node['failureSummary']}"
            for one in results.response["violations"]
            for node in one["nodes"]
        ]
    return found


def test_every_address_is_walked_or_answers_no_page():
    listed = OPEN.keys() | OWN.keys() | IN_THE_BANK.keys() | SETTING.keys()
    listed |= IN_THE_STUDIO.keys()
    known = listed | IN_A_CASE | IN_A_QUIZ | FROM_THE_BANK | FROM_A_MAIL | GOING | NO_PAGE
    own = {name for name in names(get_resolver().url_patterns) if not name.startswith("admin:")}

    assert own - known == set()
    assert known - own == set()


@pytest.mark.parametrize("address", OPEN.values(), ids=OPEN.keys())
def test_a_page_for_everyone_breaks_no_rule(page: Page, live_server, address):
    make_disease(3)
    page.goto(address)

    assert complaints_of(page) == []


@pytest.mark.parametrize("address", OWN.values(), ids=OWN.keys())
def test_a_page_of_ones_own_breaks_no_rule(page: Page, live_server, sign_in, address):
    make_disease(3)
    sign_in(make_user())
    page.goto(address)

    assert complaints_of(page) == []


@pytest.mark.parametrize("address", IN_THE_BANK.values(), ids=IN_THE_BANK.keys())
@pytest.mark.parametrize("width", [1360, 360])
def test_a_page_of_the_bank_breaks_no_rule(page: Page, live_server, sign_in, address, width):
    disease = loading.load(only_case(CASE)).receipt.disease
    bank.fill(disease, model_of("onset-from-case"), 6)
    warned = make_warned(disease, model_of("onset-from-case"))
    fact = Fact.objects.filter(backings__rationales__option__item__vignette=warned)[0]
    sign_in(make_instructor())
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address.format(question=warned.pk, fact=fact.code))
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")

    assert complaints_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("address", IN_THE_STUDIO.values(), ids=IN_THE_STUDIO.keys())
@pytest.mark.parametrize("width", [1360, 360])
def test_a_page_of_the_studio_breaks_no_rule(page: Page, live_server, sign_in, address, width):
    disease = loading.load(only_case(CASE)).receipt.disease
    author = make_instructor()
    case = Vignette.objects.get(slug=CASE)
    row = shelf.begin(author, disease, str(case.pk), timezone.now())
    written = keeping.document(row)
    # One tag gone, so that something is open; one word too many; one comment.
    lines = list(written.stages[2].lines) or list(written.stages[3].lines)
    line = next(line for _, line in written.lines)
    opened = written.model_copy(
        update={
            "stages": tuple(
                stage.model_copy(update={"lines": stage.lines[:-1]})
                if lines and stage.lines[-1:] == tuple(lines[-1:])
                else stage
                for stage in written.stages
            )
        }
    )
    keeping.keep(row, opened, base=1, window="", by=author, at=timezone.now())
    reviewing.say(row, "Why here?", by=author, at=timezone.now(), piece=line.id, quote="Other.")
    sign_in(author)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address.format(manuscript=row.pk, line=line.id))
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")

    assert complaints_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def set_for_learners(disease: Disease) -> dict[str, int]:
    """A published test that somebody is sitting, and a draft with a list."""
    owner, learner = make_instructor(), make_user()
    common = {"disease": disease, "owner": owner, "is_set": True, "created_at": timezone.now()}
    draft = Quiz.objects.create(title="A draft", **common)
    for position, row in enumerate(Vignette.objects.bank(disease)):
        draft.listed.create(position=position, slug=row.slug)
    quiz = Quiz.objects.create(
        title="A test",
        about="Sit it alone.",
        mode="test",
        marking="certainty",
        minutes=20,
        pass_mark=60,
        release="by-hand",
        published_at=timezone.now(),
        **common,
    )
    quiz.lines.create(position=0, count=9, axis="onset")
    quiz.allowances.create(learner=learner, minutes=10)
    sitting = beginning.begin(quiz, learner, timezone.now()).sitting
    first = sitting.questions.all()[0]
    option = Option.objects.filter(item__vignette=first.vignette_id)[0]
    sitting.questions.filter(pk=first.pk).update(option=option, saved_at=timezone.now())
    return {"quiz": quiz.pk, "draft": draft.pk}


@pytest.mark.parametrize("address", SETTING.values(), ids=SETTING.keys())
@pytest.mark.parametrize("width", [1360, 360])
def test_a_page_for_setting_quizzes_breaks_no_rule(
    page: Page, live_server, sign_in, address, width
):
    disease = loading.load(only_case(CASE)).receipt.disease
    bank.fill(disease, model_of("onset-from-case"), 3)
    bank.approve(disease, model_of("onset-from-case"), None)
    numbers = set_for_learners(disease)
    sign_in(make_instructor())
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address.format(**numbers))
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")

    assert complaints_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_mistakes_in_a_draft_and_the_way_from_the_bank_break_no_rule(
    page: Page, live_server, sign_in
):
    disease = loading.load(only_case(CASE)).receipt.disease
    bank.fill(disease, model_of("onset-from-case"), 3)
    sign_in(make_instructor())
    page.goto("/teach/quizzes/new/")
    page.get_by_label("Test", exact=True).check()
    page.get_by_label("Minutes").fill("0")
    page.locator("summary").nth(1).click()
    page.get_by_role("button", name="Save the draft").click()
    found = complaints_of(page)
    assert page.get_by_text("Give it a title; learners see it.").is_visible()

    page.goto("/bank/")
    page.locator(".tick input").first.check()
    page.get_by_role("button", name="Put into a quiz").click()
    page.get_by_role("button", name="Put them there").click()
    found += complaints_of(page)
    page.get_by_label("Its title, if it is new").fill("From the bank")
    page.get_by_role("button", name="Put them there").click()
    page.wait_for_url("**/edit/#list")

    assert page.get_by_text("1 question added.").is_visible()
    assert found == []


def test_a_page_that_is_not_there_breaks_no_rule(page: Page, live_server, complaints):
    page.goto("/no-such-page/")

    assert page.get_by_role("heading", level=1).inner_text() == "There is no such page"
    assert complaints_of(page) == []
    complaints.clear()  # the 404 itself


def test_an_opened_menu_on_a_phone_breaks_no_rule(page: Page, live_server):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/atlas/")
    page.get_by_text("Menu", exact=True).click()

    assert page.get_by_role("link", name="Atlas", exact=True).is_visible()
    assert complaints_of(page) == []


def test_a_case_breaks_no_rule_from_its_cover_to_its_debrief(page: Page, live_server):
    loading.load(only_case(CASE))
    page.goto("/cases/")
    page.get_by_role("link", name="The transfer board").click()
    found = complaints_of(page)

    page.get_by_role("button", name="Begin").click()
    page.locator("#decision").wait_for()
    found += complaints_of(page)  # nothing to decide yet
    come_to_the_decision(page)
    while page.locator(".options").count():
        page.locator(".options .txt").first.click()
        page.locator(".option:last-child .strike").click()
        found += complaints_of(page)
        press(page, "Certain")
        come_to_the_decision(page)
    page.wait_for_selector(".verdict")
    found += complaints_of(page)

    assert found == []


@pytest.mark.parametrize("width", [1360, 360])
def test_a_quiz_breaks_no_rule_from_its_choice_to_its_results(page: Page, live_server, width):
    disease = loading.load(only_case(CASE)).receipt.disease
    for slug in ("onset-from-case", "term-to-meaning"):
        bank.fill(disease, model_of(slug), 4)
        bank.approve(disease, model_of(slug), None)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/practise/")
    found = complaints_of(page)

    page.get_by_label("How many").select_option("5")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/1/")
    page.get_by_role("button", name="Flag this question").click()
    for number in range(1, 6):
        page.locator(".options .txt").first.click()
        found += complaints_of(page)
        page.get_by_role("button", name="Certain").click()
        page.wait_for_selector(".verdict")
        found += complaints_of(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        if number == 4:
            page.get_by_role("link", name="Practice: All topics", exact=True).click()
            found += complaints_of(page)
            page.go_back()
        page.get_by_role("link", name="Next question" if number < 5 else "results").first.click()
    found += complaints_of(page)

    assert page.get_by_text("of 5 right").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert found == []


def test_axe_would_find_a_fault(page: Page, live_server):
    page.goto("/atlas/")
    page.evaluate("document.querySelector('#main').innerHTML = '<img src=\"/static/favicon.svg\">'")

    assert any("image-alt" in fault for fault in complaints_of(page))
