"""What a sitting came to."""

from datetime import timedelta

import pytest

from teaching.quizzes.results import Answered, Share, score


@pytest.mark.parametrize(
    ("right", "asked", "interval"),
    [  # by the formula of Wilson 1927; 0 of 10 and 81 of 263 as in Newcombe 1998, Stat Med 17:857
        (0, 10, (0.0, 0.2775)),
        (81, 263, (0.2553, 0.3662)),
        (10, 10, (0.7225, 1.0)),
        (0, 0, (0.0, 1.0)),
    ],
)
def test_the_interval_is_wilsons(right, asked, interval):
    assert Share(right, asked).interval == pytest.approx(interval, abs=5e-4)


def test_a_score_counts_what_was_answered_by_topic():
    answers = [
        Answered(1, "Form", True, timedelta(seconds=20)),
        Answered(2, "Onset", False, timedelta(seconds=40)),
        Answered(4, "Form", True, timedelta(seconds=30)),
    ]

    found = score(answers, asked=5)

    assert (found.share, found.left, found.took) == (Share(2, 3), 2, timedelta(seconds=90))
    assert [(topic.name, topic.share) for topic in found.groupings[0].groups] == [
        ("Form", Share(2, 2)),
        ("Onset", Share(0, 1)),
    ]


def test_nothing_answered_is_no_share():
    assert score([], asked=3).share == Share(0, 0)


def test_a_contrast_is_summed_up_by_side_first():
    answers = [
        Answered(1, "Form", True, timedelta(seconds=9), side="One"),
        Answered(2, "Form", False, timedelta(seconds=9), side="Other"),
    ]

    found = score(answers, 2).groupings[0]

    assert (found.heading, [(one.name, one.share.right) for one in found.groups]) == (
        "By side",
        [("One", 1), ("Other", 0)],
    )
