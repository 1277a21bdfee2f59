"""What follows from findings taken as given."""

from pathlib import Path

import pytest

from teaching.knowledge import hypotheses
from teaching.knowledge.hypotheses import explore, readable
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.statements import Claim, Tag
from teaching.knowledge.verdicts import State

NHO = Path(__file__).resolve().parents[2] / "fixtures" / "nho"


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = read(NHO).pack
    assert found is not None
    return found


@pytest.fixture(scope="module")
def knowledge(pack) -> Knowledge:
    return Knowledge.of(pack)


def tags_of(pack: Pack, slug: str) -> tuple[Tag, ...]:
    vignette = next(one for one in pack.vignettes if one.slug == slug)
    lines = [line for stage in vignette.stages for line in stage.lines]
    return tuple(dict.fromkeys(tag for line in lines for tag in line.tags))


def states(explored) -> dict[str, State]:
    return {one.concept.slug: one.state for axis in explored.axes for one in axis.standings}


def test_with_nothing_given_nothing_is_decided(knowledge, pack):
    assert set(states(explore(knowledge, pack, ())).values()) == {State.OPEN}


@pytest.mark.parametrize(
    "slug", ["loaded-trolley", "transfer-board", "the-scrum", "week-six", "racing-chair"]
)
def test_a_case_given_whole_stands_as_its_proof_says(knowledge, pack, slug):
    vignette = next(one for one in pack.vignettes if one.slug == slug)
    item = next(one for one in vignette.items if one.axis == "form" and one.basis == "findings")

    found = states(explore(knowledge, pack, tags_of(pack, slug)))

    for option in item.options:
        wanted = State.ESTABLISHED if option.key else State.RULED_OUT
        assert found[option.claims[0].concept] is wanted


def test_a_finding_turned_round_or_taken_back_is_the_hypothesis_of_its_link(knowledge, pack):
    given = (Tag("beside", "left-hip"), Tag("painful", "left-hip"))

    first, second = explore(knowledge, pack, given).rows

    assert first.turned == (Tag("beside", "left-hip", False), given[1])
    assert second.turned == (given[0], Tag("painful", "left-hip", False))
    assert (first.without, second.without) == ((given[1],), (given[0],))


def test_a_quantity_is_taken_back_but_not_turned_round(knowledge, pack):
    (row,) = explore(knowledge, pack, (Tag("first-bone", "left-hip", True, 4, 5),)).rows

    assert (row.turned, row.without, row.amount) == (None, (), "4–5 weeks")


def test_findings_that_exclude_each_other_are_named_and_nothing_follows(knowledge, pack):
    given = (Tag("beside", "left-hip"), Tag("normal", "left-hip"))

    explored = explore(knowledge, pack, given)

    assert explored.clash == (
        "bone beside the joint, left hip",
        "normal on the film, left hip",
    )
    assert explored.axes == ()


def test_a_concept_at_a_region_stands_as_where_it_stands_best(knowledge, pack):
    given = (
        Tag("first-bone", "left-hip", True, 5, 5),
        Tag("first-bone", "right-hip", True, 150, 150),
        Tag("new-bone", "left-hip"),
        Tag("new-bone", "right-hip"),
    )

    explored = explore(knowledge, pack, given)

    onset = {
        one.concept.slug: (one.state, one.places)
        for axis in explored.axes
        for one in axis.standings
        if one.concept.axis == "onset"
    }
    assert onset["early-end"] == (State.ESTABLISHED, ("left hip",))
    assert onset["years"] == (State.ESTABLISHED, ("right hip",))
    assert onset["first-year"][0] is State.RULED_OUT
    judged = knowledge.judge(knowledge.case([given]), Claim("early-end", "left-hip"))
    assert judged.state is State.ESTABLISHED


def test_no_mistake_and_nothing_that_is_never_right_is_judged(knowledge, pack):
    never = {rule.concept for rule in pack.rules if rule.never}
    mistakes = {concept.slug for concept in pack.concepts if concept.mistake}

    found = states(explore(knowledge, pack, tags_of(pack, "loaded-trolley")))

    assert never
    assert mistakes
    assert not found.keys() & (never | mistakes)


def test_what_this_pack_cannot_read_is_refused_and_the_rest_kept(knowledge):
    texts = ["painful at left-hip", "", "x" * 5000, "nonsense", "painful at left-moon", "painful"]

    tags, refused = readable(knowledge, [*texts, "painful at left-hip"])

    assert tags == (Tag("painful", "left-hip"),)
    assert refused == ("", "x" * 5000, "nonsense", "painful at left-moon", "painful")


def test_a_hypothesis_has_a_most(knowledge):
    texts = [f"first-bone at left-hip = {week}" for week in range(hypotheses.MOST + 5)]

    tags, refused = readable(knowledge, texts)

    assert (len(tags), len(refused)) == (hypotheses.MOST, 5)


def test_every_place_has_a_name(knowledge, pack):
    named = dict(hypotheses.places(knowledge, pack))

    assert named["left-hip"] == "left hip"
    assert named["both-hip"] == "both hips"
    assert not [slug for slug, name in named.items() if slug == name and "-" in slug]
