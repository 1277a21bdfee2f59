"""What learners know, as an app: what has to happen when accounts come together, and
when one goes."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "teaching.progress"

    def ready(self) -> None:
        from teaching.accounts import claiming, leaving
        from teaching.progress import counting, erasing

        claiming.on_claim(counting.claim)
        leaving.on_erase(erasing.erase)
