"""The rows a vignette refers to, by the names its pack uses."""

from __future__ import annotations

from dataclasses import dataclass

from teaching.knowledge.models import Axis, Concept, Disease, Fact, Finding, Stage


@dataclass(frozen=True)
class Vocabulary:
    """The rows a vignette refers to, by the names a pack uses."""

    disease: Disease
    facts: dict[str, Fact]
    findings: dict[str, Finding]
    stages: dict[str, Stage]
    axes: dict[str, Axis]
    concepts: dict[str, Concept]

    @classmethod
    def of(cls, disease: Disease) -> Vocabulary:
        return cls(
            disease,
            {fact.code: fact for fact in Fact.objects.filter(disease=disease)},
            {finding.slug: finding for finding in Finding.objects.filter(disease=disease)},
            {stage.slug: stage for stage in Stage.objects.filter(disease=disease)},
            {axis.slug: axis for axis in Axis.objects.filter(disease=disease)},
            {concept.slug: concept for concept in Concept.objects.filter(disease=disease)},
        )
