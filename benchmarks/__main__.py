"""Run every benchmark, or those named: `python3 dev.py bench`, `python3 dev.py bench reasoning`."""

from __future__ import annotations

import importlib
import os
import platform
import sys
import time
from pathlib import Path


def found() -> list[str]:
    """The names of the benchmarks: bench_reasoning.py is "reasoning"."""
    here = Path(__file__).parent
    return sorted(path.stem.removeprefix("bench_") for path in here.glob("bench_*.py"))


def main(names: list[str]) -> int:
    """Run the benchmarks and print their tables. 2 where a name is not known."""
    unknown = sorted(set(names) - set(found()))
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(found())}.")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching.settings")
    import django

    django.setup()
    print(
        f"Python {platform.python_version()}, Django {django.__version__}, {os.cpu_count()} cores"
    )
    for name in names or found():
        print(f"\n{name}")
        begun = time.perf_counter()
        for line in importlib.import_module(f"benchmarks.bench_{name}").run() or []:
            print(f"  {line}")
        print(f"  ({time.perf_counter() - begun:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
