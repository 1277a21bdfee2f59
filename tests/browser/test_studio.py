"""A vignette from nothing to a learner, in a browser: written, broken, mended by the studio's own
proposals, approved by a second account, taken. By keyboard, and by mouse.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from teaching.accounts.models import User
from teaching.items import loading
from teaching.items.models import Manuscript
from teaching.items.writing import keeping
from tests.browser.test_accessibility import complaints_of
from tests.browser.test_accessibility import only_case as only
from tests.factories import make_instructor, make_user
from tests.quizzes.taking import begin

STORY = {
    "history": [
        (
            "A 44-year-old roofer has had complete T8 paraplegia (AIS A) since a fall four years"
            " ago.",
            ["lesion of the cord or nerves", "cord lesion of lesser severity absent"],
        ),
        ("Neither hip has ever hurt.", ["pain at the site absent, both hips"]),
    ],
    "examination": [("He transfers, sits and dresses without help.", [])],
    "imaging": [
        (
            "Thick plates of bone lie beside both hips, almost mirror images.",
            [
                "bone beside the joint both hips",
                "coarse, massive bone both hips",
                "mirror-image bone both hips",
            ],
        ),
        (
            "The rest of the skeleton and soft tissue is clear.",
            ["normal on the film everywhere else"],
        ),
    ],
}
"""Without a word on the joints, so that a question about the form stays open."""

Press = Callable[[Locator], None]


def by_keyboard(target: Locator) -> None:
    target.focus()
    target.press("Enter")


def by_mouse(target: Locator) -> None:
    target.scroll_into_view_if_needed()
    target.hover()
    target.click()


@pytest.fixture(params=[by_keyboard, by_mouse], ids=["keyboard", "mouse"])
def press(request: pytest.FixtureRequest) -> Press:
    return request.param


def kept(page: Page) -> None:
    """Wait until the page says that all of it is kept."""
    expect(page.locator("#saved")).to_contain_text("Kept", timeout=10_000)


def lines(page: Page, stage: str) -> Locator:
    return page.locator(f"#stage-{stage} .line")


def write(page: Page, press: Press) -> None:
    """The story, line by line, each tagged from what its words suggest."""
    for stage, told in STORY.items():
        for number, (text, tags) in enumerate(told):
            if number:
                lines(page, stage).nth(number - 1).locator("textarea").press("Enter")
                expect(lines(page, stage)).to_have_count(number + 1)
            line = lines(page, stage).nth(number)
            line.locator("textarea").fill(text)
            kept(page)
            for count, tag in enumerate(tags, start=1):
                press(line.locator(".chip.add"))
                picker = page.locator("#picker")
                suggested = picker.get_by_role("button", name=tag, exact=True)
                expect(suggested).to_be_visible()
                press(suggested)
                expect(picker).to_be_hidden()
                expect(line.locator(".chip:not(.add)")).to_have_count(count)


def test_a_vignette_is_written_mended_approved_and_taken(page: Page, live_server, sign_in, press):
    loading.load(only("transfer-board"))
    author, other = make_instructor(), make_instructor()
    sign_in(author)
    page.goto("/studio/")
    press(page.get_by_role("button", name="Write a vignette"))
    page.get_by_label("Title").fill("The lunch box")
    page.get_by_label("The patient is").select_option("he")
    kept(page)
    write(page, press)

    # A question with its options, rationales and facts from the pack; it is open.
    page.get_by_label("Ask a question").select_option("form:periarthritic")
    press(page.get_by_role("button", name="Add the question"))
    proof = page.locator(".proofof")
    expect(proof).to_have_count(1)
    expect(proof).to_contain_text("What would settle it.")
    expect(page.get_by_role("button", name="Send to review")).to_be_disabled()

    # One tap settles it, another fills in what is to be said of each option.
    press(proof.get_by_role("button", name="Add this line"))
    expect(proof).to_contain_text("Proved")
    press(page.get_by_role("button", name="Fill in rationales from the proof"))
    expect(page.locator("#proof-head")).to_contain_text("all of it holds")

    # Broken: a tag goes; undone: it stands again.
    press(page.get_by_role("button", name="Take the tag mirror-image bone away"))
    expect(page.get_by_role("button", name="Take the tag mirror-image bone away")).to_have_count(0)
    press(page.get_by_role("button", name="Undo"))
    expect(page.get_by_role("button", name="Take the tag mirror-image bone away")).to_have_count(1)
    expect(page.locator("#missing-head")).to_have_count(0)
    found = complaints_of(page)
    press(page.get_by_role("button", name="Send to review"))
    expect(page.get_by_text("Sent to review.")).to_be_visible()
    expect(page.get_by_label("Ask a question")).to_be_disabled()

    row = Manuscript.objects.get()
    page.context.clear_cookies()
    sign_in(other)
    page.goto(row.get_absolute_url())
    page.get_by_label("I have read it aloud").check()
    press(page.get_by_role("button", name="Approve and publish"))
    expect(page.get_by_text("Published: learners take it from now on.")).to_be_visible()
    found += complaints_of(page)
    assert found == []

    learner = Client()
    learner.force_login(make_user())
    taker = begin(learner, row.slug)
    taker.finish()
    told = learner.get(taker.row.get_absolute_url()).content.decode()
    assert "bone ends and joint" in told or "intact" in told


@pytest.fixture
def open_page(page: Page, live_server, sign_in) -> Page:
    """A copy of a case, opened by its author."""
    loading.load(only("transfer-board"))
    sign_in(make_instructor())
    page.goto("/studio/")
    page.get_by_label("Begin with").select_option(index=1)
    page.get_by_role("button", name="Write a vignette").click()
    expect(page.locator("#editor")).to_be_visible()
    return page


def test_what_is_typed_while_the_connection_is_gone_is_kept_when_it_is_back(
    open_page: Page, complaints
):
    page = open_page
    page.context.set_offline(True)
    page.locator(".line textarea").first.fill("Typed in a tunnel.")
    expect(page.locator("#saved")).to_contain_text("Not kept: no connection.")
    page.context.set_offline(False)

    expect(page.locator("#saved")).to_contain_text("Kept", timeout=10_000)
    assert next(one.text for _, one in keeping.document(Manuscript.objects.get()).lines) == (
        "Typed in a tunnel."
    )
    complaints.clear()  # the requests that failed


def test_what_never_reached_the_server_is_sent_when_the_page_is_opened_again(
    open_page: Page, complaints
):
    page = open_page
    page.route(
        "**/studio/*/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.locator(".line textarea").first.fill("Typed and then closed.")
    expect(page.locator("#saved")).to_contain_text("Not kept")
    page.unroute("**/studio/*/")
    page.goto("/atlas/")
    page.goto(Manuscript.objects.get().get_absolute_url())

    expect(page.locator(".line textarea").first).to_have_value("Typed and then closed.")
    kept(page)
    row = Manuscript.objects.get()
    assert next(one.text for _, one in keeping.document(row).lines) == "Typed and then closed."
    complaints.clear()


def test_what_another_author_writes_comes_in_while_one_types_on(open_page: Page):
    page, row = open_page, Manuscript.objects.get()
    document = keeping.document(row)
    second = document.stages[0].lines[1]
    theirs = document.model_copy(
        update={
            "stages": (
                document.stages[0].model_copy(
                    update={
                        "lines": (
                            document.stages[0].lines[0],
                            second.model_copy(update={"text": "Their line."}),
                            *document.stages[0].lines[2:],
                        )
                    }
                ),
                *document.stages[1:],
            )
        }
    )
    keeping.keep(row, theirs, base=1, window="", by=make_instructor(), at=row.kept_at)

    first = page.locator(".line textarea").first
    first.click()
    first.press("End")
    first.press_sequentially(" He smokes. He drinks.", delay=60)
    kept(page)

    expect(page.locator(".line textarea").nth(1)).to_have_value("Their line.")
    assert first.input_value().endswith(" He smokes. He drinks.")
    texts = [line.text for _, line in keeping.document(Manuscript.objects.get()).lines]
    assert texts[0].endswith(" He smokes. He drinks.")
    assert texts[1] == "Their line."


def test_a_line_is_moved_by_keys_and_by_dragging_its_number(open_page: Page):
    page = open_page
    page.set_viewport_size({"width": 1360, "height": 1000})
    texts = [one.input_value() for one in page.locator(".line textarea").all()]
    page.locator(".line textarea").nth(1).press("Alt+ArrowUp")
    expect(page.locator(".line textarea").first).to_have_value(texts[1])
    assert page.evaluate("document.activeElement.value") == texts[1]

    page.locator(".line .ln").nth(4).drag_to(page.locator(".line").nth(0))
    kept(page)
    expect(page.locator(".line textarea").first).to_have_value(texts[4])
    row = Manuscript.objects.get()
    assert [line.text for _, line in keeping.document(row).lines][:3] == [
        texts[4],
        texts[1],
        texts[0],
    ]


def test_a_region_is_picked_on_the_figure(open_page: Page):
    page = open_page
    page.locator(".chip.add").first.click()
    page.locator("#picker #q").fill("pain")
    expect(page.locator("#picker [name=finding]")).to_have_count(1)
    page.locator("#picker").get_by_label("pain at the site").check()
    page.locator("#picker [data-at=right-knee]").click()
    page.get_by_label("Is it there?").select_option("absent")
    page.get_by_role("button", name="Add the tag").click()

    expect(page.locator(".line").first.locator(".chips")).to_contain_text(
        "pain at the siteabsent, right knee"
    )


@pytest.mark.parametrize("width", [1360, 390])
def test_it_all_works_without_javascript(browser, live_server, width, db):
    loading.load(only("transfer-board"))
    author = make_instructor()
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    client = Client()
    client.force_login(User.objects.get(pk=author.pk))
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/studio/")
    page.get_by_label("Begin with").select_option(index=1)
    page.get_by_role("button", name="Write a vignette").click()
    page.locator(".line textarea").first.fill("He is well.")
    page.get_by_role("button", name="Keep and check").click()
    page.get_by_role("button", name="Line below line 1", exact=True).click()
    page.get_by_role("link", name="Tag a finding in line 2", exact=True).click()
    page.get_by_label("known cancer").check()
    page.get_by_label("Is it there?").select_option("absent")
    page.get_by_role("button", name="Add the tag").click()

    lines_now = [line for _, line in keeping.document(Manuscript.objects.get()).lines]
    assert (lines_now[0].text, lines_now[1].tags) == ("He is well.", ("not known-cancer",))
    context.close()
