"""A relay's other side: towards its hall it is a client that hands on what its windows brought,
signed by them, and fetches all that concerns the station."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from station_desktop.hall.journal.replica import StationReplica
from station_desktop.hall.store import bulk
from station_desktop.hall.store.tables import receipts, settings, standings, through
from station_desktop.sync.ports import Standing

_IDENTITY = "identity"


class RelayReplica(StationReplica):
    """``sync.ports.Local`` of the one station that a relay serves."""

    def standing(self, server: str) -> Standing:
        row = self.connection.execute(
            select(
                standings.c.epoch,
                standings.c.position,
                standings.c.check_hash,
                standings.c.confirmed,
            ).where(standings.c.station == self.station, standings.c.server == server)
        ).first()
        return Standing() if row is None else Standing(*row)

    def keep(
        self, server: str, standing: Standing, receipts_given: Sequence[tuple[str, int, int, int]]
    ) -> None:
        bulk.insert(
            self.connection,
            standings,
            ("station", "server", "epoch", "position", "check_hash", "confirmed"),
            [
                (
                    self.station,
                    server,
                    standing.epoch,
                    standing.position,
                    standing.check,
                    standing.confirmed,
                )
            ],
            "replace",
        )
        bulk.insert(
            self.connection,
            receipts,
            ("station", "server", "device", "first", "last", "position"),
            [(self.station, server, *given) for given in receipts_given],
            "replace",
        )

    def confirm(self, through_now: dict[str, int]) -> None:
        bulk.insert(
            self.connection,
            through,
            ("station", "device", "number"),
            [(self.station, device, number) for device, number in through_now.items()],
            "replace",
        )

    def confirmed(self) -> dict[str, int]:
        return self.through()

    def identity(self) -> bytes:
        kept = self.connection.scalar(select(settings.c.value).where(settings.c.name == _IDENTITY))
        return bytes.fromhex(kept or "")

    def keep_identity(self, data: bytes) -> None:
        bulk.insert(
            self.connection, settings, ("name", "value"), [(_IDENTITY, data.hex())], "replace"
        )

    def become(self, device: str, desk: str) -> None:
        """A relay writes nothing of its own, so nothing but its identity changes."""

    def stray(self, device: str, common: int) -> int:
        """What was taken out of a chain leaves the sequence too, so windows compare anew."""
        taken = super().stray(device, common)
        self.new_epoch()
        return taken
