"""A look at the tables of packs. Nothing is changed here: ``loadpack`` writes whole packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from teaching.knowledge import models

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:  # the class cannot be subscripted at run time
    ModelAdmin = admin.ModelAdmin


class ReadOnly(ModelAdmin):
    list_filter: ClassVar[tuple[str, ...]] = ("disease",)
    list_select_related: ClassVar[tuple[str, ...]] = ("disease",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Disease)
class DiseaseAdmin(ReadOnly):
    list_display = ("name", "slug", "revision")
    list_filter = ()
    list_select_related = ()


@admin.register(
    models.Stage,
    models.Axis,
    models.Aspect,
    models.Sort,
    models.Region,
    models.Scope,
    models.Concept,
    models.Finding,
    models.Component,
)
class NamedAdmin(ReadOnly):
    list_display = ("name", "slug", "disease")
    search_fields = ("name", "slug")


@admin.register(models.Fact)
class FactAdmin(ReadOnly):
    list_display = ("code", "layer", "aspect", "text")
    list_filter = ("disease", "layer", "aspect")
    list_select_related = ("aspect",)
    search_fields = ("code", "text")


@admin.register(models.Source)
class SourceAdmin(ReadOnly):
    list_display = ("code", "kind", "year", "citation")
    list_filter = ("disease", "kind")
    search_fields = ("code", "title", "citation")


@admin.register(models.Dispute, models.Term, models.Note, models.Row, models.Discriminator)
class CodedAdmin(ReadOnly):
    list_display = ("code", "__str__", "disease")
    search_fields = ("code",)


@admin.register(models.Rule, models.Tendency)
class RuleAdmin(ReadOnly):
    list_display = ("__str__", "concept", "disease")
    list_select_related = ("concept", "disease")
