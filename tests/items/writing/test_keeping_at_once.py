"""Two authors who keep at the same moment: both are there, one after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from teaching.items.models import Manuscript
from teaching.items.writing import keeping
from teaching.items.writing.document import Document
from tests.factories import make_instructor
from tests.items.writing.manuscripts import a_document, a_line, with_line, with_lines

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
BASE = a_document()
AUTHORS = 6


@pytest.fixture
def manuscript(disease) -> Manuscript:
    return keeping.begin(disease, make_instructor(), BASE, NOW)


def all_keep(manuscript: Manuscript, written: Callable[[int], Document]) -> Document:
    """What stands after so many authors kept theirs, begun from the first revision, at once."""
    authors = [make_instructor(first_name=f"Author {n}") for n in range(AUTHORS)]
    together = Barrier(AUTHORS)

    def one(n: int) -> int:
        try:
            together.wait()
            return keeping.keep(
                manuscript, written(n), base=1, window=f"w{n}", by=authors[n], at=NOW
            ).revision
        finally:
            connection.close()

    with ThreadPoolExecutor(AUTHORS) as pool:
        revisions = sorted(pool.map(one, range(AUTHORS)))
    assert revisions == list(range(2, AUTHORS + 2))
    assert list(manuscript.kept.values_list("revision", flat=True)) == [1, *revisions]
    manuscript.refresh_from_db()
    return Document.model_validate(manuscript.content)


def test_different_lines_are_all_there(disease):
    lines = tuple(a_line(f"n{n}") for n in range(AUTHORS))
    base = with_lines(BASE, {"onset": lines})
    manuscript = keeping.begin(disease, make_instructor(), base, NOW)

    whole = all_keep(manuscript, lambda n: with_line(base, f"n{n}", text=f"Words {n}."))

    assert [line.text for line in whole.stages[0].lines] == [f"Words {n}." for n in range(AUTHORS)]
    assert not whole.has_variants


def test_the_same_line_has_all_beside_each_other(manuscript):
    whole = all_keep(manuscript, lambda n: with_line(BASE, "a", text=f"Words {n}."))

    line = whole.stages[0].lines[0]
    texts = [line.text, *(variant.value for variant in line.variants)]
    assert sorted(texts) == [f"Words {n}." for n in range(AUTHORS)]
