"""Terms and meanings: neighbours of one family, and no name that gives its meaning away."""

import pytest

from teaching.items.generators import terms
from teaching.items.generators.item_models import Ground
from teaching.items.generators.stock import CannotGenerate
from teaching.knowledge.reasoning import Knowledge
from tests.items.generators.knowing import asked, drawn, ground, stroke


def changed(code: str, **fields) -> Ground:
    pack = ground().pack
    entries = tuple(
        term.model_copy(update=fields) if term.id == code else term for term in pack.terms
    )
    pack = pack.model_copy(update={"terms": entries})
    return Ground(pack, Knowledge.of(pack))


def members(held: Ground) -> list[set[str]]:
    return [{term.id for term in family} for family in terms.families(held)]


def test_only_terms_of_one_family_are_offered_together():
    families = members(ground())
    for question in drawn("term-to-meaning"):
        offered = {
            one for o in asked(question).options for a in o.asserts for one in (a.entry, a.of)
        }

        assert any(offered <= family for family in families)


def test_both_directions_are_asked():
    assert {question.radicals["asked"] for question in drawn("term-to-meaning")} == {
        "meaning",
        "term",
    }


def test_a_name_that_gives_its_meaning_away_is_left_out():
    told = changed("G-45", gist="Induration of the tissues")

    assert {"G-27", "G-45", "G-71"} in members(ground())
    assert not any("G-45" in family for family in members(told))


def test_a_word_that_every_meaning_of_the_family_has_tells_nothing():
    """All five speak of the cord, and so does the name of two of them."""
    assert {"G-12", "G-13", "G-15", "G-67", "G-68"} in members(ground())


def test_a_term_with_a_doubtful_fact_is_left_out():
    doubtful = changed("G-45", facts=("F-SYM-07",))

    assert not any("G-45" in family for family in members(doubtful))


def test_a_term_named_after_a_person_is_no_option():
    named = changed("G-76", term="Charcot growth")

    offered = {
        (one.asked, one.key.id) for one in terms.designs(named) if one.key.id in ("G-64", "G-76")
    }

    assert offered == {("meaning", "G-64"), ("meaning", "G-76")}


def test_no_term_is_asked_that_is_out_of_use():
    for question in drawn("term-to-meaning"):
        assert "myositis" not in asked(question).model_dump_json(exclude={"options"})


def test_another_pack_is_asked_as_well():
    assert {terms.MODEL.draw(stroke(), seed)[0].radicals["key"] for seed in range(60)} == {
        "T-02",
        "T-03",
        "T-04",
    }


def test_a_pack_without_families_says_so():
    bare = stroke().pack.model_copy(update={"terms": ()})

    with pytest.raises(CannotGenerate, match="no family of terms of 'acute-stroke'"):
        terms.MODEL.draw(Ground(bare, Knowledge.of(bare)), 1)
