"""The app of everyone who is here."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "teaching.accounts"
    verbose_name = "people"
