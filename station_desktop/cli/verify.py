"""``stationctl verify``: the journal's chains, and every table against the journal."""

from __future__ import annotations

import click

from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Command, say


@click.command("verify", cls=Command, help="verify")
def verify() -> None:
    """Exit code 1 when anything does not agree."""
    from station_desktop.storage.proof import proof

    with at_work() as work:
        work.require("journal.verify")
        found = proof.prove(work.store.ledger)
        value = {"entries": found.entries, "chain": found.chain, "tables": found.tables}
        if found.holds:
            output.answer(value, say("cli.verify.holds", count=found.entries))
            return
        broken = [{"device": device, "entry": number} for device, number in found.broken]
        output.fail(
            value | {"broken": broken, "different": found.unequal},
            *(say("cli.verify.broken", device=d, number=n) for d, n in found.broken),
            *(say("cli.verify.different", table=t, count=n) for t, n in found.unequal.items()),
            say("cli.verify.what_now"),
        )
