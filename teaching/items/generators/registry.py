"""All item models, in the order in which they are listed. A new one is entered here, once."""

from __future__ import annotations

from teaching.items.generators import (
    changed,
    counterfactual,
    deciding,
    diagnosis_from_case,
    excluding,
    expecting,
    form_from_case,
    management_from_case,
    matching,
    onset_from_case,
    recall,
    terms,
)
from teaching.items.generators.item_models import ItemModel

MODELS: tuple[ItemModel, ...] = (
    form_from_case.MODEL,
    onset_from_case.MODEL,
    management_from_case.MODEL,
    diagnosis_from_case.MODEL,
    deciding.MODEL,
    counterfactual.MODEL,
    excluding.MODEL,
    matching.MODEL,
    recall.MODEL,
    terms.MODEL,
    changed.MODEL,
    expecting.MODEL,
)


class UnknownModel(LookupError):  # noqa: N818 (says what happened)
    """There is no item model of this name."""


def model_of(slug: str) -> ItemModel:
    """The item model of a name. Raises UnknownModel, which lists those there are."""
    for model in MODELS:
        if model.slug == slug:
            return model
    known = ", ".join(model.slug for model in MODELS)
    raise UnknownModel(f"There is no item model '{slug}'. There are: {known}.")
