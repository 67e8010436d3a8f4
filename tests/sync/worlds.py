"""``python -m tests.sync.worlds``: simulated worlds by the thousand, or one of them step by step.

A seed that fails is printed with the command that replays it.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import world


def main() -> int:
    options = _options()
    if options.seed is not None:
        return 0 if _one(options.seed, verbose=True) else 1
    failed, begun = [], time.monotonic()
    for seed in range(options.first, options.first + options.seeds):
        if not _one(seed, verbose=options.verbose):
            failed.append(seed)
            _say(f"python -m tests.sync.worlds --seed {seed}")
            if len(failed) >= options.most:
                break
    seconds = time.monotonic() - begun
    count = seed - options.first + 1
    _say(f"{count} worlds in {seconds:.1f} s, {len(failed)} failed {failed}")
    return 1 if failed else 0


def _one(seed: int, *, verbose: bool) -> bool:
    try:
        world.run(seed, _say if verbose else lambda line: None)
    except Exception:
        _say(traceback.format_exc())
        return False
    return True


def _say(line: str) -> None:
    sys.stdout.write(line.rstrip() + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="simulated worlds of stations and their hall")
    parser.add_argument("--seeds", type=int, default=300, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="this one alone, step by step")
    parser.add_argument("--most", type=int, default=5, help="stop after so many failures")
    parser.add_argument("--verbose", action="store_true", help="tell every step")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
