"""What holds for every item model of the registry, whatever it asks."""

from collections import Counter

import pytest

from teaching.items.admitting import admit
from teaching.items.generators.item_models import Fruitless, Ground, Question
from teaching.items.generators.registry import MODELS, UnknownModel, model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from tests.items.demo import nho

SEEDS = 60

each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.slug)


def ground() -> Ground:
    return Ground(*nho())


def drawn(model, seeds: range = range(SEEDS), own: Ground | None = None) -> list[Question]:
    found: list[Question] = []
    for seed in seeds:
        try:
            found += model.draw(own or ground(), seed)
        except Fruitless:
            continue
    return found


def test_the_registry_names_each_model_once():
    counts = Counter(model.slug for model in MODELS)
    assert set(counts.values()) == {1}
    assert all(model_of(model.slug) is model for model in MODELS)


def test_a_model_nobody_knows_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(UnknownModel, match=MODELS[0].slug):
        model_of("guess-the-weight")


def test_what_hangs_on_the_pack_alone_is_worked_out_once():
    own, counted = ground(), []

    def compiled(given: Ground) -> int:
        counted.append(given)
        return len(given.facts)

    assert own.once(compiled) == own.once(compiled) == len(own.pack.facts)
    assert counted == [own]


@each_model
def test_a_seed_gives_the_same_questions_again(model):
    assert model.draw(ground(), 7) == model.draw(ground(), 7)


@each_model
def test_what_was_drawn_before_leaves_no_trace(model):
    pack = nho()[0].model_copy()
    new = Ground(pack, Knowledge.of(pack))

    there = drawn(model, range(9))
    back = drawn(model, range(8, -1, -1), new)

    assert sorted(back, key=lambda one: (one.seed, one.place)) == there


@each_model
def test_a_question_is_one_item_with_its_radicals_and_a_neutral_name(model):
    for question in drawn(model):
        assert len(question.vignette.items) == 1
        assert question.radicals.keys() == model.radicals.keys()
        assert question.vignette.slug.startswith("question-")


@each_model
def test_nearly_all_that_is_drawn_may_enter_the_bank(model):
    questions = drawn(model)

    doubted = [q for q in questions if admit(ground(), q.vignette).doubts]

    assert len(questions) >= SEEDS * 0.9
    assert len(doubted) <= len(questions) * 0.05, admit(ground(), doubted[0].vignette).doubts


@each_model
def test_every_option_is_explained_and_traced_to_a_fact(model):
    facts = ground().facts
    for question in drawn(model):
        for option in question.vignette.items[0].options:
            assert option.rationale.strip()
            assert option.facts
            assert set(option.facts) <= facts.keys()


@each_model
def test_options_differ_and_are_three_to_five(model):
    for question in drawn(model):
        options = question.vignette.items[0].options
        assert 3 <= len(options) <= 5
        assert len({option.text.casefold() for option in options}) == len(options)


@each_model
def test_a_model_has_many_questions(model):
    distinct = {tuple(sorted(question.radicals.items())) for question in drawn(model)}
    assert len(distinct) >= 20


@each_model
def test_a_pack_that_holds_nothing_for_it_is_refused_in_words(model):
    pack, _ = nho()
    bare = Pack(disease=pack.disease)
    with pytest.raises(CannotGenerate) as refusal:
        model.draw(Ground(bare, Knowledge.of(bare)), 1)
    assert not isinstance(refusal.value, Fruitless)


@each_model
def test_the_shares_of_the_keys_come_to_one_and_are_kept(model):
    if model.shares is None:
        assert "key" not in model.radicals or not model.slug.endswith("from-case")
        return
    shares = model.shares(ground())

    keys = Counter(question.radicals["key"] for question in drawn(model, range(270)))

    assert abs(sum(shares.values()) - 1) < 1e-9
    assert keys.keys() == shares.keys()
    for key, share in shares.items():
        assert abs(keys[key] / keys.total() - share) < 0.04


def test_forms_have_equal_shares():
    shares = model_of("form-from-case").shares
    assert shares is not None
    assert len(set(shares(ground()).values())) == 1


def test_the_story_ends_where_the_question_is_asked():
    for question in drawn(model_of("onset-from-case")):
        (item,) = question.vignette.items
        assert question.vignette.stages[-1].stage == item.after
