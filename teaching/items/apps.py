"""Vignettes and items as an app: what has to happen when somebody leaves."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "teaching.items"

    def ready(self) -> None:
        from teaching.accounts import leaving
        from teaching.items import erasing

        leaving.on_erase(erasing.erase)
