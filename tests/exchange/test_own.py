"""An export tells of everything that is kept about a person, or says why it does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from teaching.accounts.models import User
from teaching.exchange.own import LEFT_OUT, OWN
from teaching.items.models import Vignette
from tests.exchange.living import live, signed_in
from tests.exchange.reading import exported, tables

PRIVACY = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
TOLD = {table for section in OWN for table in section.tables}
BELONGS_TO_ALL = {User, Vignette}
"""What points at these need not be a person's: a patient's own tables are its story."""


def pointing_at(target: type[models.Model]) -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if any(
            field.is_relation and field.concrete and field.related_model is target
            for field in model._meta.get_fields()
        ):
            yield model


def untold(told: set[type[models.Model]]) -> set[str]:
    """Tables that point at a person, or at a table that is told of, and are not told of."""
    about = {*pointing_at(User)}
    for table in told - BELONGS_TO_ALL:
        about |= {one for one in pointing_at(table) if not one._meta.auto_created}
    return {one._meta.label for one in about - told} - LEFT_OUT.keys()


def test_every_table_that_points_at_a_person_is_told_of_or_left_out_for_a_reason():
    assert untold(TOLD) == set()


@pytest.mark.parametrize("table", ["quizzes.Attempt", "quizzes.Response", "items.Move"])
def test_a_table_that_is_not_told_of_would_be_found(table):
    assert untold(TOLD - {apps.get_model(table)}) == {table}


def test_every_field_of_an_account_is_told_or_left_out_for_a_reason(bank):
    user = live()
    (account,) = exported(signed_in(user))["account"]
    names = {
        "id": "number",
        "username": "user_name",
        "is_tryout": "is_visitor",
        "date_joined": "joined_at",
        "last_login": "last_signed_in_at",
        "leaves_at": "to_be_deleted_at",
    }

    fields = {
        field.name
        for field in User._meta.concrete_fields
        if f"accounts.User.{field.name}" not in LEFT_OUT
    }

    assert {names.get(field, field) for field in fields} == account.keys()


def test_what_is_left_out_exists():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    fields = {f"accounts.User.{field.name}" for field in User._meta.concrete_fields}

    assert LEFT_OUT.keys() - labels - fields == set()


def test_somebody_who_has_done_everything_finds_all_of_it(bank):
    user = live()
    client = signed_in(user)

    told = exported(client)

    assert [name for name, rows in told.items() if not rows] == []
    assert user.password not in str(told)
    assert told["bookmarks_and_notes"][0]["note"] == "Wilhelmina wrote this."
    assert told["reports"][0]["text"] == "Wilhelmina saw a slip."
    assert {row["title"] for row in told["quizzes"] if row["is_for_others"]} == {
        "Hers",
        "Her draft",
    }


def test_tables_and_file_say_the_same(bank):
    client = signed_in(live())

    told, sheets = exported(client), tables(client)

    assert sheets.keys() == told.keys() - {"about", "made_at"}
    assert {name: len(rows) - 1 for name, rows in sheets.items()} == {
        name: len(told[name]) for name in sheets
    }
    assert sheets["answers"][0] == list(told["answers"][0])


def test_the_document_on_privacy_names_every_table_that_is_told_of():
    text = PRIVACY.read_text(encoding="utf-8")

    assert [section.name for section in OWN if f"`{section.name}`" not in text] == []
    assert [left.split(".")[-1] for left in LEFT_OUT if left.split(".")[-1] not in text] == []
