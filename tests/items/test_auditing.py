"""The audit: a planted cue of each kind is caught and named, a bank without one raises no alarm."""

from __future__ import annotations

from random import Random

import pytest

from teaching.items.adversary import Score
from teaching.items.auditing import Row, audit, audit_posed, is_cued
from teaching.items.bots import BOTS
from teaching.items.posing import Posed, posed
from tests.items.banks import NERVES, PLACES, Sheet, bank

COUNT = 400


def rows(**named) -> dict[str, Row]:
    """The rows of one model, by bot."""
    return {row.bot: row for row in audit({"m": bank(COUNT, **named)}, PLACES)}


def cued(found: dict[str, Row]) -> set[str]:
    return {bot for bot, row in found.items() if row.is_cued}


# ---- each bot with its cue ----------------------------------------------------------------------
def favourite(sheet: Sheet) -> None:
    if any(text.startswith("median") for text in sheet.options):
        place = next(i for i, text in enumerate(sheet.options) if text.startswith("median"))
        sheet.key = place


def favourite_claim(sheet: Sheet) -> None:
    if "median" in sheet.claims:
        sheet.key = sheet.claims.index("median")


def first_of_its_set(sheet: Sheet) -> None:
    """Six sets come back again and again; in each one answer is always right."""
    start = sheet.rng.randrange(6)
    offered = [NERVES[(start * 2 + i) % 12] for i in range(4)]
    sheet.claims = sheet.rng.sample(offered, 4)
    sheet.options = [f"{name} nerve" for name in sheet.claims]
    sheet.key = sheet.claims.index(offered[start % 4])


def second_place(sheet: Sheet) -> None:
    sheet.swap(1)


def hip_is_right(sheet: Sheet) -> None:
    sheet.each(lambda text, is_key: f"{text} at the {'hip' if is_key else 'knee'}")


def longer(sheet: Sheet) -> None:
    sheet.each(lambda text, is_key: f"{text} and its branches" if is_key else text)


def shorter(sheet: Sheet) -> None:
    sheet.each(lambda text, is_key: text[:5] if is_key else text)


def echoed(sheet: Sheet) -> None:
    sheet.stem = f"A cyclist fell on the {sheet.options[sheet.key].split()[0]} side."


def converging(sheet: Sheet) -> None:
    words = [text.split()[0] for text in sheet.options]
    sheet.each(
        lambda text, is_key: (
            " ".join(w for w in words if w not in text) if is_key else f"{text} alone"
        )
    )


def article(sheet: Sheet) -> None:
    sheet.lead_in = "The nerve that was cut here is an"
    sheet.each(lambda text, is_key: f"inner {text}" if is_key else text)


def number(sheet: Sheet) -> None:
    sheet.lead_in = "Which nerves are damaged?"
    sheet.each(lambda text, is_key: text + "s" if is_key else text)


def absolutes(sheet: Sheet) -> None:
    sheet.each(lambda text, is_key: text if is_key else f"always the {text}")


CUES = [
    ("text", favourite, {}),
    ("frequency", favourite, {}),
    ("name", favourite_claim, {"claims": True}),
    ("company", first_of_its_set, {"claims": True}),
    ("position", second_place, {}),
    ("id", second_place, {}),
    ("site", hip_is_right, {"claims": True}),
    ("longest", longer, {}),
    ("specific", longer, {}),
    ("shortest", shorter, {}),
    ("overlap", echoed, {"told": True}),
    ("convergence", converging, {}),
    ("grammar", article, {}),
    ("grammar", number, {}),
    ("restraint", absolutes, {}),
]


@pytest.mark.parametrize(
    ("bot", "cue", "kind"), CUES, ids=[f"{c[0]}-{c[1].__name__}" for c in CUES]
)
def test_a_planted_cue_is_caught_and_the_bank_without_it_is_not(bot, cue, kind):
    assert cued(rows(cue=cue, **kind)) >= {bot}
    assert cued(rows(**kind)) == set()


def test_every_bot_has_a_cue_that_it_finds():
    assert {bot for bot, _, _ in CUES} == set(BOTS)


def test_clean_banks_seldom_raise_an_alarm():
    """All bots of a model together are wrong one time in twenty; two of thirty are expected."""
    alarms = [seed for seed in range(30) if cued({r.bot: r for r in audit({"m": bank(120, seed)})})]

    assert len(alarms) <= 4


def test_a_cue_that_only_ids_carry_is_caught():
    rng = Random("ids")
    questions = []
    for one in (p for v in bank(COUNT) for p in posed(v)):
        ids = [1, *rng.sample(range(2, 9), 3)]
        others = iter(ids[1:])
        own = tuple(ids[0] if i == one.key else next(others) for i in range(4))
        questions.append(
            Posed(one.group, one.stem, one.options, one.names, one.key, lead_in="", ids=own)
        )

    assert cued({row.bot: row for row in audit_posed({"m": questions})}) == {"id"}


# ---- what it says -------------------------------------------------------------------------------
def test_the_three_traits_a_bot_lived_on_are_named_most_first():
    row = rows(cue=second_place)["position"]

    assert row.traits[0].says == "place 2 of 4"
    assert row.traits[0].excess > 100
    assert len(rows(cue=favourite)["text"].traits) == 3
    assert rows(cue=favourite)["text"].traits[0].says in ("“median nerve”", "“median nerve trunk”")


def test_a_bot_within_chance_names_nothing():
    assert [row.traits for row in rows().values()] == [()] * len(BOTS)


def test_each_question_is_played_once_by_each_bot():
    found = rows()

    assert {row.score.count for row in found.values()} == {COUNT}
    assert {row.score.chance for row in found.values()} == {0.25}


def test_item_models_are_judged_apart():
    found = audit({"clean": bank(COUNT), "cued": bank(COUNT, cue=longer), "empty": []})

    assert {row.model for row in found} == {"clean", "cued"}
    assert {row.model for row in found if row.is_cued} == {"cued"}


def test_what_is_right_in_one_model_is_no_share_in_another():
    """The same words in two models are two answers, unless the bot plays the whole bank."""

    def always(nerve):
        return lambda sheet: setattr(
            sheet, "key", next((i for i, t in enumerate(sheet.options) if nerve in t), sheet.key)
        )

    found = audit({"a": bank(COUNT, 1, always("median")), "b": bank(COUNT, 2)})

    assert {row.bot for row in found if row.model == "a" and row.is_cued} >= {"text", "frequency"}
    assert not [row for row in found if row.model == "b" and row.bot == "text" and row.is_cued]


def test_the_same_bank_gives_the_same_rows():
    assert rows(seed=3) == rows(seed=3)


def test_a_bot_that_looks_is_caught_when_always_wrong_and_one_that_learns_is_not():
    """Keys in equal shares leave one half less of what the other half had more of."""
    never = Score(0, 500, 0.25)

    assert is_cued(never, learns=False)
    assert not is_cued(never, learns=True)
    assert is_cued(Score(300, 500, 0.25), learns=True)


def test_keys_dealt_in_turn_raise_no_alarm():
    def dealt(sheet: Sheet) -> None:
        sheet.swap(next(turns) % 4)

    for seed in range(10):
        turns = iter(range(COUNT))
        drawn = bank(COUNT, seed, dealt)

        assert cued({row.bot: row for row in audit({"m": drawn})}) == set()


# ---- questions as a bot meets them --------------------------------------------------------------
def test_a_question_without_a_story_is_posed_by_its_texts():
    [vignette] = bank(1)
    [one] = posed(vignette, model="term")

    assert one.group == "term/Nerve"
    assert one.stem == ""
    assert one.names == one.options
    assert one.lead_in == "Which nerve is damaged?"
    assert one.ids == (0, 1, 2, 3)


def test_a_denied_claim_is_another_answer_than_the_claim():
    [vignette] = bank(1, claims=True)
    first = vignette.items[0].options[0]
    denied = first.model_copy(
        update={"claims": tuple(type(c)(c.concept, c.at, False) for c in first.claims)}
    )
    item = vignette.items[0].model_copy(
        update={"options": (denied, *vignette.items[0].options[1:])}
    )

    [one] = posed(vignette.model_copy(update={"items": (item,)}))

    assert one.names[0] == f"not {first.claims[0].concept}"
