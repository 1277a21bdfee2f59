"""The clinic, for tests of what is stored."""

from tests.clinic import clinic

__all__ = ["clinic"]
