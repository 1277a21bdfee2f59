"""What does not fit in the ``film`` section of a pack: names it uses and words it repeats."""

from __future__ import annotations

from teaching.film.figures import FIGURES
from teaching.items.describing import place_names
from teaching.knowledge.schema import Pack
from teaching.knowledge.statements import Literal


def faults(pack: Pack) -> tuple[str, ...]:
    """What does not fit in a pack's ``film`` section, each with the name it is about."""
    film = pack.film
    if film is None:
        return ()
    out: list[str] = []
    findings = {finding.slug: finding for finding in pack.findings}
    regions = {region.slug for region in pack.disease.regions}
    stages = {stage.slug for stage in pack.disease.stages}
    out += [f"film: there is no stage '{slug}'" for slug in film.stages if slug not in stages]
    for place in film.places:
        figure = FIGURES[place.figure]
        if place.region not in regions:
            out.append(f"film place: there is no region '{place.region}'")
        for names, known, kind in (
            (place.anchors, figure.anchors, "anchor"),
            ((place.loss,), figure.bites, "place of loss"),
            ((place.fracture,), figure.breaks, "place of fracture"),
        ):
            out += [
                f"film place '{place.region}': the figure '{place.figure}' has no {kind} '{name}';"
                f" it has {', '.join(known) or 'none'}"
                for name in names
                if name is not None and name not in known
            ]
    literals: list[Literal] = list(film.mirrored)
    for conditions in (
        *(rule.when for rule in film.growths),
        *(rule.when for rule in film.maturities),
        *(rule.when for rule in film.losses),
        *(rule.when for rule in film.fractures),
    ):
        literals += conditions
    named = [literal.finding for literal in literals] + [phrase.finding for phrase in film.phrases]
    out += [
        f"film: there is no finding '{slug}'"
        for slug in dict.fromkeys(named)
        if slug not in findings
    ]
    seen: dict[str, str] = {}
    for phrase in film.phrases:
        for text in (phrase.present, phrase.absent):
            if text.lower() in seen:
                out.append(
                    f"film phrase '{text}' of '{phrase.finding}' already stands for"
                    f" '{seen[text.lower()]}'"
                )
            seen[text.lower()] = phrase.finding
    spoken = {phrase.finding for phrase in film.phrases}
    out += [
        f"film: '{finding.slug}' is seen on films and has no phrases"
        for finding in pack.findings
        if finding.stage in film.stages and finding.slug not in spoken
    ]
    called: dict[str, str] = {}
    for slug, name in place_names(pack).items():
        if name.lower() in called or any(mark in name for mark in ",;:."):
            out.append(f"film: '{name}' cannot be read back as the name of '{slug}' alone")
        called[name.lower()] = slug
    return tuple(out)
