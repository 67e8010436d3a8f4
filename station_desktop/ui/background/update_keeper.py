"""Asks for newer versions in the background and fetches them, beside the desk's work; nothing is
installed by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_desktop.ui.background.background import Background, Heard

if TYPE_CHECKING:
    from station_desktop.storage.store import Store


class UpdateKeeper(Background):
    """How things stand afterwards is published as the changed kind ``updates``."""

    FIRST_MS = 120_000
    EVERY_MS = 4 * 3_600_000
    NEWS = frozenset({"updates"})

    def unasked(self, store: Store, heard: Heard) -> None:
        """Ask, and fetch what is offered."""
        from station_desktop.usecases.update import update_acts

        update_acts.unasked(store, heard)
