"""A memory to plan with."""

from dataclasses import dataclass
from datetime import date

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Fading:
    """A memory for plans: half-forgotten after ``strength`` days, twice as strong after a right
    answer. Not how anybody forgets, but the same each time."""

    def recall(self, memory: tuple[float, date] | None, on: date) -> float:
        if memory is None:
            return 0.25
        strength, seen = memory
        return 0.25 + 0.75 / (1 + (on - seen).days / strength)

    def reviewed(
        self, memory: tuple[float, date] | None, on: date, *, is_right: bool
    ) -> tuple[float, date]:
        strength = 6.0 if memory is None else memory[0]
        return (strength * 2.2 if is_right else max(2.0, strength / 2), on)
