"""Print the tables: `python3 dev.py simulate`."""

from __future__ import annotations

import argparse
import sys

from simulation.processes import set_up


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 dev.py simulate", description=__doc__)
    parser.add_argument("--learners", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.learners < 2:
        parser.error("an interval needs two learners at least")
    set_up()
    from simulation.tables import Study

    print(
        f"{options.learners} virtual learners under each truth, seed {options.seed}; "
        "means with their 95 % intervals in brackets"
    )
    for line in Study(options.learners, options.seed).tables():
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
