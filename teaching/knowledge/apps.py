"""The app of what there is to learn."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "teaching.knowledge"
    verbose_name = "knowledge"
