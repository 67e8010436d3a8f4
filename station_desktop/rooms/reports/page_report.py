"""One report on the screen: headline numbers, three charts, the tables; printed and saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from station_desktop.domain.report.reports import Figure
from station_desktop.domain.report.told_reports import Language, Number, Told
from station_desktop.domain.time.periods import Span
from station_desktop.rooms.reports import reads
from station_desktop.rooms.reports.page_head import Head
from station_desktop.rooms.reports.page_saving import SavePanel, Saver
from station_desktop.rooms.reports.page_section import Sections
from station_desktop.rooms.reports.page_tiles import LARGE, Tiles
from station_desktop.rooms.reports.room import Opened, Shown, Wanted
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.look.charts import Bars, Bullets, Chart, Columns, Mark
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.report import report_words

_KINDS = ("cases", "demands", "settings", "accounts", "catalogue")
_CATEGORY = "category"
_HINT = (
    "Ctrl+1 … Ctrl+3 week, month, year · Alt+← → back and forth · arrows and Enter open the "
    "cases behind a number · Ctrl+P print · Ctrl+S save"
)


class ReportView(QWidget):
    """Signals: ``opened(Opened)`` when a number is opened, ``retold(Told)`` whenever the report is
    put into words."""

    opened = Signal(object)
    retold = Signal(object)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.wanted = Wanted("week", seat.today())
        self.shown: Shown | None = None
        self.told: Told | None = None
        self._back: QWidget | None = None
        self.head = Head(self)
        self.tiles = Tiles()
        self.points = Columns("reports.chart.points")
        self.categories = Bars("reports.chart.categories")
        self.rates = Bullets("reports.chart.rates")
        self.sections = Sections()
        self.score = label(role="muted")
        self.stage = Stage("reports.stage")
        self.saver = Saver(seat, self)
        self.saver.unprinted.connect(self._save_instead)
        self._arrange()
        self._connect()
        follow(self, self._say)
        worn = theme.worn()
        if worn is not None:
            worn.changed.connect(self._dress)
        self._dress()
        self._fresh = Freshness(self, seat.changed, _KINDS, self._ask)

    @property
    def today(self) -> date:
        return self._seat.today()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        self._cards: dict[Chart, Card] = {}
        self.charts = QWidget()
        charts = QGridLayout(self.charts)
        charts.setContentsMargins(0, 0, 0, 0)
        charts.setSpacing(size.gap + 2)
        for column, (chart, share) in enumerate(
            ((self.points, 5), (self.categories, 4), (self.rates, 3))
        ):
            card = self._cards[chart] = Card()
            card.body.addWidget(chart, 1)
            if chart is self.rates:
                card.body.addWidget(self.score)
            charts.addWidget(card, 0, column)
            charts.setColumnStretch(column, share)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.head)
        box.addWidget(self.stage)
        box.addWidget(self.tiles)
        box.addWidget(self.charts, 4)
        box.addWidget(self.sections, 5)
        hint = label(role="small")
        bind(hint.setText, "reports", _HINT)
        box.addWidget(hint)

    def _connect(self) -> None:
        self.head.span.connect(lambda span: self.show_span(span, self.wanted.day))
        self.head.moved.connect(lambda by: self._want(self.wanted.moved(by)))
        self.head.now.connect(lambda: self._want(Wanted(self.wanted.span, self.today)))
        self.head.printed.connect(self._print)
        self.head.saving.connect(self._begin_saving)
        for part in (self.tiles, self.sections):
            part.opened.connect(self._opened)
        for chart in self._cards:
            chart.opened.connect(self._opened)
        self.stage.turned.connect(self._dress)
        self.stage.left.connect(self.to_first)
        self.stage.ended.connect(self.to_first)
        on_key(self.stage, "Esc", self.stage.leave)

    # asking

    def show_span(self, span: Span, day: date) -> None:
        """The week, month or year around a day."""
        self._want(Wanted(span, day))

    def _want(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._ask()

    def _ask(self) -> None:
        wanted = self.wanted
        self.head.wait(True)
        self._seat.read(
            lambda work: reads.shown(work, wanted),
            self._put,
            lambda refused: self._failed(self._seat.sentence(refused)),
            tag="reports.shown",
            owner=self,
        )

    def _failed(self, sentence: str) -> None:
        self.head.wait(False)
        self._seat.said.emit("bad", sentence)

    def _put(self, shown: Shown) -> None:
        self.shown = shown
        self.head.wait(False)
        self._say()

    # showing

    def _dress(self) -> None:
        """On a counter's PC the large look has room for the numbers, but not for the charts too;
        nor has the file box."""
        small = theme.scale().base < LARGE
        self.charts.setVisible(small and self.stage.panel is None)
        self.tiles.spread()
        self.head.wait(False)

    @property
    def language(self) -> Language:
        return "en" if self._seat.language.code == "en" else "zh_CN"

    def _say(self) -> None:
        """Everything anew, as after a change of language."""
        if self.shown is None:
            return
        report = self.shown.report
        told = self.told = report_words.told(report, self.language, demo=self.shown.demo)
        self.head.put(report.period.span, told.period, told.made)
        self.tiles.put(report, told)
        self.sections.put(told)
        self._put_points(told)
        self._put_categories(told)
        self._put_rates(told)
        upright = tr("reports", "the upright line: {before}", before=told.before)
        self.score.setText(f"{told.sections['score']}  {told.score} · {upright}")
        self.retold.emit(told)

    def _put_points(self, told: Told) -> None:
        assert self.shown is not None
        title = told.sections["points"]
        marks = tuple(
            Mark(
                name,
                (came, went),
                f"{told.legend[0]} {came}, {told.legend[1]} {went}",
                self._opens(point.received, told, ("points", number, 0)),
            )
            for number, ((name, came, went), point) in enumerate(
                zip(told.points, self.shown.report.points, strict=True)
            )
        )
        self._chart(self.points, title, marks, told.legend)

    def _put_categories(self, told: Told) -> None:
        table = next((table for table in told.tables if table.key == _CATEGORY), None)
        if table is None:
            self._chart(self.categories, report_words.section_name(_CATEGORY, self.language), ())
            return
        places = (2, 4, 3)  # closed in time, still open, closed late
        marks = tuple(
            Mark(
                row.name,
                tuple(float(row.figures[place].value or 0) for place in places),
                str(sum(row.figures[place].value or 0 for place in places)),
                parts=tuple(
                    (
                        self._opens(row.figures[place], told, (_CATEGORY, number, place)),
                        f"{row.name}, {table.heads[place]}: {row.shown[place]}",
                    )
                    for place in places
                ),
            )
            for number, row in enumerate(table.rows)
        )
        legend = tuple(table.heads[place] for place in places)
        self._chart(self.categories, table.title, marks, legend)

    def _put_rates(self, told: Told) -> None:
        assert self.shown is not None
        report = self.shown.report
        shown = (*(one for one in told.headlines if one.key == "in_time"), *told.rates)
        marks = tuple(self._rate(one, report.headline(one.key).before, told) for one in shown)
        self._chart(self.rates, told.sections["rates"], marks)

    def _rate(self, one: Number, before: Figure, told: Told) -> Mark:
        share, then = one.figure.number, before.number
        return Mark(
            one.name,
            () if share is None else (share,),
            one.shown,
            self._opens(one.figure, told, ("numbers", one.key, 0)),
            target=-1 if then is None else then,
        )

    def _opens(
        self, figure: Figure, told: Told, place: tuple[str, int | str, int]
    ) -> Opened | None:
        return None if figure.behind is None else Opened(figure.behind, "", place).retold(told)

    def _chart(
        self, chart: Chart, title: str, marks: tuple[Mark, ...], legend: tuple[str, ...] = ()
    ) -> None:
        self._cards[chart].set_title(title)
        chart.put(title, marks, legend)

    # going

    def to_first(self) -> None:
        """Give the keyboard to the numbers, where nothing of the report has it."""
        here = self.focusWidget()
        (here if here is not None and here.isVisible() else self.sections.table).setFocus()

    def to_where_one_was(self) -> None:
        back = self._back
        if back is not None and back.isVisible():
            back.setFocus()
        else:
            self.to_first()

    def _opened(self, opened: Opened) -> None:
        self._back = self.focusWidget()
        self.opened.emit(opened)

    # printing and saving

    def _print(self) -> None:
        if self.told is not None:
            self.saver.print(self.told)

    def _save_instead(self) -> None:
        """No printer took it: the way to a file is opened at once, and says why."""
        self._begin_saving()
        if self.stage.panel is not None:
            said = tr("reports", "There is no printer at hand. Save the report as a PDF instead.")
            self.stage.panel.say(said)

    def _begin_saving(self) -> None:
        if self.told is None or self.shown is None or self.stage.panel is not None:
            return
        panel = SavePanel(self.saver, self.told, self.shown.report.decimals, Path.home())
        self.stage.show_panel(panel)
