"""A clinic with published questions, drawn once per module."""

from tests.quizzes.conftest import bank, clinic, stock, visitor

__all__ = ["bank", "clinic", "stock", "visitor"]
