"""The what-if page of the atlas, on the demo pack."""

import re
from html import unescape

import pytest

from tests.quizzes.taking import begin

HTMX = {"HX-Request": "true"}


def follows(page: str) -> dict[str, str]:
    """Each concept with how it stands."""
    found = re.findall(r"<b>([^<]+)</b> <span class=\"quiet\">(established|ruled out|open)", page)
    return {unescape(name): state for name, state in found}


def test_the_debrief_leads_to_the_case_as_a_hypothesis(visitor):
    taker = begin(visitor, "loaded-trolley")
    taker.finish()
    url = unescape(
        re.findall(
            r'href="(/atlas/what-if/\?[^"]+)"',
            visitor.get(taker.row.get_absolute_url()).content.decode(),
        )[0]
    )

    page = visitor.get(url).content.decode()

    assert (follows(page)["Mixed"], follows(page)["Periarthritic"]) == ("established", "ruled out")
    assert "is no finding of this atlas" not in page


def test_a_link_turns_a_finding_round(visitor):
    page = visitor.get("/atlas/what-if/", {"s": ["painful at left-hip"]}).content.decode()
    link = unescape(re.findall(r'id="turn-1" href="([^"]+)"', page)[0])

    assert link == "/atlas/what-if/?s=not+painful+at+left-hip"
    assert "is there" in visitor.get(link).content.decode()


def test_htmx_gets_the_fragment_alone(visitor):
    page = visitor.get("/atlas/what-if/?s=painful+at+left-hip", headers=HTMX).content.decode()

    assert page.lstrip().startswith('<div id="what-if"')


def test_a_finding_given_by_the_form_joins_the_address(visitor):
    response = visitor.get(
        "/atlas/what-if/",
        {"s": ["painful at left-hip"], "finding": "beside", "at": "left-hip", "says": "absent"},
    )

    assert response["Location"] == (
        "/atlas/what-if/?s=painful+at+left-hip&s=not+beside+at+left-hip"
    )


def test_a_time_is_given_with_its_first_and_last_week(visitor):
    given = {"finding": "first-bone", "at": "left-hip", "says": "present", "low": "4", "high": "6"}

    response = visitor.get("/atlas/what-if/", given)

    assert response["Location"] == "/atlas/what-if/?s=first-bone+at+left-hip+%3D+4..6"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"finding": ""}, "Choose a finding."),
        ({"finding": "painful"}, "Say where: this finding has a place."),
        ({"finding": "cord-lesion", "at": "left-hip"}, "This finding is of the whole patient."),
        ({"finding": "first-bone", "at": "left-hip"}, "Give a number of weeks"),
        ({"finding": "painful", "at": "left-hip", "low": "3"}, "This finding takes no number."),
        (
            {"finding": "first-bone", "at": "left-hip", "low": "9", "high": "3"},
            "The last comes before the first.",
        ),
        ({"finding": "resorbed", "at": "left-thigh"}, "This finding is not seen there."),
        ({"finding": "nonsense"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_a_finding_stands_beside_its_field(visitor, given, says):
    response = visitor.get("/atlas/what-if/", {"says": "present", "at": "", **given})

    assert response.status_code == 200
    assert says in response.content.decode()


@pytest.mark.parametrize("text", ["<script>", "'", "painful at nowhere", "\N{SNOWMAN}" * 400])
def test_what_cannot_be_read_is_said_and_left_out(visitor, text):
    page = visitor.get("/atlas/what-if/", {"s": [text, "painful at left-hip"]}).content.decode()

    assert page.count("is no finding of this atlas") == 1
    assert "<script>" not in page.replace("<script type", "")
    assert 'id="turn-1"' in page


def test_findings_that_exclude_each_other_are_named(visitor):
    page = visitor.get(
        "/atlas/what-if/", {"s": ["beside at left-hip", "normal at left-hip"]}
    ).content.decode()

    assert "These exclude each other:" in page
    assert follows(page) == {}


def test_a_toggle_costs_one_query(visitor, django_assert_num_queries):
    url = "/atlas/what-if/?s=painful+at+left-hip"
    visitor.get(url)

    with django_assert_num_queries(1):
        visitor.get(url, headers=HTMX)
