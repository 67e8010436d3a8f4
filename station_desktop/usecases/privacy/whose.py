"""Whose cases are on a list, masked, and why nothing may be erased about them."""

from __future__ import annotations

from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.storage.reads import reads_erasing
from station_desktop.usecases.work import Work


class People:
    """Residents by their ids, each asked for once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}

    def name(self, resident: str) -> str:
        """Masked; empty where nobody is known to be meant."""
        return self._about(resident)[0]

    def words(self, resident: str) -> tuple[str, ...]:
        """Why they are held back, for each of their registrations that is."""
        return self._about(resident)[1]

    def _about(self, resident: str) -> tuple[str, tuple[str, ...]]:
        if resident not in self._known:
            self._known[resident] = self._asked(resident)
        return self._known[resident]

    def _asked(self, resident: str) -> tuple[str, tuple[str, ...]]:
        store = self._work.store
        person = store.ledger.record("resident", resident) if resident else None
        if not isinstance(person, Resident):
            return "", ()
        ids = reads_erasing.registrations(store.connection, person)
        found = (store.ledger.record("resident", id) for id in ids)
        held = tuple(one.held_back for one in found if isinstance(one, Resident) and one.held_back)
        return masks.mask_known_as(person.name, person.erased_at), held
