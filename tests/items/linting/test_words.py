"""Words: absolute, vague, echoed, outdated, and names."""

import pytest

from teaching.items.linting import lexicon
from teaching.items.linting.tokens import akin, root
from tests.items.linting.making import flaw, question, rules


def test_an_absolute_word_is_marked_in_each_option_that_has_one():
    options = ("It never rains", "It rains in May", "It always rains")

    found = [one for one in rules(question(options=options)) if one == "absolute-term"]

    assert len(found) == 2


def test_absolute_words_in_all_options_cue_nothing():
    options = ("Never at night", "Never by day", "Never at all")

    assert "absolute-term" not in rules(question(options=options))


def test_vague_words_are_marked():
    asked = question(options=("It often rains", "It snows", "It hails"))

    found = flaw("vague-frequency", asked)

    assert asked.options[0][found.place.start : found.place.end] == "often"


def test_the_month_is_not_vague():
    assert rules(question(options=("In May", "In June", "In July"))) == []


def test_a_word_of_the_story_in_the_key_alone_rings():
    asked = question(options=("Crystal disease", "Sepsis", "Trauma"), stem=("Crystals are seen.",))

    assert flaw("clang", asked).place.end == len("Crystal")


def test_it_does_not_where_a_distractor_echoes_the_story_too():
    asked = question(
        options=("Crystal disease", "Needle injury", "Trauma"),
        stem=("Crystals like needles are seen.",),
    )

    assert "clang" not in rules(asked)


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("A bat hears the echoes of its calls.", "Echolocation"),
        ("The star shines red.", "A red giant"),
        ("He feels tension around his head.", "Tension-type headache"),
        ("Each voice imitates the first.", "Imitative counterpoint"),
    ],
)
def test_compounds_short_words_and_kin_ring(told, key):
    assert "clang" in rules(question(options=(key, "Sepsis", "Trauma"), stem=(told,)))


def test_left_and_right_and_weeks_ring_in_nothing():
    asked = question(options=("In the left week", "Sepsis"), stem=("The left leg, for a week.",))

    assert "clang" not in rules(asked)


@pytest.mark.parametrize(
    ("one", "other"),
    [("obstruction", "obstructive"), ("muscles", "muscular"), ("unreal", "derealisation"),
     ("emboli", "embolism"), ("medullary", "intramedullary")],
)  # fmt: skip
def test_words_of_one_family(one, other):
    assert akin(root(one), root(other))


@pytest.mark.parametrize(
    ("one", "other"), [("plan", "plane"), ("import", "report"), ("cat", "car")]
)
def test_words_of_two_families(one, other):
    assert not akin(root(one), root(other))


def test_a_sentence_that_states_the_key_is_an_error_there():
    asked = question(
        options=("Lung embolism", "Asthma", "Pleurisy"),
        stem=("She coughs.", "CT shows a lung embolism."),
    )

    found = flaw("answer-told", asked)

    assert (found.severity, found.place.part, found.place.index) == ("error", "stem", 1)


def test_what_a_sentence_denies_is_not_told():
    asked = question(options=("Lung embolism", "Asthma"), stem=("No lung embolism is seen.",))

    assert "answer-told" not in rules(asked)


def test_a_name_in_the_key_alone_is_an_error():
    asked = question(options=("Infectious colitis", "Crohn's disease", "Ischaemic colitis"), key=1)

    assert flaw("eponym-cue", asked).severity == "error"


def test_names_in_two_options_cue_nothing():
    options = ("Boyle's law", "Henry's law", "Diffusion")

    assert "eponym-cue" not in rules(question(options=options))


def test_an_adjective_with_a_capital_is_no_name():
    options = ("Renal disease", "Tendon rupture", "Muscle spasm")

    assert "eponym-cue" not in rules(question(options=options))


def test_a_named_sign_in_the_story_is_marked_there():
    asked = question(stem=("She has a positive Murphy's sign.",))

    assert flaw("eponym-cue", asked).place.part == "stem"


def test_a_pack_names_what_is_outdated_in_singular_and_plural():
    words = lexicon(outdated={"river fever": "ferry fever"})
    asked = question("How do river fevers begin?", lexicon=words)

    found = flaw("outdated-term", asked)

    assert asked.lead_in[found.place.start : found.place.end] == "river fevers"
    assert "ferry fever" in found.fix


def test_a_term_that_is_said_to_be_old_is_left_alone():
    words = lexicon(outdated={"river fever": "ferry fever"})

    assert "outdated-term" not in rules(
        question("How does ferry fever, formerly called river fever, begin?", lexicon=words)
    )
