import re
from xml.etree import ElementTree

import pytest

from tests.progress import samples
from tests.progress.rendering import LEARNERS, progress, today

PAGES = {
    **{f"progress-{name}": progress(found) for name, found in LEARNERS.items()},
    **{f"today-{name}": today(found) for name, found in LEARNERS.items()},
    "today-idle": today(samples.MANY, is_idle=True),
}
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def main(page):
    """The middle of a page as a tree."""
    found = re.search(r'<main id="main".*</main>', page, re.DOTALL)[0]
    return tree(found)


def tree(text):
    for name, sign in {"nbsp": "\u00a0", "shy": "\u00ad"}.items():
        text = text.replace(f"&{name};", sign)
    text = re.sub(r"<(input|br|img)\b([^>]*?)/?>", r"<\1\2/>", text)
    text = re.sub(r"\b(required|selected|checked|hidden)(?=[ />])(?!=)", r'\1="\1"', text)
    return ElementTree.fromstring(text)  # noqa: S314 - our own page


def words(element):
    return " ".join("".join(element.itertext()).split())


@every_page
def test_every_picture_is_named_or_stands_beside_its_number(page):
    root = main(page)
    parents = {child: parent for parent in root.iter() for child in parent}

    drawings = list(root.iter("svg"))
    for svg in drawings:
        if svg.get("role") == "img":
            assert svg.find("title").text
            assert svg.find("desc").text
        else:
            assert svg.get("aria-hidden") == "true"
            assert re.search(r"\d", words(parents[svg]))


@every_page
def test_every_picture_has_a_table_with_it(page):
    sections = [one for one in main(page).iter("section") if list(one.iter("svg"))]

    assert [one.get("id") for one in sections if not list(one.iter("table"))] == []


@every_page
def test_no_id_comes_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)

    assert sorted(ids) == sorted(set(ids))


@every_page
def test_nothing_is_inline(page):
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*src)|\son[a-z]+=", page) == []


@pytest.mark.parametrize("name", LEARNERS)
def test_every_cell_of_the_grid_prints_its_number_of_answers(name):
    grid = samples.overview(LEARNERS[name]).grid
    cells = list(tree(progress(LEARNERS[name], "strength")).iter("td"))

    assert [words(one).rpartition("n ")[2] for one in cells] == [
        cell.n for _, _, cell in grid.places
    ]
    assert [words(one).rpartition(" n ")[0].replace(" weak", "") for one in cells] == [
        cell.said for _, _, cell in grid.places
    ]


def test_the_bar_of_a_cell_is_as_long_as_its_number():
    for cell in tree(progress(samples.MANY, "strength")).iter("td"):
        (bar,) = [one for one in cell.iter("rect") if one.get("class") == "part"]
        assert bar.get("width") == words(cell).split(" %")[0] + "%"


def test_what_is_weak_is_said_and_not_only_coloured():
    cells = list(tree(progress(samples.MANY, "strength")).iter("td"))

    coloured = [any(one.get("class") == "meter weak" for one in cell.iter("svg")) for cell in cells]
    assert [" weak " in words(cell) for cell in cells] == coloured
    assert any(coloured)


def test_below_the_least_number_a_page_says_how_many_are_missing():
    few = samples.overview(samples.FEW)
    assert few.sure.missing.said in words(main(PAGES["progress-few"]))
    assert few.square.missing.said in words(main(PAGES["progress-few"]))
    assert "Not enough answers yet (0 of 10 at “fairly sure”)." in words(
        main(PAGES["progress-none"])
    )
    assert "Not enough answers yet (0 of 20 on form)." in words(main(PAGES["progress-none"]))
    assert "Not enough answers yet" not in words(main(PAGES["progress-many"]))


def test_nobody_without_an_answer_is_shown_a_picture():
    assert 'role="img"' not in PAGES["progress-none"]
    assert 'role="img"' not in PAGES["today-none"]


def test_the_square_shows_its_counts():
    square = samples.overview(samples.MANY).square
    rows = next(iter(tree(progress(samples.MANY, "confusion")).iter("table"))).findall("tbody/tr")

    assert [[words(cell) for cell in row.findall("td")] for row in rows] == [
        [str(place.times) for place in line.places] for line in square.lines
    ]
    assert [words(row.find("th")).partition(" n ")[2] for row in rows] == [
        line.n for line in square.lines
    ]


def test_a_contrast_is_one_tap_away():
    (form,) = tree(progress(samples.MANY, "confusion")).iter("form")

    assert (form.get("method"), form.get("action")) == ("post", "/practise/contrast/")
    button = form.find("button")
    assert (button.get("name"), button.get("value")) == ("pair", "periarthritic osteoarthropathic")


def test_times_are_drawn_where_their_numbers_say():
    bars = samples.overview(samples.MANY).times.bars
    drawn = list(tree(progress(samples.MANY, "times")).iter("rect"))

    assert [(one.get("x"), one.get("width")) for one in drawn] == [
        (f"{bar.start}%", f"{bar.width}%") for bar in bars
    ]


def test_what_is_sure_but_wrong_leads_to_its_reason():
    fragment = tree(progress(samples.MANY, "slips"))

    assert len(list(fragment.iter("li"))) == 9
    assert {one.get("href") for one in fragment.iter("a")} == {"/attempts/1/debrief/"}


def test_the_plan_names_what_was_chosen():
    plan = samples.overview(samples.MANY, with_plan=True).plan
    fragment = tree(progress(samples.MANY, "plan"))

    (chosen,) = [one for one in fragment.iter("tr") if one.get("class") == "chosen"]
    assert words(chosen.find("th")) == f"{plan.chosen.load} a day your plan"
    assert words(chosen.findall("td")[0]) == f"{plan.chosen.per_cent} %"
    assert plan.headline in words(fragment)


@pytest.mark.parametrize(
    "fragment", ["strength", "sure", "confusion", "slips", "times", "days", "coming", "plan"]
)
def test_a_fragment_is_what_the_page_shows_of_it(fragment):
    page = main(PAGES["progress-many"])

    (shown,) = [one for one in page.iter("section") if one.get("id") == fragment]
    assert words(tree(progress(samples.MANY, fragment))) == words(shown)


def test_today_has_one_button_to_start():
    for page in (PAGES["today-none"], PAGES["today-many"], PAGES["today-idle"]):
        (form,) = [one for one in main(page).iter("form") if one.get("action") == "/today/start/"]
        assert len(list(form.iter("button"))) == 1


def test_today_tells_what_is_due_and_why():
    rows = next(iter(tree(today(samples.MANY, "due")).iter("tbody"))).findall("tr")

    assert [[words(cell) for cell in row] for row in rows] == [
        [one.what, one.count, one.why] for one in samples.today(samples.MANY).due
    ]


def test_nothing_due_is_a_good_day():
    assert "Nothing is due. A good day." in words(main(PAGES["today-idle"]))
