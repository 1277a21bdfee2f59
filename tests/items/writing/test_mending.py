"""One click: a flaw planted in every written case is gone after it, and none has come."""

from __future__ import annotations

import pytest

from teaching.items.linting import asked_of, lint
from teaching.items.linting.registry import RULES, STORY_RULES
from teaching.items.writing.document import of_vignette
from teaching.items.writing.mending import MENDED, mend, tidied, tidy
from tests.items.writing.stories import case, clinic, published


def flaws(document, number):
    vignette = published(document)
    return lint(asked_of(vignette, vignette.items[number], clinic().lexicon))


def with_options(document, number, texts, key=None):
    """The manuscript with these texts in one decision, the first of them in place of its key."""
    decision = document.decisions[number]
    options = [
        option.model_copy(update={"text": text})
        for option, text in zip(decision.options, texts, strict=False)
    ]
    changes = {"options": tuple(options), "key": options[key or 0].id}
    decisions = list(document.decisions)
    decisions[number] = decision.model_copy(update=changes)
    return document.model_copy(update={"decisions": tuple(decisions)})


def with_option(document, number, place, text):
    texts = [option.text for option in document.decisions[number].options]
    key = [option.id for option in document.decisions[number].options].index(
        document.decisions[number].key
    )
    return with_options(document, number, [*texts[:place], text, *texts[place + 1 :]], key)


def a_distractor(document, number):
    decision = document.decisions[number]
    return next(i for i, one in enumerate(decision.options) if one.id != decision.key)


def with_first_line(document, text):
    stage = document.stages[0]
    lines = (stage.lines[0].model_copy(update={"text": text}), *stage.lines[1:])
    first = stage.model_copy(update={"lines": lines})
    return document.model_copy(update={"stages": (first, *document.stages[1:])})


def planted(rule, document, number):
    """The manuscript with one flaw of this rule, or None where it cannot be put here."""
    at = a_distractor(document, number)
    text = document.decisions[number].options[at].text
    follow = text[:1].lower() + text[1:]
    if rule == "absolute-term":
        return with_option(document, number, at, f"Always {follow}")
    if rule == "vague-frequency":
        return with_option(document, number, at, f"Usually {follow}")
    if rule == "outdated-term":
        line = document.stages[0].lines[0].text
        return with_first_line(document, f"{line} He has had a decubitus ulcer and two bedsores.")
    if rule == "number-order":
        return with_options(document, number, ["9 weeks", "3 weeks", "5 weeks"])
    if rule == "overlapping-ranges":
        return with_options(document, number, ["1 to 3 weeks", "3 to 8 weeks", "9 to 12 weeks"])
    if len(document.decisions[number].options) > 3:
        last = len(document.decisions[number].options) - 1
        if document.decisions[number].options[last].id != document.decisions[number].key:
            return with_option(document, number, last, "None of the above")
    return None


@pytest.mark.parametrize("rule", MENDED)
@pytest.mark.parametrize("number", range(12))
def test_a_planted_flaw_is_gone_after_its_mend_and_no_error_has_come(rule, number):
    document = of_vignette(clinic().pack.vignettes[number])
    tried = 0
    for place in range(len(document.decisions)):
        spoilt = planted(rule, document, place)
        if spoilt is None:
            continue
        before = flaws(spoilt, place)
        mended = spoilt
        for flaw in [one for one in before if one.rule == rule]:
            tried += 1
            mended = mend(clinic(), spoilt, flaw, place)
            assert mended is not None
            left = flaws(mended, place)
            assert sum(one.rule == rule for one in left) < sum(one.rule == rule for one in before)
            errors = {(one.rule, one.reason) for one in before if one.severity == "error"}
            assert {(one.rule, one.reason) for one in left if one.severity == "error"} <= errors
    assert tried or rule == "all-of-the-above"


def test_every_rule_that_is_mended_is_one_of_the_linter():
    assert set(MENDED) <= {rule.id for rule in (*RULES, *STORY_RULES)}


def test_a_mend_touches_nothing_else():
    document = of_vignette(case("footplate"))
    spoilt = planted("absolute-term", document, 0)
    (flaw,) = [one for one in flaws(spoilt, 0) if one.rule == "absolute-term"]

    mended = mend(clinic(), spoilt, flaw, 0)

    assert mended == document


@pytest.mark.parametrize(
    "text", ["It never forms in children", "Only in men", "Under no circumstances"]
)
def test_a_word_that_bears_the_sense_is_left_to_the_author(text):
    document = of_vignette(case("footplate"))
    spoilt = with_option(document, 0, a_distractor(document, 0), text)
    (flaw,) = [one for one in flaws(spoilt, 0) if one.rule == "absolute-term"]

    assert mend(clinic(), spoilt, flaw, 0) is None


def test_an_old_term_gives_way_with_its_article_and_its_plural():
    document = of_vignette(case("footplate"))
    spoilt = with_first_line(document, "She has had an ossificate, then bedsores.")
    mended = spoilt
    for _ in range(2):
        flaw = next(one for one in flaws(mended, 0) if one.rule == "outdated-term")
        mended = mend(clinic(), mended, flaw, 0)

    assert mended.stages[0].lines[0].text == (
        "She has had a heterotopic bone, then pressure ulcers."
    )


def test_ranges_that_touch_are_set_apart_unless_one_is_the_key():
    document = of_vignette(case("footplate"))
    texts = ["1 to 3 weeks", "3 to 8 weeks", "9 to 12 weeks"]
    other, own = with_options(document, 0, texts), with_options(document, 0, texts, key=1)
    flaw = next(one for one in flaws(other, 0) if one.rule == "overlapping-ranges")

    mended = mend(clinic(), other, flaw, 0)

    assert [option.text for option in mended.decisions[0].options] == [
        "1 to 3 weeks",
        "4 to 8 weeks",
        "9 to 12 weeks",
    ]
    assert mend(clinic(), own, flaw, 0) is None


def test_the_key_keeps_its_id_when_options_are_put_in_order():
    document = with_options(of_vignette(case("footplate")), 0, ["9 weeks", "3 weeks", "5 weeks"])
    flaw = next(one for one in flaws(document, 0) if one.rule == "number-order")

    mended = mend(clinic(), document, flaw, 0)

    right = next(one for one in mended.decisions[0].options if one.id == mended.decisions[0].key)
    assert right.text == "9 weeks"
    assert [one.text for one in mended.decisions[0].options] == ["3 weeks", "5 weeks", "9 weeks"]


def test_a_key_and_the_last_three_options_are_never_dropped():
    document = with_options(of_vignette(case("footplate")), 0, ["One", "Two", "None of the above"])
    flaw = next(one for one in flaws(document, 0) if one.rule == "all-of-the-above")

    assert mend(clinic(), document, flaw, 0) is None


def test_a_flaw_of_a_text_that_has_changed_since_is_not_mended():
    document = of_vignette(case("footplate"))
    spoilt = planted("absolute-term", document, 0)
    (flaw,) = [one for one in flaws(spoilt, 0) if one.rule == "absolute-term"]

    assert mend(clinic(), document, flaw, 0) is None
    assert mend(clinic(), spoilt, flaw, 9) is None


def test_a_rule_without_a_mend_is_for_the_author():
    document = of_vignette(case("footplate"))
    long = with_options(
        document, 0, ["A mass that " + "is described at length " * 5, "B", "C", "D"]
    )
    flaw = next(one for one in flaws(long, 0) if one.rule == "longest-key")

    assert mend(clinic(), long, flaw, 0) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Two  spaces.", "Two spaces."),
        ("A doubled stop..", "A doubled stop."),
        ("An ellipsis... stays", "An ellipsis... stays"),
        ("A space , before", "A space, before"),
        ("3-8 weeks", "3–8 weeks"),
        ("3 - 8 weeks", "3–8 weeks"),
        ("CTX-2-3-4", "CTX-2-3-4"),
        ("1.5-2.5 cm", "1.5–2.5 cm"),
        ("2026-11-30", "2026-11-30"),
        (" around ", "around"),
        ("", ""),
    ],
)
def test_what_slips_in_while_typing_is_tidied(typed, meant):
    assert tidied(typed) == meant
    assert tidied(meant) == meant


@pytest.mark.parametrize("number", range(12))
def test_a_written_case_is_tidy(number):
    document = of_vignette(clinic().pack.vignettes[number])

    assert tidy(document) == document
