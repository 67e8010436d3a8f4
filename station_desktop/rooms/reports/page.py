"""The reports room: one report with its charts and tables, and the list behind any number."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from station_desktop.domain.time.periods import SPANS
from station_desktop.rooms.reports.page_behind import BehindList
from station_desktop.rooms.reports.page_report import ReportView
from station_desktop.rooms.reports.room import Opened
from station_desktop.ui.seat import Seat


class ReportsPage(QStackedWidget):
    """``go("week")``, ``go("month")`` and ``go("year")`` show that report of today."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("reports")
        self.report = ReportView(seat)
        self.behind = BehindList(seat)
        self.addWidget(self.report)
        self.addWidget(self.behind)
        self.report.opened.connect(self._open)
        self.report.retold.connect(self.behind.retell)
        self.behind.closed.connect(self.back)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is self.report:
            self.report.to_first()
        else:
            self.behind.to_table()

    def go(self, what: object) -> None:
        """Go to what another room asked for."""
        span = next((span for span in SPANS if span == what), None)
        if span is not None:
            self.back()
            self.report.show_span(span, self.report.today)

    def back(self) -> None:
        """Return to the report, to the number one came from."""
        self.setCurrentWidget(self.report)
        self.report.to_where_one_was()

    def _open(self, opened: Opened) -> None:
        self.behind.show_behind(opened)
        self.setCurrentWidget(self.behind)
        self.behind.to_table()
