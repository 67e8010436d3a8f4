"""Saves the draft as it is typed: one small write, at most a moment behind the hand."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from station_desktop.rooms.desk import gather
from station_desktop.rooms.desk.visit import Visit
from station_desktop.ui.seat import Seat

SOON_MS = 120


class DraftSaver(QObject):
    """Writes a visit's changes to its draft.

    Changes made within :data:`SOON_MS` are one write; the first one starts the clock and later
    ones do not put it off.
    """

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._visit: Visit | None = None
        self._known: set[str] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.flush)

    def watch(self, visit: Visit, *, known: bool = False) -> None:
        """Save ``visit`` from now on; ``known`` when its draft is already in the store."""
        self.flush()
        self._visit = visit
        if known:
            self._known.add(visit.id)

    def note(self) -> None:
        """Something changed."""
        if not self._soon.isActive():
            self._soon.start()

    def flush(self) -> None:
        """Write now what is not yet written."""
        self._soon.stop()
        visit = self._visit
        values = visit.take_changes() if visit is not None else {}
        if visit is None or not values:
            return
        draft = visit.id
        fresh = draft not in self._known
        self._known.add(draft)
        self._seat.write(
            lambda work: gather.save_draft(work, draft, values),
            changed=frozenset({"drafts"}) if fresh else frozenset(),
            owner=self,
        )

    def drop(self, visit: Visit) -> None:
        """Nothing in the visit was worth keeping: leave no draft behind."""
        visit.changes.clear()
        if visit.id in self._known:
            draft = visit.id
            self._seat.write(
                lambda work: gather.discard_draft(work, draft), changed=frozenset({"drafts"})
            )
