"""Measurements: each bench_*.py has a function run() that returns the lines of its table."""
