import re
from html import unescape

import pytest
from django.test import Client

from teaching.items.proving import Script
from teaching.knowledge.statements import Claim
from tests.items.demo import nho
from tests.items.reading_alt import read_alt
from tests.quizzes.taking import begin

IMAGING = 2


def page_at_imaging(client: Client, slug: str) -> str:
    taker = begin(client, slug)
    while taker.decision().stage < IMAGING:
        taker.commit()
    return taker.page().content.decode()


def read_out(page: str) -> str:
    """What is read to somebody who sees neither films nor story: the description of each drawing
    and of the figure they hang in."""
    (figure,) = re.findall(r'<figure class="film".*?</figure>', page, re.DOTALL)
    texts = re.findall(r"<desc[^>]*>(.*?)</desc>", figure)
    (named,) = re.findall(r'aria-labelledby="\S+ (\S+)"', figure)[:1]
    assert f'<desc id="{named}">' in figure
    for more in re.findall(r'<figure class="film" aria-describedby="([^"]+)"', figure):
        texts += re.findall(rf'id="{more}">(.*?)<', figure)
    return unescape(" ".join(texts))


@pytest.mark.parametrize("slug", [vignette.slug for vignette in nho()[0].vignettes])
def test_what_is_read_out_decides_a_case_as_its_lines_do(visitor, slug):
    pack, knowledge = nho()
    vignette = next(each for each in pack.vignettes if each.slug == slug)
    script = Script.of(vignette)
    stage_of = {finding.slug: finding.stage for finding in pack.findings}
    shown = script.shown(IMAGING)
    blind = [
        tuple(
            tag
            for tag in tags
            if script.stage_of[i] != IMAGING or stage_of[tag.finding] not in pack.film.stages
        )
        for i, tags in enumerate(shown)
    ]

    blind.append(read_alt(pack, read_out(page_at_imaging(visitor, slug))))

    for form in (concept.slug for concept in pack.concepts if concept.axis == "form"):
        by_lines = knowledge.judge(knowledge.case(shown, script.tags), Claim(form)).state
        assert knowledge.judge(knowledge.case(blind, script.tags), Claim(form)).state is by_lines


def test_the_caption_names_what_no_film_shows(visitor):
    page = page_at_imaging(visitor, "the-scrum")

    assert "Left upper arm, from the front (left of both)" in page
    assert '<span class="undrawn">Not drawn: right upper arm</span>' in page


def test_nothing_is_said_to_be_left_out_where_all_hangs(visitor):
    assert "Not drawn" not in page_at_imaging(visitor, "transfer-board")
