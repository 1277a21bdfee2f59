"""The pages of a learner in a clinic that has no content yet."""

import pytest
from django.test import Client

from tests.factories import make_user


@pytest.mark.parametrize("address", ["today", "today/start", "progress", "progress/plan"])
def test_where_no_content_is_loaded_the_front_page_says_so(db, address):
    client = Client()
    client.force_login(make_user())

    send = client.post if address in ("today/start", "progress/plan") else client.get
    response = send(f"/{address}/", follow=True)

    assert response.request["PATH_INFO"] == "/"
