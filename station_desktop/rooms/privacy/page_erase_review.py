"""Deciding about an erasure that somebody else asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QProgressBar

from station_desktop import phrases
from station_desktop.domain.person import masks
from station_desktop.domain.problem import Refused
from station_desktop.rooms.privacy.reads_erasures import Erasure
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.privacy import erasing
from station_desktop.usecases.privacy.erasing import Done
from station_desktop.usecases.work import Work


class ReviewPanel(Panel):
    """What would go, what stands against it, and the two ways to decide."""

    def __init__(self, seat: Seat, erasure: Erasure) -> None:
        super().__init__(
            "privacy.review",
            Text("erasing", "Review an erasure"),
            Text("erasing", "Agree and erase  Ctrl+Enter"),
        )
        self._seat = seat
        self._erasure = erasure
        language = seat.language.code
        self._fact("title", masks.mask_name(erasure.name))
        reason = phrases.say(f"erasing.reason.{erasure.reason}", language)
        self._fact("", f"{reason}  {erasure.words}".strip())
        self._fact(
            "",
            tr(
                "erasing",
                "{n} records hold something personal: the registration, cases, documents, visits, "
                "appointments. Names, numbers, addresses, answers and scans go; case numbers, "
                "items, days and figures stay.",
                n=len(erasure.subjects),
            ),
        )
        for problem in erasure.problems:
            self._fact("error", phrases.say(problem.code, language, **problem.params))
        if erasure.by == seat.actor.id:
            self._fact("error", phrases.say("erasing.same_person", language))
        self.words = QLineEdit()
        self.words.setObjectName("privacy.review.words")
        self.words.setMaxLength(200)
        bind(self.words.setPlaceholderText, "erasing", "Why (needed when declining)")
        bind(self.words.setAccessibleName, "erasing", "Why (needed when declining)")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.add(self.words)
        self.add(self.progress)
        self.decline = self.button("decline", Text("erasing", "Decline"), self._declined)

    def _fact(self, role: str, text: str) -> None:
        said = label(text, role) if role else label(text)
        said.setWordWrap(True)
        self.add(said)

    def begin(self) -> None:
        self.words.setFocus()

    def go_on(self) -> None:
        self._decide(agree=True)

    def _declined(self) -> None:
        self._decide(agree=False)

    def _decide(self, *, agree: bool) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        self.decline.setEnabled(False)
        resident, words = self._erasure.resident, self.words.text()
        job = Job(self._show_progress)

        def act(work: Work) -> Done:
            return erasing.review(work, resident, agree, words, job.progress)

        self._seat.write(
            act,
            self._decided,
            self._refused,
            changed=frozenset({"residents", "cases", "individuals", "demands", "drafts"}),
            job=job,
            owner=self,
        )

    def _show_progress(self, done: int, total: int) -> None:
        """Backups within reach are written anew without what was erased."""
        self.progress.setRange(0, 1000 if total else 0)
        self.progress.setValue(done * 1000 // total if total else 0)
        self.progress.show()

    def _decided(self, done: Done) -> None:
        self._seat.saved.emit()
        if done.away:
            places = "、".join(done.away)
            self._seat.said.emit(
                "warn",
                tr(
                    "erasing",
                    "Erased. Backups at {places} are out of reach now and are seen to when they "
                    "are next connected.",
                    places=places,
                ),
            )
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.decline.setEnabled(True)
        self.progress.hide()
        self.say(self._seat.sentence(refused))
