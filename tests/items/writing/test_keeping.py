"""What an author writes is kept, merged with what others wrote, and can be taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from teaching.items.models import Kept, Manuscript, Standing
from teaching.items.writing import keeping
from teaching.items.writing.document import Document, Variant
from teaching.items.writing.merging import choose
from tests.factories import make_instructor
from tests.items.writing.manuscripts import (
    a_document,
    a_line,
    in_order,
    lines_of,
    with_line,
    with_lines,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
BASE = a_document()


@pytest.fixture
def ada():
    return make_instructor(first_name="Ada")


@pytest.fixture
def bo():
    return make_instructor(first_name="Bo")


@pytest.fixture
def manuscript(disease, ada) -> Manuscript:
    return keeping.begin(disease, ada, BASE, NOW, slug="a-case")


def keep(manuscript, document, by, base=1, window=None, at=NOW):
    """From a window of the author's own, unless another is named."""
    window = by.first_name if window is None else window
    return keeping.keep(manuscript, document, base=base, window=window, by=by, at=at)


def stored(manuscript: Manuscript) -> Document:
    manuscript.refresh_from_db()
    return Document.model_validate(manuscript.content)


def text(document: Document, name: str) -> str:
    return next(line.text for _, line in document.lines if line.id == name)


def written(document: Document, name: str, words: str) -> Document:
    return with_line(document, name, text=words)


# Beginning.


def test_a_manuscript_begins_at_revision_one(manuscript, ada):
    assert stored(manuscript) == BASE
    assert (manuscript.revision, manuscript.title) == (1, "A stiff hip")
    assert manuscript.standing == Standing.DRAFT
    assert list(manuscript.kept.values_list("revision", "by", "at")) == [(1, ada.pk, NOW)]


def test_a_slug_that_is_made_says_nothing(disease, ada):
    first = keeping.begin(disease, ada, BASE, NOW)
    second = keeping.begin(disease, ada, BASE, NOW)

    assert first.slug.startswith("case-")
    assert len(first.slug) == 13
    assert first.slug != second.slug


def test_too_much_is_not_begun(disease, ada):
    with pytest.raises(keeping.TooMuchError):
        keeping.begin(disease, ada, written(BASE, "a", "x" * 4001), NOW)

    assert Manuscript.objects.count() == 0


# Keeping.


def test_what_is_kept_is_a_new_revision(manuscript, ada):
    at = NOW + timedelta(minutes=1)
    mine = written(BASE, "a", "Mine.").model_copy(update={"title": "t" * 400})

    result = keep(manuscript, mine, ada, at=at)

    assert result == keeping.KeptResult(2, mine, True, frozenset())
    assert stored(manuscript) == mine
    assert (manuscript.revision, manuscript.kept_at) == (2, at)
    assert manuscript.title == "t" * 300
    last = manuscript.kept.last()
    assert (last.revision, last.by, last.window, last.undoes) == (2, ada, "Ada", None)
    assert Document.model_validate(last.content) == mine


def test_what_stands_already_is_not_stored_again(manuscript, ada):
    mine = written(BASE, "a", "Mine.")
    keep(manuscript, mine, ada)

    again = keep(manuscript, mine, ada, base=2)
    sent_twice = keep(manuscript, mine, ada, base=1)

    assert again == sent_twice == keeping.KeptResult(2, mine, False, frozenset())
    assert manuscript.kept.count() == 2


def test_what_another_author_wrote_meanwhile_is_merged_in(manuscript, ada, bo):
    keep(manuscript, written(BASE, "b", "Bo's."), bo)
    mine = written(BASE, "a", "Ada's.")

    result = keep(manuscript, mine, ada)

    assert result.document == stored(manuscript) == written(mine, "b", "Bo's.")
    assert (result.revision, result.differs) == (3, {"b"})
    assert not result.has_variants


def test_the_same_line_written_by_two_has_both_beside_each_other(manuscript, ada, bo):
    keep(manuscript, written(BASE, "a", "Bo's."), bo)

    result = keep(manuscript, written(BASE, "a", "Ada's."), ada)

    beside = (Variant(field="text", value="Bo's.", by=str(bo.pk)),)
    assert result.document == with_line(BASE, "a", text="Ada's.", variants=beside)
    assert (result.has_variants, result.differs) == (True, {"a"})


def test_a_variant_that_was_chosen_goes_for_all(manuscript, ada, bo):
    keep(manuscript, written(BASE, "a", "Bo's."), bo)
    seen = keep(manuscript, written(BASE, "a", "Ada's."), ada).document

    result = keep(manuscript, choose(seen, "a", "text", 0), ada, base=3)

    assert result.document == written(BASE, "a", "Bo's.")


def test_two_windows_of_one_author_are_merged_too(manuscript, ada):
    keep(manuscript, written(BASE, "a", "One."), ada, window="one")

    result = keep(manuscript, written(BASE, "b", "Two."), ada, window="two")

    assert result.document == written(written(BASE, "a", "One."), "b", "Two.")


# Answers that were lost.


def test_a_window_whose_answer_was_lost_goes_on(manuscript, ada):
    """A line it added and took out again is not brought back by what it had sent itself."""
    keep(manuscript, in_order(written(BASE, "a", "First."), "abcn"), ada)

    result = keep(manuscript, written(BASE, "a", "Second."), ada)

    assert result == keeping.KeptResult(3, written(BASE, "a", "Second."), True, frozenset())


def test_a_window_without_a_name_is_merged(manuscript, ada):
    keep(manuscript, written(BASE, "a", "First."), ada, window="")

    assert keep(manuscript, written(BASE, "a", "Second."), ada, window="").has_variants


def test_the_window_of_somebody_else_is_not_mine(manuscript, ada, bo):
    keep(manuscript, written(BASE, "a", "Bo's."), bo, window="same")

    assert keep(manuscript, written(BASE, "a", "Ada's."), ada, window="same").has_variants


def test_a_lost_answer_amid_another_authors_changes_sets_nobody_against_themselves(
    manuscript, ada, bo
):
    keep(manuscript, written(BASE, "b", "Bo's."), bo)
    keep(manuscript, in_order(written(BASE, "a", "First."), "abcn"), ada)
    keep(manuscript, written(stored(manuscript), "d", "Bo's too."), bo, base=3)

    result = keep(manuscript, written(BASE, "a", "Second."), ada)

    expected = written(written(written(BASE, "a", "Second."), "b", "Bo's."), "d", "Bo's too.")
    assert result.document == expected
    assert result.differs == {"b", "d"}


# Bases that are gone.


def test_a_base_that_was_dropped_loses_nothing(manuscript, ada, bo):
    keep(manuscript, written(BASE, "b", "Two."), bo)
    keep(manuscript, written(stored(manuscript), "b", "Three."), bo, base=2)
    manuscript.kept.filter(revision=2).delete()

    result = keep(manuscript, written(written(BASE, "b", "Two."), "a", "Ada's."), ada, base=2)

    assert text(result.document, "a") == "Ada's."
    line = result.document.stages[0].lines[1]
    assert (line.text, [one.value for one in line.variants]) == ("Two.", ["Three."])
    assert lines_of(result.document) == ["abc", "d"]


@pytest.mark.parametrize("base", [0, -1, 2, 10**9])
def test_a_base_that_never_was_takes_nothing_away(manuscript, ada, base):
    mine = with_lines(BASE, {"onset": (a_line("a", "Ada's."), a_line("n"))})

    result = keep(manuscript, mine, ada, base=base)

    assert sorted("".join(lines_of(result.document))) == ["a", "b", "c", "d", "n"]
    line = result.document.stages[0].lines[0]
    assert line.text == "Ada's."
    assert line.variants == (Variant(field="text", value="Line a.", by=""),)


def test_the_newest_and_the_first_revision_are_kept(manuscript, ada, monkeypatch):
    monkeypatch.setattr(keeping, "REVISIONS", 3)
    for n in range(1, 8):
        keep(manuscript, written(BASE, "a", f"Words {n}."), ada, base=n)

    assert list(manuscript.kept.values_list("revision", flat=True)) == [1, 6, 7, 8]


# What cannot be kept.


@pytest.mark.parametrize("standing", [Standing.IN_REVIEW, Standing.PUBLISHED, Standing.RETIRED])
def test_only_a_draft_is_changed(manuscript, ada, standing):
    keep(manuscript, written(BASE, "b", "Before."), ada)
    Manuscript.objects.update(standing=standing)

    for change in (
        lambda: keep(manuscript, written(BASE, "a", "Mine."), ada, base=2),
        lambda: keeping.undo(manuscript, by=ada, window="w", at=NOW),
    ):
        with pytest.raises(keeping.ClosedError) as told:
            change()
        assert (told.value.standing, told.value.is_deleted) == (standing, False)
    assert stored(manuscript) == written(BASE, "b", "Before.")
    assert manuscript.kept.count() == 2


def test_one_that_was_put_away_is_changed_once_it_is_back(manuscript, ada):
    keeping.delete(manuscript, NOW)
    keeping.delete(manuscript, NOW + timedelta(days=1))
    with pytest.raises(keeping.ClosedError) as told:
        keep(manuscript, written(BASE, "a", "Mine."), ada)
    assert told.value.is_deleted
    assert Manuscript.objects.of(ada).count() == 0
    assert Manuscript.objects.get().deleted_at == NOW

    keeping.restore(manuscript)

    assert Manuscript.objects.of(ada).get() == manuscript
    assert keep(manuscript, written(BASE, "a", "Mine."), ada).is_new


def test_too_much_is_told_and_not_stored(manuscript, ada):
    with pytest.raises(keeping.TooMuchError) as told:
        keep(manuscript, written(BASE, "a", "x" * 4001), ada)

    assert told.value.said == ["Line 1 of “onset” has 4,001 characters; at most 4,000 can be kept."]
    assert stored(manuscript) == BASE


def test_what_is_too_much_only_together_is_told_too(manuscript, ada, bo):
    mine, theirs = (
        with_lines(BASE, {"onset": tuple(a_line(f"{of}{n}") for n in range(300))}) for of in "mt"
    )
    keep(manuscript, theirs, bo)

    with pytest.raises(keeping.TooMuchError):
        keep(manuscript, mine, ada)

    assert stored(manuscript) == theirs


def test_a_failure_midway_leaves_nothing_half_kept(manuscript, ada):
    """The row is written before its revision is: here that one is there already."""
    Kept.objects.create(manuscript=manuscript, revision=2, content={}, at=NOW)

    with pytest.raises(Exception, match=r"(?i)unique"):
        keep(manuscript, written(BASE, "a", "Mine."), ada)

    assert stored(manuscript) == BASE
    assert manuscript.revision == 1


# Undoing.


def undo(manuscript, by):
    return keeping.undo(manuscript, by=by, window="w", at=NOW)


def redo(manuscript, by):
    return keeping.redo(manuscript, by=by, window="w", at=NOW)


def test_undoing_goes_back_step_by_step_and_forward_again(manuscript, ada):
    one, two = written(BASE, "a", "One."), written(BASE, "a", "Two.")
    keep(manuscript, one, ada)
    keep(manuscript, two, ada, base=2)

    steps = [undo(manuscript, ada), undo(manuscript, ada), undo(manuscript, ada)]
    steps += [redo(manuscript, ada), redo(manuscript, ada), redo(manuscript, ada)]
    steps += [undo(manuscript, ada)]

    assert [step and step.document for step in steps] == [one, BASE, None, one, two, None, one]
    assert stored(manuscript) == one
    assert list(manuscript.kept.values_list("revision", "undoes")) == [
        *[(1, None), (2, None), (3, None)],
        *[(4, 3), (5, 2), (6, 5), (7, 4), (8, 3)],
    ]


def test_undoing_leaves_what_others_wrote_elsewhere(manuscript, ada, bo):
    keep(manuscript, written(BASE, "a", "Ada's."), ada)
    keep(manuscript, written(stored(manuscript), "b", "Bo's."), bo, base=2)

    result = undo(manuscript, ada)

    assert result.document == stored(manuscript) == written(BASE, "b", "Bo's.")
    assert result.differs == {"a"}
    assert undo(manuscript, ada) is None


def test_undoing_what_another_wrote_over_keeps_it_with_the_former_beside(manuscript, ada, bo):
    keep(manuscript, written(BASE, "a", "Ada's."), ada)
    keep(manuscript, written(BASE, "a", "Bo's."), bo, base=2)

    result = undo(manuscript, ada)

    beside = (Variant(field="text", value="Line a.", by=str(ada.pk)),)
    assert result.document == with_line(BASE, "a", text="Bo's.", variants=beside)


def test_undoing_brings_a_deleted_line_back_to_its_place(manuscript, ada, bo):
    keep(manuscript, in_order(BASE, "ac"), ada)
    keep(manuscript, in_order(BASE, "act"), bo, base=2)

    assert lines_of(undo(manuscript, ada).document) == ["abct", "d"]


def test_a_change_of_which_nothing_is_left_is_passed_over(manuscript, ada, bo):
    keep(manuscript, written(BASE, "b", "Stays."), ada)
    keep(manuscript, written(stored(manuscript), "a", "Ada's."), ada, base=2)
    keep(manuscript, written(BASE, "b", "Stays."), bo, base=3)

    assert undo(manuscript, ada).document == BASE


def test_what_was_written_after_an_undo_ends_redoing(manuscript, ada):
    keep(manuscript, written(BASE, "a", "One."), ada)
    undo(manuscript, ada)
    keep(manuscript, written(BASE, "a", "Another."), ada, base=3)

    assert redo(manuscript, ada) is None
    assert undo(manuscript, ada).document == BASE
    assert redo(manuscript, ada).document == written(BASE, "a", "Another.")
    assert redo(manuscript, ada) is None


def test_undoing_ends_where_the_kept_revisions_do(manuscript, ada):
    keep(manuscript, written(BASE, "a", "One."), ada)
    keep(manuscript, written(BASE, "a", "Two."), ada, base=2)
    manuscript.kept.filter(revision=2).delete()

    assert undo(manuscript, ada) is None


# Queries.


def test_keeping_takes_the_same_few_queries_however_much_there_is(
    manuscript, ada, bo, django_assert_num_queries
):
    """Two are the savepoint of the test; the row, its new state, its revision."""
    with django_assert_num_queries(5):
        keep(manuscript, written(BASE, "a", "One."), ada)
    with django_assert_num_queries(3):
        keep(manuscript, written(BASE, "a", "One."), ada, base=2)
    for n in (2, 3, 4):
        keep(manuscript, written(BASE, "b", f"Words {n}."), bo, base=n)
    with django_assert_num_queries(7):  # which revisions there are, and two of them
        keep(manuscript, written(BASE, "d", "New."), ada, base=2)
    with django_assert_num_queries(7):
        undo(manuscript, ada)


def test_the_row_is_locked_while_it_is_kept(manuscript, ada, django_assert_num_queries):
    with django_assert_num_queries(5) as asked:
        keep(manuscript, written(BASE, "a", "One."), ada)

    locks = "FOR UPDATE" in asked.captured_queries[1]["sql"]
    assert locks == connection.features.has_select_for_update
