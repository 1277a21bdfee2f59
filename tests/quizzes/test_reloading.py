"""A pack that is loaded anew, changed, breaks no attempt and changes no score."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from teaching.items import patients
from teaching.items.models import Vignette
from tests.conftest import forget
from tests.quizzes.taking import Taker, begin

PACK = Path(__file__).resolve().parents[2] / "fixtures" / "nho"
SLUG = "transfer-board"


def copy_of_pack(folder: Path, change) -> Path:
    """The demo pack with every file's text changed; a file whose text becomes empty is left out."""
    for path in PACK.rglob("*.yaml"):
        text = change(path.name, path.read_text(encoding="utf-8"))
        if text:
            target = folder / path.relative_to(PACK)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, change) -> None:
    call_command("loadpack", copy_of_pack(folder, change), verbosity=0)
    forget()  # another process, or this one started again


def without_its_case(name: str, text: str) -> str:
    return "" if name == f"{SLUG}.yaml" else text


def with_facts_reworded(name: str, text: str) -> str:
    return text.replace("text: ", "text: Put anew. ", 1) if name == "article.yaml" else text


def with_another_name_for_a_concept(name: str, text: str) -> str:
    return re.sub(r"\boa-neurogenic\b", "oa-of-the-cord", text)


CHANGES = [without_its_case, with_facts_reworded, with_another_name_for_a_concept]


def scores(taker: Taker) -> list[bool]:
    return list(taker.row.responses.order_by("item__position").values_list("is_right", flat=True))


@pytest.mark.parametrize("change", CHANGES)
def test_an_open_attempt_goes_on_with_what_it_showed(visitor, tmp_path, change):
    taker = begin(visitor, SLUG)
    taker.commit(right=False)
    before = re.findall(r'class="txt">([^<]+)', taker.page().content.decode())

    load(tmp_path, change)

    assert re.findall(r'class="txt">([^<]+)', taker.page().content.decode()) == before
    taker.finish()
    assert scores(taker) == [False, True, True]
    assert visitor.get(taker.row.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("change", CHANGES)
def test_a_finished_attempt_keeps_its_score_and_its_debrief(visitor, tmp_path, change):
    taker = begin(visitor, SLUG)
    taker.finish(right=False)
    urls = [f"/attempts/{taker.attempt}/debrief/{number}/" for number in (1, 2, 3)]
    told = [visitor.get(url).context["told"] for url in urls]

    load(tmp_path, change)

    assert scores(taker) == [False, False, False]
    for url, before in zip(urls, told, strict=True):
        after = visitor.get(url).context["told"]
        assert (after.key.text, after.chosen.rationale) == (
            before.key.text,
            before.chosen.rationale,
        )
        assert visitor.post(f"{url}twin/").status_code == 302


def test_a_case_that_was_retired_stays_for_who_took_it(visitor, client, tmp_path):
    taker = begin(visitor, SLUG)
    cover = f"/cases/{taker.row.vignette_id}/"

    load(tmp_path, without_its_case)

    page = visitor.get(cover).content.decode()
    assert "Go on" in page
    assert "/begin/" not in page
    assert f'href="{cover}"' in visitor.get("/cases/").content.decode()
    assert client.get(cover).status_code == 404
    assert client.post(f"{cover}begin/").status_code == 404


def with_other_films(name: str, text: str) -> str:
    """Another legend, and no hip on any figure: the case's film cannot be drawn any more."""
    if name != "film.yaml":
        return text
    text = text.replace("legend: heterotopic bone", "legend: bone out of place")
    return re.sub(r"(?m)^ *- \{region: hip,.*\n", "", text)


def page_of(taker: Taker) -> str:
    """The page of the attempt without what is new in every answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", taker.page().content.decode())


def test_an_attempt_keeps_its_film_and_the_next_one_shows_the_new_one(visitor, tmp_path):
    taker = begin(visitor, SLUG)
    while taker.decision().stage < 2:
        taker.commit()
    before = page_of(taker)

    load(tmp_path, with_other_films)

    assert page_of(taker) == before
    assert "Both hips, from the front" in before
    taker.finish()
    debrief = visitor.get(f"/attempts/{taker.attempt}/debrief/2/").content.decode()
    assert "Both hips, from the front" in debrief
    again = begin(visitor, SLUG)
    while again.decision().stage < 2:
        again.commit()
    old, new = taker.row.vignette, again.row.vignette
    assert (new.revision, new.proved_on) == (old.revision + 1, old.proved_on)
    assert "Both hips, from the front" not in page_of(again)


def test_no_twin_is_sought_with_a_pack_that_did_not_prove_the_case(visitor, tmp_path):
    taker = begin(visitor, SLUG)
    taker.finish(right=False)
    response = taker.row.responses.select_related("item", "option")[1]
    row = taker.row.vignette
    asked = (response.item.slug, response.option.text)
    assert patients.find_twin(row, row.disease.checksum, *asked) is not None

    load(tmp_path, with_another_name_for_a_concept)

    row = taker.row.vignette
    assert patients.find_twin(row, row.disease.checksum, *asked) is None


def test_a_fact_in_other_words_revises_no_case(visitor, tmp_path):
    taker = begin(visitor, SLUG)
    taker.finish(right=False)
    before = sorted(Vignette.objects.values_list("pk", "revision", "state"))

    load(tmp_path, with_facts_reworded)

    assert sorted(Vignette.objects.values_list("pk", "revision", "state")) == before
    page = visitor.get(f"/attempts/{taker.attempt}/debrief/2/")
    assert page.context["offer"] is not None


def test_a_revised_case_stands_in_the_list_once_with_what_was_done_with_it(visitor, tmp_path):
    finished = begin(visitor, SLUG)
    finished.finish()
    open_one = begin(visitor, "week-six")

    load(tmp_path, with_another_name_for_a_concept)

    rows = {row.vignette.slug: row for row in visitor.get("/cases/").context["listing"].rows}
    listing = visitor.get("/cases/").context["listing"]
    assert (len(listing.rows), listing.total) == (12, 12)
    assert rows[SLUG].vignette.revision == 2
    assert (rows[SLUG].last, rows[SLUG].right) == (finished.row, 3)
    assert rows["week-six"].open == open_one.row
    cover = visitor.get(f"/cases/{rows['week-six'].vignette.pk}/").content.decode()
    assert f'href="/attempts/{open_one.attempt}/"' in cover


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_changes_the_pack(tmp_path, change):
    folder = copy_of_pack(tmp_path, change)

    texts = {path.relative_to(folder): path.read_text() for path in folder.rglob("*.yaml")}

    assert texts != {path.relative_to(PACK): path.read_text() for path in PACK.rglob("*.yaml")}
