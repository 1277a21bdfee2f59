"""The tables that `python3 dev.py simulate` prints, each from the runs it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import fmean

from simulation import arms
from simulation.arms import ARMS, CHANGES, LEVELS, OURS, WORLDS, Job, Quality, Result
from simulation.estimates import Estimate, difference, mean, share
from simulation.forgetting import TRUTHS
from simulation.offers import APART, REVIEWS, Offer, Person, offers
from simulation.processes import Spread, over_processors
from simulation.trials import STUDY, TESTS, Effort

PLENTY = Effort(20)
"""What is due on a day is nearly always done: schedules differ in how much they ask for."""
SCARCE = Effort(5, is_exact=True)
"""Everybody answers the same number of questions: schedules differ in what they ask."""
LAST = TESTS[-1]
RIVAL = "concepts by the ladder"
RIVALS = [RIVAL, "six patients each by FSRS"]

Row = Sequence[str]


class Study:
    """So many learners, the same ones in every table."""

    def __init__(self, learners: int, seed: int, spread: Spread = over_processors) -> None:
        self.seed, self.spread = seed, spread
        self.seeds = range(seed * 1000, seed * 1000 + learners)
        self.done: dict[Job, Result] = {}

    def tables(self) -> Iterator[str]:
        yield from self.schedules("As scheduled: what is due, at most 20 questions a day", PLENTY)
        yield from self.schedules("The same effort: exactly 5 questions a day", SCARCE)
        yield from self.levels()
        yield from self.predictions()
        yield from self.changes()
        yield from self.worlds()
        yield from self.offered()

    def schedules(self, title: str, effort: Effort) -> Iterator[str]:
        """Reviews spent and what is known of patients never met, by truth and schedule."""
        names = [name for name in ARMS if effort.is_exact or name != "concepts at random"]
        found = self._results(TRUTHS, names, effort)
        rows = []
        for truth in TRUTHS:
            ours = [one.known[LAST] for one in found[truth, OURS]]
            for name in names:
                results = found[truth, name]
                known = [one.known[LAST] for one in results]
                rows.append(
                    (
                        truth if name == OURS else "",
                        name,
                        f"{fmean(one.reviews for one in results):.0f}",
                        f"{fmean(one.minutes for one in results):.0f}",
                        *(
                            f"{100 * fmean(one.known[day] for one in results):.0f}"
                            for day in TESTS[:-1]
                        ),
                        self._mean(known).per_cent(),
                        "" if name == OURS else difference(ours, known, self.seed).per_cent("+"),
                        self._mean([one.sure_wrong[LAST] for one in results]).times(100, 1),
                    )
                )
        days = [f"day {day}" for day in TESTS]
        head = ("truth", "schedule", "reviews", "minutes", *days, "ours more by", "sure wrong")
        yield from table(f"{title}; known in new patients, %", head, rows)

    def levels(self) -> Iterator[str]:
        """What more or fewer reviews bring: our schedule by the retention aimed at, and ladders."""
        found = self._results(TRUTHS, LEVELS, PLENTY)
        rows = []
        for name in LEVELS:
            row = [name]
            for truth in TRUTHS:
                results = found[truth, name]
                row += [
                    f"{fmean(one.reviews for one in results):.0f}",
                    f"{100 * fmean(one.known[STUDY] for one in results):.0f}",
                    self._mean([one.known[LAST] for one in results]).per_cent(),
                ]
            rows.append(row)
        head = ["schedule"]
        for truth in TRUTHS:
            head += [truth, f"day {STUDY}", f"day {LAST}"]
        title = (
            f"Reviews against retention, as scheduled: reviews, known on day {STUDY} and {LAST}, %"
        )
        yield from table(title, head, rows)

    def predictions(self) -> Iterator[str]:
        """How well the schedules foretell: their own reviews, and new patients on the tests."""
        names = [name for name in ARMS if name != "concepts at random"]
        found = self._results(TRUTHS, names, PLENTY)
        for title, of in (
            ("its own reviews", _reviewed),
            ("new patients in the tests", _tested),
        ):
            rows = []
            for name in names:
                people = [[of(one) for one in found[truth, name]] for truth in TRUTHS]
                rows.append(
                    (
                        name,
                        self._pooled(people, lambda one: one.loss).to(2),
                        self._pooled(people, lambda one: one.loss - one.constant).to(2, "+"),
                        self._pooled(people, lambda one: one.auc).to(2),
                        self._pooled(people, lambda one: one.gap).to(2, "+"),
                    )
                )
            head = ("schedule", "log-loss", "more than a constant", "AUC", "expected - came")
            yield from table(f"Foretelling {title}, all truths, as scheduled", head, rows)

    def changes(self) -> Iterator[str]:
        """What single choices of ours are worth: each changed, against ours as it is."""
        plenty = self._results(TRUTHS, [OURS, *CHANGES], PLENTY)
        scarce = self._results(TRUTHS, [OURS, *CHANGES], SCARCE)
        rows = [
            (
                name,
                self._against(plenty, name, OURS, lambda one: one.reviews).to(0, "+"),
                self._against(plenty, name, OURS, _known).per_cent("+"),
                self._against(plenty, name, OURS, _sure_wrong).times(100, 1, "+"),
                self._against(scarce, name, OURS, _known).per_cent("+"),
            )
            for name in CHANGES
        ]
        head = ("changed", "reviews", "known", "sure wrong", "known at 5 a day")
        yield from table(f"Ours with one thing changed, all truths; day {LAST}, %", head, rows)

    def worlds(self) -> Iterator[str]:
        """Whether the conclusions hang on what was assumed of learners."""
        rows = []
        for world in WORLDS:
            plenty = self._results(TRUTHS, [OURS, *RIVALS], PLENTY, world)
            scarce = self._results(TRUTHS, [OURS, *RIVALS], SCARCE, world)
            rows += [
                (
                    world if rival == RIVAL else "",
                    rival,
                    self._against(plenty, OURS, rival, lambda one: one.reviews).to(0, "+"),
                    self._against(plenty, OURS, rival, _known).per_cent("+"),
                    self._against(scarce, OURS, rival, _known).per_cent("+"),
                )
                for rival in RIVALS
            ]
        head = ("learners", "ours against", "reviews", "known", "known at 5 a day")
        yield from table(f"Other learners, all truths: ours more by; day {LAST}, %", head, rows)

    def offered(self) -> Iterator[str]:
        """How often parameters of one's own are offered, and what they gain later."""
        people = {
            truth: [Person(truth, self.seed * 1000 + one) for one in range(self._many(truth))]
            for truth in [*APART, *TRUTHS]
        }
        found = self.spread(offers, [one for several in people.values() for one in several])
        rows = []
        for truth, several in people.items():
            for number in REVIEWS:
                here = [found[one][number] for one in several]
                taken = [one for one in here if one.is_offered]
                left = [one for one in here if not one.is_offered]
                rows.append(
                    (
                        truth if number == REVIEWS[0] else "",
                        f"{number}",
                        f"{len(here)}",
                        share(len(taken), len(here)).per_cent(),
                        self._gain(taken),
                        self._gain(left),
                    )
                )
        head = ("truth", "reviews", "learners", "offered, %", "gain of these", "of the others")
        yield from table("Parameters of one's own; later gain in nats a review", head, rows)

    def _many(self, truth: str) -> int:
        """Wrong offers are rare, so it takes more people to count them."""
        return len(self.seeds) * (5 if not APART.get(truth, 1.0) else 1)

    def _results(
        self,
        truths: Iterable[str],
        names: Iterable[str],
        effort: Effort,
        world: str = "as described",
    ) -> dict[tuple[str, str], list[Result]]:
        names = list(names)
        jobs = [
            Job(truth, name, seed, effort, world)
            for truth in truths
            for name in names
            for seed in self.seeds
        ]
        self.done |= self.spread(arms.result, [job for job in jobs if job not in self.done])
        found: dict[tuple[str, str], list[Result]] = {}
        for job in jobs:
            found.setdefault((job.truth, job.arm), []).append(self.done[job])
        return found

    def _mean(self, values: Sequence[float]) -> Estimate:
        return mean(values, self.seed)

    def _against(
        self,
        found: dict[tuple[str, str], list[Result]],
        one: str,
        other: str,
        of: Callable[[Result], float],
    ) -> Estimate:
        """The difference of the same people, each the mean over the truths."""
        ones, others = (
            [fmean(of(result) for result in person) for person in zip(*lists, strict=True)]
            for lists in ([found[truth, name] for truth in TRUTHS] for name in (one, other))
        )
        return difference(ones, others, self.seed)

    def _pooled(
        self, truths: list[list[Quality]], of: Callable[[Quality], float | None]
    ) -> Estimate:
        """Each person the mean over the truths in which there is a figure."""
        people = []
        for person in zip(*truths, strict=True):
            values = [value for value in map(of, person) if value is not None]
            if values:
                people.append(fmean(values))
        return self._mean(people)

    def _gain(self, offered: list[Offer]) -> str:
        return self._mean([one.gain for one in offered]).to(3, "+") if len(offered) > 4 else "-"


def _known(result: Result) -> float:
    return result.known[LAST]


def _sure_wrong(result: Result) -> float:
    return result.sure_wrong[LAST]


def _reviewed(result: Result) -> Quality:
    return result.reviewed


def _tested(result: Result) -> Quality:
    return result.tested


def table(title: str, head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """Lines with columns as wide as they need to be, numbers to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    words = sum(not cell[:1].isdigit() for cell in lines[1][:2])
    yield ""
    yield title
    for line in lines:
        cells = [
            cell.ljust(width) if place < words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  " + "  ".join(cells).rstrip()
