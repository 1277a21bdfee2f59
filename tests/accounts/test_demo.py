"""The accounts a fresh clone can be tried with."""

import pytest
from django.core.management import CommandError, call_command

from teaching.accounts.models import Role, User

pytestmark = pytest.mark.django_db


def test_there_is_one_account_for_each_role(capsys):
    call_command("demo")

    assert sorted(User.objects.values_list("role", flat=True)) == sorted(Role.values)


def test_each_printed_password_signs_in(client, capsys):
    call_command("demo")
    lines = capsys.readouterr().out.splitlines()

    for line in lines:
        name, _, password = line.split()
        assert client.login(username=name, password=password)
    assert len(lines) == 3


def test_a_changed_password_stays_changed(capsys):
    call_command("demo")
    learner = User.objects.get(username="learner")
    learner.set_password("my own words")
    learner.save()

    call_command("demo")

    learner.refresh_from_db()
    assert learner.check_password("my own words")


def test_a_deployment_gets_no_demo_accounts(settings):
    settings.DEPLOYED = True

    with pytest.raises(CommandError, match="this is a deployment"):
        call_command("demo")

    assert User.objects.count() == 0
