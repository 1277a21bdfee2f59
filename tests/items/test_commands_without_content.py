"""What commands say where nothing is loaded yet."""

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["generate", "verify"])
def test_without_a_disease_it_says_how_to_load_one(command):
    with pytest.raises(CommandError, match="loadpack"):
        call_command(command)
