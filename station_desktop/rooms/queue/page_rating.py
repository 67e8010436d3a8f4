"""Asking the resident who sits opposite: the second view of the window, and what is handed in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from station_desktop.domain.case.cases import Case
from station_desktop.domain.problem import Refused
from station_desktop.ui.rating.rating_view import RatingView, Said
from station_desktop.ui.seat import Seat
from station_desktop.usecases.casework import evaluating


def ask_resident(seat: Seat, number: str, beside: QWidget, shown: Callable[[object], None]) -> None:
    """Open the second view for this case, once it is sure that it may be rated; ``shown`` is given
    the view, to be kept as long as it is open."""

    def hand_in(said: Said, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        seat.write(
            lambda work: evaluating.rate(
                work, number, said.level, "screen", said.aspects, said.words, said.solved
            ),
            lambda _: _kept(seat, done),
            lambda refused: failed(seat.sentence(refused)),
            changed=frozenset({"cases"}),
            owner=beside,
        )

    def present(_: Case) -> None:
        view = RatingView(hand_in)
        view.ended.connect(lambda _: beside.window().activateWindow())
        shown(view)
        view.present(beside)

    def refused(why: Refused) -> None:
        seat.said.emit("warn", seat.sentence(why))

    seat.read(
        lambda work: evaluating.ratable(work, number), present, refused, tag="rate", owner=beside
    )


def _kept(seat: Seat, done: Callable[[], None]) -> None:
    seat.saved.emit()
    done()
