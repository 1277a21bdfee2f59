"""A disease without content, to write cases of."""

import pytest

from teaching.knowledge.models import Disease


@pytest.fixture
def disease() -> Disease:
    return Disease.objects.create(slug="gout", name="Gout", short="Gout", revision=1)
