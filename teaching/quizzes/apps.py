"""The clinic as an app: what has to happen when accounts come together, and when one goes."""

from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "teaching.quizzes"

    def ready(self) -> None:
        from teaching.accounts import claiming, leaving
        from teaching.quizzes import attempts, erasing, marking, reporting, sittings

        claiming.on_claim(attempts.claim)
        claiming.on_claim(sittings.claim)
        claiming.on_claim(marking.claim)
        claiming.on_claim(reporting.claim)
        leaving.on_erase(erasing.erase)
