"""A manuscript read as a vignette, on the written cases and with every kind of thing in the way."""

from pathlib import Path

import pytest

from teaching.items.admitting import admit
from teaching.items.generators.item_models import Ground
from teaching.items.proving import Script
from teaching.items.writing import reading
from teaching.items.writing.document import Decision, Document, Line, Option, Stage, of_vignette
from teaching.items.writing.reading import read
from teaching.knowledge.reading import read as read_pack
from teaching.knowledge.reasoning import Knowledge

PACK = read_pack(Path(__file__).resolve().parents[3] / "fixtures" / "nho").pack
GROUND = Ground(PACK, Knowledge.of(PACK))
CASES = {vignette.slug: vignette for vignette in PACK.vignettes}
BOARD = of_vignette(CASES["transfer-board"])


def troubles(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for trouble in read(GROUND, document, "case").troubles:
        found.setdefault(trouble.piece, []).append(trouble.says)
    return found


def with_line(*, text: str = "A sentence.", tags: tuple[str, ...] = ()) -> tuple[Document, str]:
    line = Line(id="aa", text=text, tags=tags)
    first = BOARD.stages[0]
    stage = first.model_copy(update={"lines": (*first.lines, line)})
    return BOARD.model_copy(update={"stages": (stage, *BOARD.stages[1:])}), line.id


@pytest.mark.parametrize("vignette", CASES.values(), ids=CASES)
def test_a_case_comes_back_as_it_was_and_nothing_is_in_the_way(vignette):
    found = read(GROUND, of_vignette(vignette), vignette.slug)

    assert found.vignette == vignette.model_copy(update={"code": None})
    assert found.troubles == ()
    assert admit(GROUND, found.vignette).is_admitted


@pytest.mark.parametrize("vignette", CASES.values(), ids=CASES)
def test_each_line_and_option_is_found_again_by_its_id(vignette):
    document = of_vignette(vignette)
    texts = {line.id: line.text for _, line in document.lines}
    texts |= {line.id: line.text for one in document.decisions for line in one.adds}
    offered = {option.id: option.text for one in document.decisions for option in one.options}

    found = read(GROUND, document, vignette.slug)

    lines = Script.of(found.vignette).lines
    assert [texts[pk] for pk in found.lines] == [line.text for line in lines]
    assert [[offered[pk] for pk in ids] for ids in found.options] == [
        [option.text for option in item.options] for item in vignette.items
    ]


def test_empty_lines_and_options_say_nothing():
    document, _ = with_line(text="  ")
    asked = document.decisions[0]
    more = asked.model_copy(update={"options": (*asked.options, Option(id="bb"))})
    document = document.model_copy(update={"decisions": (more, *document.decisions[1:])})

    assert (
        read(GROUND, document, "transfer-board").vignette
        == read(GROUND, BOARD, "transfer-board").vignette
    )
    assert troubles(document) == {}


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("not-there", "The finding “not-there” is not in the pack any more"),
        ("painful", "is stated at a region; say where"),
        ("painful at moon", "There is no region “moon”"),
        ("swollen-limb at left-hip", "is stated of the whole patient"),
        ("first-bone at left-hip", "is a quantity; say how much"),
        ("swollen-limb = 4", "is no quantity"),
        ("Painful!", "is not a tag"),
    ],
)
def test_a_tag_that_cannot_be_read_is_named_at_its_line_and_left_out(tag, says):
    document, line = with_line(tags=(tag, "cord-lesion"))

    found = troubles(document)[line]

    assert any(says in one for one in found), found
    kept = read(GROUND, document, "case").vignette.stages[0].lines[-1]
    assert [str(one) for one in kept.tags] == ["cord-lesion"]


def test_two_lines_that_contradict_each_other_are_named():
    document, line = with_line(tags=("painful at left-hip",))

    assert any("contradicts the line" in says for says in troubles(document)[line])


def test_a_word_that_gives_the_answer_away_is_named():
    document, line = with_line(text="It looks periarthritic.")

    assert any("periarthritic" in says for says in troubles(document)[line])


def test_what_a_question_lacks_is_named_at_its_piece():
    option = Option(id="cc", text="Mixed", claims=("mixed", "nonsense"), facts=("F-NO-1",))
    question = Decision(id="dd", axis="form", after="course", options=(option,))
    document = Document(
        stages=(Stage(stage="history", lines=(Line(id="ee", text="He is well."),)),),
        decisions=(question,),
    )

    found = troubles(document)

    assert {
        "The question is missing.",
        "It is asked after a stage at which nothing is told yet.",
    } <= set(found["dd"])
    assert {
        "“Mixed”: why it is right or wrong is missing.",
        "“Mixed”: there is no fact F-NO-1.",
        "“Mixed”: no fact backs it.",
        "There is no concept “nonsense” any more.",
    } <= set(found["cc"])
    assert found["title"] == ["The title is missing: a neutral one, such as an everyday thing."]


def test_an_empty_page_is_read_too():
    found = read(GROUND, Document(), "case")

    assert found.vignette.stages == ()
    assert "Nothing is asked yet." in [one.says for one in found.troubles]
    assert not found.is_whole


def test_no_trouble_tells_what_to_write_in_a_file():
    document, _ = with_line(tags=("painful",))
    asked = document.decisions[1].model_copy(update={"options": (), "key": ""})
    document = document.model_copy(update={"decisions": (asked,)})

    says = [one.says for one in read(GROUND, document, "case").troubles]

    assert says
    assert [one for one in says if "Write 'key" in one or "Write 'claims" in one] == []


def test_a_pack_is_opened_once():
    assert reading._opened(GROUND)[0] is reading._opened(Ground(PACK, GROUND.knowledge))[0]


@pytest.mark.parametrize(("field", "most"), [("text", 300), ("rationale", 4000)])
def test_what_is_longer_than_a_vignette_takes_is_said(field, most):
    asked = BOARD.decisions[1]
    option = asked.options[0].model_copy(update={field: "x" * (most + 1)})
    asked = asked.model_copy(update={"options": (option, *asked.options[1:])})
    document = BOARD.model_copy(update={"decisions": (asked,)})

    says = troubles(document)[option.id]

    assert f"A text here has {most + 1:,} characters; {most:,} are the most." in says
