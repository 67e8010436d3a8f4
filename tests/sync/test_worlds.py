"""Simulated worlds in which everything goes wrong, and all is well in the end. Thousands more:
``python -m tests.sync.worlds --seeds 5000``; one step by step: ``--seed N``."""

from __future__ import annotations

import pytest
import world

TOGETHER = 15
BATCHES = 20


@pytest.mark.parametrize("batch", range(BATCHES))
def test_after_the_network_heals_all_hold_the_same_and_nothing_is_lost(batch: int) -> None:
    for seed in range(batch * TOGETHER, (batch + 1) * TOGETHER):
        try:
            world.run(seed)
        except Exception as failed:
            failed.add_note(f"replay it: python -m tests.sync.worlds --seed {seed}")
            raise


def test_a_seed_makes_the_same_world_again() -> None:
    assert world.run(7) == world.run(7)
