"""The regions of a pack, side by side, and the scopes that name several of them at once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from teaching.knowledge.schema.vocabulary import Disease, Scope


@dataclass(frozen=True, slots=True)
class Place:
    """One region of one patient: ``left-hip``, or ``spine`` where nothing is sided."""

    id: str
    slug: str
    name: str
    sort: str
    side: str = ""
    mirror: str | None = None


class Places:
    """All regions of a disease and what each scope covers.

    ``scopes`` gives for each scope, the automatic ``both-<region>`` included, every region it can
    cover; ``resolve`` takes out those that a case excludes.
    """

    def __init__(self, disease: Disease) -> None:
        self.regions: dict[str, Place] = {}
        self._pairs: dict[str, tuple[str, ...]] = {}
        self._defined: dict[str, Scope] = {scope.slug: scope for scope in disease.scopes}
        for region in disease.regions:
            if not region.sided:
                self.regions[region.slug] = Place(
                    region.slug, region.slug, region.name, region.sort
                )
                self._pairs[region.slug] = (region.slug,)
                continue
            left, right = f"left-{region.slug}", f"right-{region.slug}"
            for here, there, side in ((left, right, "left"), (right, left, "right")):
                self.regions[here] = Place(
                    here, region.slug, f"{side} {region.name}", region.sort, side, there
                )
            self._pairs[region.slug] = (left, right)
            self._pairs[f"both-{region.slug}"] = (left, right)
        self.scopes: dict[str, tuple[str, ...]] = {
            name: pair for name, pair in self._pairs.items() if name.startswith("both-")
        }
        for slug in self._defined:
            self.scopes[slug] = self.resolve(slug, lambda _finding: ())

    def mirror(self, region: str) -> str | None:
        """The same region of the other side, or None where there is none."""
        return self.regions[region].mirror

    def depends(self, name: str) -> tuple[str, ...]:
        """The findings whose presence somewhere takes regions out of this scope."""
        scope = self._defined.get(name)
        if scope is None:
            return ()
        found = [scope.without] if scope.without else []
        for inner in scope.regions:
            found.extend(self.depends(inner))
        return tuple(dict.fromkeys(found))

    def resolve(
        self, name: str, marked: Callable[[str], Collection[str]], within: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """The regions of a region or scope, in the order of the pack.

        ``marked(finding)`` gives the regions at which the whole vignette states that finding.
        Raises ValueError for a name that is neither, and for a scope that contains itself.
        """
        if name in self.regions:
            return (name,)
        if name in self._pairs:
            return self._pairs[name]
        scope = self._defined.get(name)
        if scope is None:
            raise ValueError(f"'{name}' is neither a region nor a scope")
        if name in within:
            raise ValueError(f"the scope '{name}' contains itself")
        covered = {
            region
            for inner in scope.regions
            for region in self.resolve(inner, marked, (*within, name))
        }
        covered.update(place.id for place in self.regions.values() if place.sort in scope.sorts)
        if scope.without:
            covered.difference_update(marked(scope.without))
        return tuple(region for region in self.regions if region in covered)

    def common(self, regions: Collection[str]) -> str:
        """One name for these regions: the region, the pair's scope, or ``""``."""
        first = next(iter(regions), "")
        if len(regions) == 1:
            return first
        if len(regions) == 2 and first and self.mirror(first) in regions:
            return f"both-{self.regions[first].slug}"
        return ""
