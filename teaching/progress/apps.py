"""What learners know, as an app: what has to happen when accounts come together."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "teaching.progress"

    def ready(self) -> None:
        from teaching.accounts import claiming
        from teaching.progress import counting

        claiming.on_claim(counting.claim)
