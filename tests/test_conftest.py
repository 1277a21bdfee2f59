"""Which tests are run on the second database too."""

import pytest

from tests.conftest import uses_database


def test_a_test_without_the_database_is_left_out(request):
    assert not uses_database(request.node)


@pytest.mark.django_db
def test_a_test_marked_for_the_database_is_taken(request):
    assert uses_database(request.node)


def test_a_test_that_asks_for_the_database_is_taken(request, db):
    assert uses_database(request.node)


def test_a_test_with_a_fixture_on_the_database_is_taken(request, django_db_setup):
    assert uses_database(request.node)


def test_a_test_with_a_server_is_taken(request, live_server):
    assert uses_database(request.node)
