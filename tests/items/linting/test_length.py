from tests.items.linting.making import flaw, question, rules


def test_a_key_far_longer_than_the_others_is_an_error_on_the_key():
    options = ("Rest", "Immobilise the wrist and repeat the film in ten days", "Ice")
    asked = question(options=options, key=1)

    found = flaw("longest-key", asked)

    assert (found.severity, found.place.part, found.place.index) == ("error", "option", 1)


def test_a_long_distractor_is_no_flaw():
    asked = question(
        options=("Rest", "Immobilise the wrist and repeat the film in ten days", "Ice")
    )

    assert rules(asked) == []


def test_a_key_a_little_longer_is_no_flaw():
    assert rules(question(options=("Deep vein thrombosis", "Cellulitis", "Muscle tear"))) == []


def test_detail_in_the_key_alone_is_marked_where_it_stands():
    options = ("Rest with ice (for 15 minutes)", "Plaster below the knee", "Repair of the ligament")

    found = flaw("most-specific-key", question(options=options))

    assert options[0][found.place.start : found.place.end] == "(for 15 minutes)"


def test_detail_in_another_option_as_well_is_no_flaw():
    options = ("Rest with ice (a day)", "Plaster below the knee (a week)", "Repair of the ligament")

    assert "most-specific-key" not in rules(question(options=options))
