"""The nine figures by name. Each module holds one: outlines are data."""

from __future__ import annotations

from teaching.film.anatomy import Figure
from teaching.film.figures import (
    ankle,
    elbow,
    flank,
    forearm,
    hips,
    knee,
    shoulder,
    thigh,
    upper_arm,
)

FIGURES: dict[str, Figure] = {
    module.FIGURE.name: module.FIGURE
    for module in (ankle, elbow, flank, forearm, hips, knee, shoulder, thigh, upper_arm)
}
