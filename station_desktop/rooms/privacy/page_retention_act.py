"""Proposing cases for destruction, taking them off the list, and deciding about those that somebody
else proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QProgressBar

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.rooms.privacy.reads_retention import Line
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.privacy import erasing, retaining
from station_desktop.usecases.privacy.erasing import Done
from station_desktop.usecases.work import Work

_CHANGED = frozenset({"residents", "cases", "demands", "drafts"})
_NAMED = 5
"""Case numbers that are said in full; the list below shows them all."""


class _Words(Panel):
    """What it is about, and a line for the reason."""

    def __init__(self, name: str, title: Text, go: Text, seat: Seat, lines: Sequence[Line]) -> None:
        super().__init__(name, title, go)
        self._seat = seat
        self._cases = [line.due.case for line in lines]
        self.words = QLineEdit()
        self.words.setObjectName(f"{name}.words")
        self.words.setMaxLength(200)
        named = "、".join(line.due.number for line in lines[:_NAMED])
        many = len(lines) > _NAMED
        text = tr("retention", "Cases ({n}): {numbers}", n=len(lines), numbers=named)
        self.fact("", f"{text}…" if many else text)

    def fact(self, role: str, text: str) -> None:
        said = label(text, role) if role else label(text)
        said.setWordWrap(True)
        self.add(said)

    def begin(self) -> None:
        self.words.setFocus()

    def refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))


class _Reasoned(_Words):
    """Said with a reason, and nothing is erased by it: ``act`` takes the cases and the words."""

    act: Callable[[Work, Sequence[str], str], object]

    def ask_why(self) -> None:
        bind(self.words.setPlaceholderText, "retention", "Why, in a few words")
        bind(self.words.setAccessibleName, "retention", "Why, in a few words")
        self.add(self.words)

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        cases, words, act = self._cases, self.words.text(), self.act
        self._seat.write(
            lambda work: act(work, cases, words),
            lambda _: self.ended.emit(),
            self.refused,
            changed=frozenset({"cases"}),
            owner=self,
        )


class ProposePanel(_Reasoned):
    """Somebody else decides."""

    act = staticmethod(retaining.propose)

    def __init__(self, seat: Seat, lines: Sequence[Line], left_out: int) -> None:
        title = Text("retention", "Propose for destruction")
        go = Text("retention", "Propose  Ctrl+Enter")
        super().__init__("privacy.propose", title, go, seat, lines)
        if left_out:
            said = tr("retention", "{n} more cannot be destroyed yet and are left out.", n=left_out)
            self.fact("muted", said)
        self.ask_why()


class TakeOffPanel(_Reasoned):
    """They are kept; the reason stands in the list from then on."""

    act = staticmethod(retaining.take_off)

    def __init__(self, seat: Seat, lines: Sequence[Line]) -> None:
        title = Text("retention", "Take off the list")
        go = Text("retention", "Take off the list  Ctrl+Enter")
        super().__init__("privacy.take_off", title, go, seat, lines)
        said = tr("retention", "They are kept, and can be proposed again.")
        self.fact("muted", said)
        self.ask_why()


class DecidePanel(_Words):
    """What would go, what stands against it, and the two ways to decide."""

    def __init__(self, seat: Seat, lines: Sequence[Line]) -> None:
        title = Text("retention", "Review a destruction")
        go = Text("retention", "Agree and destroy  Ctrl+Enter")
        super().__init__("privacy.decide", title, go, seat, lines)
        language = seat.language.code
        self.fact(
            "",
            tr(
                "retention",
                "What was answered and written in these cases goes, in backups too, and cannot be "
                "brought back. Case numbers, items, days and figures stay, and so do the "
                "registrations and filed documents of the residents.",
            ),
        )
        said = dict.fromkeys(line.due.asked.words for line in lines if line.due.asked)
        self.fact("", tr("retention", "Proposed because: {words}", words="；".join(said)))
        for line in lines:
            for problem in line.due.problems:
                self.fact("error", phrases.say(problem.code, language, **problem.params))
        bind(self.words.setPlaceholderText, "retention", "Why (needed when declining)")
        bind(self.words.setAccessibleName, "retention", "Why (needed when declining)")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.add(self.words)
        self.add(self.progress)
        self.decline = self.button("decline", Text("retention", "Decline"), self._declined)

    def go_on(self) -> None:
        self._decide(agree=True)

    def _declined(self) -> None:
        self._decide(agree=False)

    def _decide(self, *, agree: bool) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        self.decline.setEnabled(False)
        cases, words = self._cases, self.words.text()
        job = Job(self._show_progress)

        def act(work: Work) -> Done:
            return retaining.decide(work, cases, agree, words, job.progress)

        self._seat.write(act, self._decided, self.refused, changed=_CHANGED, job=job, owner=self)

    def _show_progress(self, done: int, total: int) -> None:
        """Backups within reach are written anew without what was erased."""
        self.progress.setRange(0, 1000 if total else 0)
        self.progress.setValue(done * 1000 // total if total else 0)
        self.progress.show()

    def _decided(self, done: erasing.Done) -> None:
        self._seat.saved.emit()
        if done.away:
            said = tr(
                "retention",
                "Destroyed. Backups at {places} are out of reach now and are seen to when they "
                "are next connected.",
                places="、".join(done.away),
            )
            self._seat.said.emit("warn", said)
        self.ended.emit()

    def refused(self, refused: Refused) -> None:
        super().refused(refused)
        self.decline.setEnabled(True)
        self.progress.hide()
