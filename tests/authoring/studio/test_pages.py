"""The studio over HTTP: a manuscript is written, proved beside, reviewed, published and taken."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from teaching.authoring.studio import shelf
from teaching.items.models import Kept, Manuscript, Standing, Vignette
from teaching.items.writing import keeping
from teaching.knowledge.models import Disease
from tests.clinic import clinic
from tests.factories import make_instructor, make_user
from tests.quizzes.taking import begin

__all__ = ["clinic"]

CASE = "transfer-board"


@pytest.fixture
def author(clinic, db):
    return make_instructor()


@pytest.fixture
def writer(author) -> Client:
    client = Client()
    client.force_login(author)
    return client


@pytest.fixture
def other(clinic, db) -> Client:
    client = Client()
    client.force_login(make_instructor())
    return client


@pytest.fixture
def row(author) -> Manuscript:
    """A manuscript that begins as a copy of a written case."""
    case = Vignette.objects.get(slug=CASE, state="published")
    return shelf.begin(author, Disease.objects.get(), str(case.pk), timezone.now())


HIDDEN = re.compile(r'<(?:input|textarea|select|button)[^>]*name="([^"]+)"[^>]*>', re.DOTALL)


def fields(client: Client, row: Manuscript) -> dict[str, list[str]]:
    """The form of a manuscript as a browser would send it, without any button."""
    page = client.get(row.get_absolute_url())
    document = page.context["document"]
    found: dict[str, list[str]] = {
        "base": [str(page.context["revision"])],
        "window": [page.context["window"]],
        "title": [document.title],
        "pronoun": [document.pronoun],
        "difficulty": [document.difficulty],
        "line": [],
        "decision": [],
        "end": ["1"],
    }
    for stage, line in document.lines:
        found["line"].append(f"{stage.stage}:{line.id}")
        found[f"text-{line.id}"] = [line.text]
        found[f"tag-{line.id}"] = list(line.tags)
    for one in document.decisions:
        found["decision"].append(one.id)
        found |= {
            f"lead-{one.id}": [one.lead_in],
            f"after-{one.id}": [one.after],
            f"layer-{one.id}": list(one.layers),
            f"note-{one.id}": [one.note],
            f"key-{one.id}": [one.key],
            f"option-{one.id}": [option.id for option in one.options],
        }
        for option in one.options:
            found |= {
                f"text-{option.id}": [option.text],
                f"why-{option.id}": [option.rationale],
                f"facts-{option.id}": [" ".join(option.facts)],
            }
            if one.basis == "findings":
                found[f"says-{option.id}"] = [", ".join(option.claims)]
    return found


def send(client: Client, row: Manuscript, found: dict[str, list[str]], *, htmx=False, **more):
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(row.get_absolute_url(), {**found, **more}, headers=headers)


def standing(row: Manuscript):
    row.refresh_from_db()
    return keeping.document(row)


def test_the_page_sent_as_it_is_changes_nothing(writer, row):
    before = standing(row)

    send(writer, row, fields(writer, row))

    assert standing(row) == before
    assert row.revision == 1


def test_every_field_of_the_form_is_on_the_page(writer, row):
    page = writer.get(row.get_absolute_url()).content.decode()

    named = set(HIDDEN.findall(page))
    assert {name for name, values in fields(writer, row).items() if values} <= named


def test_a_copy_of_a_case_is_proved_and_ready_beside_its_form(writer, row):
    desk = writer.get(row.get_absolute_url()).context["desk"]

    assert desk.is_ready
    assert (desk.troubles, desk.errors, desk.doubts) == ((), 0, ())
    assert [proof.is_proved for proof in desk.proofs] == [True, True, True]


def test_a_line_taken_away_opens_the_proof_and_one_tap_settles_it(writer, row):
    found = fields(writer, row)
    film = next(
        pk for pk in found["line"] if "resorbed" in "".join(found[f"tag-{pk.partition(':')[2]}"])
    )
    found["line"] = [one for one in found["line"] if one != film]

    beside = send(writer, row, found, htmx=True)
    proof = beside.context["desk"].proofs[1]
    assert not proof.is_proved
    assert "What would settle it." in beside.content.decode()
    assert proof.ways[0].settles_all

    found["base"] = [str(beside.context["revision"])]
    settled = send(writer, row, found, htmx=True, act=f"way:{proof.piece}:0")
    assert settled.context["desk"].proofs[1].is_proved


def test_what_is_kept_as_one_types_comes_back_as_the_part_beside_alone(writer, row):
    found = fields(writer, row)
    first = found["line"][0].partition(":")[2]
    found[f"text-{first}"] = ["He is well."]

    answer = send(writer, row, found, htmx=True)

    assert (
        answer.content.decode().lstrip().startswith('<div class="beside" id="beside" data-base="2"')
    )
    assert "HX-Retarget" not in answer.headers
    assert next(line.text for _, line in standing(row).lines) == "He is well."


def test_a_button_brings_the_whole_page_and_looks_at_what_it_did(writer, row):
    found = fields(writer, row)
    answer = send(writer, row, found, htmx=True, act="add:imaging")

    assert answer.headers["HX-Retarget"] == "#studio"
    assert f'data-look="{standing(row).stages[3].lines[-1].id}"' in answer.content.decode()


def test_without_javascript_a_button_leads_back_to_its_line(writer, row):
    answer = send(writer, row, fields(writer, row), act="add:imaging")

    assert answer["Location"] == f"/studio/{row.pk}/#{standing(row).stages[3].lines[-1].id}"


def test_two_authors_on_one_manuscript_both_find_their_lines(writer, other, row):
    mine, theirs = fields(writer, row), fields(other, row)
    one, two = (place.partition(":")[2] for place in mine["line"][:2])
    theirs[f"text-{two}"] = ["Their second line."]
    send(other, row, theirs, htmx=True)

    mine[f"text-{one}"] = ["My first line."]
    answer = send(writer, row, mine, htmx=True)

    assert answer.headers["HX-Retarget"] == "#studio"
    assert "Somebody else has written in this manuscript meanwhile" in answer.content.decode()
    assert [line.text for _, line in standing(row).lines][:2] == [
        "My first line.",
        "Their second line.",
    ]


def test_the_same_line_of_two_authors_stands_in_both_wordings_until_one_is_chosen(
    writer, other, row
):
    mine, theirs = fields(writer, row), fields(other, row)
    one = mine["line"][0].partition(":")[2]
    theirs[f"text-{one}"] = ["Theirs."]
    send(other, row, theirs)
    mine[f"text-{one}"] = ["Mine."]

    answer = send(writer, row, mine, htmx=True)

    page = answer.content.decode()
    assert "Somebody else wrote" in page
    assert "Two authors changed this line" in page
    line = next(line for _, line in standing(row).lines)
    assert (line.text, line.variants[0].value) == ("Mine.", "Theirs.")

    send(writer, row, fields(writer, row), act=f"choose:{one}:text:0")
    line = next(line for _, line in standing(row).lines)
    assert (line.text, line.variants) == ("Theirs.", ())


def test_undo_takes_back_and_redo_brings_again(writer, row):
    before = standing(row)
    send(writer, row, fields(writer, row), act=f"drop:{before.stages[0].lines[0].id}")
    after = standing(row)

    send(writer, row, fields(writer, row), act="undo")
    assert standing(row) == before
    send(writer, row, fields(writer, row), act="redo")
    assert standing(row) == after


def test_a_page_that_arrived_torn_changes_nothing_and_says_so(writer, row):
    before, found = standing(row), fields(writer, row)
    del found["end"]

    answer = writer.post(row.get_absolute_url(), found, follow=True)

    assert "The page arrived incomplete" in answer.content.decode()
    assert standing(row) == before


def test_too_much_is_said_and_what_was_typed_stands_on_the_page(writer, row):
    before, found = standing(row), fields(writer, row)
    first = found["line"][0].partition(":")[2]
    found[f"text-{first}"] = ["word " * 1000]

    answer = send(writer, row, found, htmx=True)

    page = answer.content.decode()
    assert "That is too much for one manuscript." in page
    assert "word word word" in page
    assert standing(row) == before


HOSTILE = "<img src=x onerror=alert(1) hx-get=/x>\u202e{{ settings }}"


def test_html_in_every_field_is_inert(writer, row):
    found = fields(writer, row)
    for name in found:
        if name.startswith(("text-", "lead-", "why-", "note-", "title")):
            found[name] = [HOSTILE]
    send(writer, row, found)

    page = writer.get(row.get_absolute_url())

    assert "<img src=x" not in page.content.decode()
    assert "&lt;img src=x" in page.content.decode()
    assert "right-to-left override" in page.content.decode()


def test_signs_that_nobody_sees_are_taken_out_by_one_tap(writer, row):
    found = fields(writer, row)
    first = found["line"][0].partition(":")[2]
    found[f"text-{first}"] = ["The hip\u200b hurts."]
    send(writer, row, found)

    send(writer, row, fields(writer, row), act="plain")

    assert next(line.text for _, line in standing(row).lines) == "The hip hurts."


def test_a_pasted_text_is_split_into_lines(writer, row):
    found = fields(writer, row)
    first = found["line"][0].partition(":")[2]
    found[f"text-{first}"] = ["One.\r\n\r\nTwo.\u00a0Still two.\u2028Three."]

    send(writer, row, found, act=f"split:{first}")

    assert [line.text for line in standing(row).stages[0].lines][:3] == [
        "One.",
        "Two. Still two.",
        "Three.",
    ]


# ---- what changed --------------------------------------------------------------------------------
def test_the_changes_of_others_are_shown_first(writer, other, row):
    theirs = fields(other, row)
    second = theirs["line"][1].partition(":")[2]
    theirs[f"text-{second}"] = ["Their second line."]
    send(other, row, theirs)

    page = writer.get(f"/studio/{row.pk}/changes/")

    (one,) = page.context["differences"]
    assert (one.change, one.piece) == ("reworded", second)
    assert "<ins>Their" in page.content.decode()
    assert writer.get(f"/studio/{row.pk}/changes/?from=2&to=2").context["differences"] == ()


@pytest.mark.parametrize("query", ["from=x&to=-1", "from=0&to=99999999999", "from=7&to=1"])
def test_revisions_that_are_not_kept_are_taken_for_the_usual_ones(writer, row, query):
    assert writer.get(f"/studio/{row.pk}/changes/?{query}").status_code == 200


# ---- tags ----------------------------------------------------------------------------------------
def test_a_tag_is_suggested_from_the_words_and_put_on_by_one_tap(writer, row):
    line = next(line for _, line in standing(row).lines if "nothing hurt" in line.text)
    url = f"/studio/{row.pk}/lines/{line.id}/tag/"
    send(writer, row, fields(writer, row), act=f"untag:{line.id}:{line.tags[1]}")

    suggested = [chip.tag for chip in writer.get(url).context["suggested"]]
    assert "not painful at left-hip" in suggested

    answer = writer.post(url, {"tag": "not painful at left-hip"})
    assert answer["Location"] == f"/studio/{row.pk}/#{line.id}"
    again = next(one for _, one in standing(row).lines if one.id == line.id)
    assert "not painful at left-hip" in again.tags


def test_findings_are_found_by_a_word(writer, row):
    line = next(line for _, line in standing(row).lines)

    groups = writer.get(f"/studio/{row.pk}/lines/{line.id}/tag/?q=pain").context["groups"]

    assert "painful" in [one.slug for group in groups for one in group.findings]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose a finding."),
        ({"finding": "nonsense"}, "Choose a finding."),
        ({"finding": "painful"}, "is stated at a region; say where."),
        ({"finding": "swollen-limb", "at": "left-hip"}, "is stated of the whole patient."),
        ({"finding": "first-bone", "at": "left-hip"}, "is a quantity; say how much."),
        ({"finding": "painful", "at": "left-hip", "low": "3"}, "has no value."),
        (
            {"finding": "first-bone", "at": "left-hip", "low": "5", "high": "4"},
            "ends before it begins",
        ),
    ],
)
def test_a_tag_that_says_nothing_is_refused_beside_its_field(writer, row, sent, says):
    line = next(line for _, line in standing(row).lines)

    page = writer.post(f"/studio/{row.pk}/lines/{line.id}/tag/", sent)

    assert says in page.content.decode()
    assert row.kept.count() == 1


@pytest.mark.parametrize(
    ("sent", "tag"),
    [
        ({"finding": "painful", "at": "left-hip", "present": "1"}, "painful at left-hip"),
        ({"finding": "painful", "at": "both-hip", "present": ""}, "not painful at both-hip"),
        ({"finding": "first-bone", "at": "left-hip", "low": "4"}, "first-bone at left-hip = 4"),
        (
            {"finding": "first-bone", "at": "left-hip", "low": "4", "high": "6"},
            "first-bone at left-hip = 4..6",
        ),
    ],
)
def test_a_tag_is_made_of_finding_place_and_value(writer, row, sent, tag):
    line = standing(row).stages[1].lines[0]

    writer.post(f"/studio/{row.pk}/lines/{line.id}/tag/", sent)

    assert tag in standing(row).stages[1].lines[0].tags


# ---- questions -----------------------------------------------------------------------------------
def test_a_question_is_proposed_with_its_options_rationales_and_facts(writer, row):
    send(writer, row, fields(writer, row), act="ask", asked="form:osteoarthropathic")

    new = standing(row).decisions[-1]
    key = next(one for one in new.options if one.id == new.key)
    assert key.claims == ("osteoarthropathic",)
    assert len(new.options) == 4
    assert all(one.rationale and one.facts for one in new.options)


def test_a_question_without_a_key_begins_with_the_words_of_its_axis(writer, row):
    send(writer, row, fields(writer, row), act="ask", asked="plan")

    new = standing(row).decisions[-1]
    assert new.lead_in
    assert (new.key, [one.text for one in new.options]) == ("", ["", "", "", ""])


def test_rationales_are_filled_in_where_there_are_none(writer, row):
    asked = standing(row).decisions[1]
    found = fields(writer, row)
    for one in asked.options[:2]:
        found |= {f"why-{one.id}": [""], f"facts-{one.id}": [""]}

    send(writer, row, found, act=f"reason:{asked.id}")

    filled = standing(row).decisions[1].options
    assert all(one.rationale and one.facts for one in filled)
    assert filled[2] == asked.options[2]


# ---- review --------------------------------------------------------------------------------------
def stand(client: Client, row: Manuscript, to: str, **more: str) -> str:
    """Press a button of the review; what the page says then."""
    page = client.post(f"/studio/{row.pk}/stand/", {"to": to, **more}, follow=True)
    row.refresh_from_db()
    return page.content.decode()


def test_a_manuscript_is_sent_approved_by_another_and_taken_by_a_learner(
    writer, other, row, clinic
):
    assert "Sent to review." in stand(writer, row, "review")
    assert row.standing == Standing.IN_REVIEW
    assert "Somebody else approves what you wrote or sent." in stand(
        writer, row, "publish", read_aloud="1"
    )
    assert row.standing == Standing.IN_REVIEW
    assert "Read it aloud first" in stand(other, row, "publish")
    assert "Published" in stand(other, row, "publish", read_aloud="1")

    assert (row.standing, row.vignette.origin) == (Standing.PUBLISHED, "studio")
    learner = Client()
    learner.force_login(make_user())
    assert row.title in learner.get("/cases/").content.decode()
    taker = begin(learner, row.slug)
    taker.finish()
    assert learner.get(taker.row.get_absolute_url()).status_code == 200


def test_what_does_not_hold_is_not_sent(writer, row):
    send(writer, row, fields(writer, row), act=f"drop-option:{standing(row).decisions[1].key}")

    assert "Not yet:" in stand(writer, row, "review")
    assert row.standing == Standing.DRAFT


def test_in_review_nothing_is_changed_and_what_was_typed_stands_on_the_page(writer, row):
    found = fields(writer, row)
    stand(writer, row, "review")
    found["title"] = ["Another title"]

    page = send(writer, row, found, htmx=True).content.decode()

    assert "This manuscript is in review and takes no changes now." in page
    assert "Another title" in page
    assert standing(row).title != "Another title"


def test_it_is_given_back_with_a_word_on_why(writer, other, row):
    stand(writer, row, "review")

    stand(other, row, "draft", why="The second line says too much.")

    assert row.standing == Standing.DRAFT
    assert "The second line says too much." in writer.get(row.get_absolute_url()).content.decode()


def test_the_only_instructor_approves_their_own_work_where_the_site_says_so(writer, row, settings):
    settings.ONE_INSTRUCTOR = True
    stand(writer, row, "review")

    assert "Published" in stand(writer, row, "publish", read_aloud="1")


def test_what_is_written_on_becomes_the_next_revision(writer, other, row):
    stand(writer, row, "review")
    stand(other, row, "publish", read_aloud="1")
    first = row.vignette
    stand(writer, row, "open")
    found = fields(writer, row)
    found["title"] = ["The other board"]
    send(writer, row, found)
    assert Vignette.objects.get(pk=first.pk).state == "published"

    stand(writer, row, "review")
    stand(other, row, "publish", read_aloud="1")

    assert (row.vignette.revision, row.vignette.title) == (2, "The other board")
    assert Vignette.objects.get(pk=first.pk).state == "retired"


def test_a_retired_case_is_offered_no_longer(writer, other, row, client):
    stand(writer, row, "review")
    stand(other, row, "publish", read_aloud="1")

    stand(other, row, "retire")

    assert row.standing == Standing.RETIRED
    assert client.get(row.vignette.get_absolute_url()).status_code == 404


def test_a_line_is_commented_on_and_the_comment_resolved(writer, other, row):
    line = standing(row).stages[0].lines[0]
    other.post(f"/studio/{row.pk}/comments/", {"piece": line.id, "text": "Which level?"})
    said = row.comments.get()
    page = writer.get(row.get_absolute_url())
    assert (said.quote, page.context["open_comments"]) == (line.text, 1)

    writer.post(f"/studio/{row.pk}/comments/{said.pk}/", {"is_resolved": "1"})

    assert writer.get(row.get_absolute_url()).context["open_comments"] == 0


@pytest.mark.parametrize(
    ("text", "says"), [("", "The comment has no words"), ("x" * 2001, "at most 2,000 characters")]
)
def test_a_comment_that_cannot_be_kept_says_why(writer, row, text, says):
    page = writer.post(f"/studio/{row.pk}/comments/", {"text": text}, follow=True)

    assert says in page.content.decode()
    assert not row.comments.exists()


def test_mail_tells_the_others_and_then_the_author(
    writer, other, author, row, mailoutbox, settings
):
    settings.SITE_URL = "https://clinic.example.org"
    from allauth.account.models import EmailAddress

    from teaching.accounts.models import User

    for one in User.objects.filter(role="instructor"):
        EmailAddress.objects.create(user=one, email=one.email, primary=True, verified=True)
    mailoutbox.clear()

    stand(writer, row, "review")
    assert author.email not in [to for mail in mailoutbox for to in mail.to]
    assert mailoutbox
    assert f"https://clinic.example.org/studio/{row.pk}/" in mailoutbox[0].body
    mailoutbox.clear()
    stand(other, row, "publish", read_aloud="1")

    assert [mail.to for mail in mailoutbox] == [[author.email]]


# ---- the list, and drawing -----------------------------------------------------------------------
def test_the_list_is_narrowed(writer, other, row):
    mine = writer.get("/studio/?by=mine").context["page"].object_list
    theirs = other.get("/studio/?by=mine").context["page"].object_list
    found = other.get("/studio/?q=TRANSFER").context["page"].object_list

    assert (list(mine), list(theirs), list(found)) == ([row], [], [row])
    assert list(other.get("/studio/?standing=published").context["page"].object_list) == []
    assert "No manuscript fits." in other.get("/studio/?q=nowhere").content.decode()


def test_a_manuscript_is_deleted_after_asking_and_put_back(writer, row):
    assert "Delete this manuscript?" in writer.get(f"/studio/{row.pk}/delete/").content.decode()
    page = writer.post(f"/studio/{row.pk}/delete/", follow=True)
    assert "Put it back" in page.content.decode()
    assert writer.get(row.get_absolute_url()).status_code == 404

    writer.post(f"/studio/{row.pk}/restore/")

    assert writer.get(row.get_absolute_url()).status_code == 200


def test_an_empty_page_begins_with_the_stages_of_the_pack(writer):
    url = writer.post("/studio/new/", {"case": ""})["Location"]
    page = writer.get(url)

    assert [stage.slug for stage in page.context["page"].stages][:2] == ["history", "examination"]
    assert not page.context["desk"].is_ready
    assert "Nothing is asked yet." in page.content.decode()


@pytest.mark.parametrize("case", ["x", "999999", "1" * 30])
def test_a_case_that_is_none_begins_an_empty_page(writer, case):
    url = writer.post("/studio/new/", {"case": case})["Location"]

    assert writer.get(url).context["document"].title == ""


def test_a_drawn_case_is_kept_and_opens_as_a_manuscript_that_is_ready(writer):
    query = "what=case&key=periarthritic&difficulty=medium&count=2"
    found = writer.get(f"/studio/draw/?{query}").context["found"]
    assert [one.vignette.difficulty for one in found] == ["medium", "medium"]

    sent = {"what": "case", "key": "periarthritic", "difficulty": "medium", "count": "2"}
    url = writer.post("/studio/draw/", {**sent, "seed": found[1].seed, "place": found[1].place})
    page = writer.get(url["Location"])

    assert page.context["document"].title == found[1].vignette.title
    assert page.context["desk"].is_ready


def test_a_question_of_an_item_model_is_drawn_for_a_key(writer):
    page = writer.get("/studio/draw/?what=form-from-case&key=mixed&count=1")

    (one,) = page.context["found"]
    assert one.key == "Mixed"


@pytest.mark.parametrize(
    "query", ["count=0", "count=99", "count=1&key=nonsense", "what=nonsense&count=1"]
)
def test_what_cannot_be_drawn_is_said_beside_its_field(writer, query):
    page = writer.get(f"/studio/draw/?{query}")

    assert page.context["found"] == ()
    assert "Nothing was drawn." in page.content.decode()


@pytest.mark.parametrize("lines", [1, 40])
def test_what_keeping_costs_hangs_on_nothing(writer, row, lines, django_assert_num_queries):
    for _ in range(lines):
        send(writer, row, fields(writer, row), act="add:course")
    found = fields(writer, row)
    found["title"] = ["Another title"]
    writer.get(row.get_absolute_url())

    with django_assert_num_queries(8):
        send(writer, row, found, htmx=True)
    assert Kept.objects.filter(manuscript=row).count() == lines + 2
