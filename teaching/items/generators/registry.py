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
from teaching.items.generators.item_models import Approvable, ItemModel

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


PATIENTS = Approvable(
    slug="unfolding-patients",
    name="Patients drawn for a learner",
    version=1,
    about=(
        "Whole cases in stages with up to three decisions, drawn, proved and told anew for the"
        " learner who asks for a new patient."
    ),
    radicals={
        "key": "the form, or the mimic, that is right",
        "kind": "the kind of case: which pictures it shows, where, and with which findings",
        "window": "the part of the range of onset it was first seen in",
        "aim": "what the management hangs on",
    },
    incidentals=(
        "the person, the cause and level of the lesion, neutral findings, measures, every wording"
    ),
)
"""What draws for one learner at a time. None of it enters the bank."""


class UnknownModel(LookupError):  # noqa: N818 (says what happened)
    """There is no item model of this name."""


def model_of(slug: str) -> ItemModel:
    """The item model of a name. Raises UnknownModel, which lists those there are."""
    for model in MODELS:
        if model.slug == slug:
            return model
    known = ", ".join(model.slug for model in MODELS)
    raise UnknownModel(f"There is no item model '{slug}'. There are: {known}.")
