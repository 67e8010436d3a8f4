"""What IT staff lay down for this PC: to be read, not changed, and an example to begin one with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.policy import FIXED
from station_desktop.rooms import ROOMS
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, clear, label
from station_desktop.ui.look.chips import SIGNS
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.file_box import FileBox, FileKind
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases import policies
from station_desktop.usecases.policies import Shown

_TOML = FileKind(".toml", Text("policy", "Save an example"))


class PolicyPage(QWidget):
    """Which file, since when, what of it does not hold, what it fixes."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._shown: Shown | None = None
        self.file = Card()
        self.sentence = label(role="title")
        self.sentence.setWordWrap(True)
        self.facts = Card()
        self.laid_down = Card()
        self._troubles = QVBoxLayout()
        self.box = FileBox(
            "upkeep.policy.example",
            Text("policy", "File"),
            Text("policy", "Save the example"),
            _TOML,
            saving=True,
        )
        self.box.put(Path.home() / "policy.toml")
        self.box.acted.connect(self._save)
        self.first = self.box.path
        self._arrange()
        follow(self, self._say)

    def refresh(self) -> None:
        """Read it again."""
        self._seat.read(policies.shown, self._put, tag="upkeep.policy", owner=self)

    again = refresh

    # building

    def _arrange(self) -> None:
        self.file.body.addWidget(self.sentence)
        holder = QWidget()
        set_role(holder, "ground")
        holder.setLayout(self._troubles)
        self._troubles.setContentsMargins(0, 0, 0, 0)
        self._troubles.setSpacing(theme.scale().gap)
        left, right = CardColumn("upkeep.policy.file"), CardColumn("upkeep.policy.lines")
        bind(left.setAccessibleName, "policy", "The policy file")
        bind(right.setAccessibleName, "policy", "What is laid down")
        for card in (self.file, holder, self.facts, self._example()):
            left.add(card)
        right.add(self.laid_down)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.scale().space)
        across.addWidget(left, 1)
        across.addWidget(right, 1)

    def _example(self) -> Card:
        card = Card()
        bind(card.set_title, "policy", "An example to begin with")
        lead = label(role="muted")
        lead.setWordWrap(True)
        bind(
            lead.setText,
            "policy",
            "Every line that there can be, explained. An administrator takes the # away from the "
            "lines wanted and puts the file in its place; the program reads it by itself.",
        )
        card.body.addWidget(lead)
        card.body.addWidget(self.box)
        return card

    # saying

    def _put(self, shown: Shown) -> None:
        self._shown = shown
        self._say()

    def _say(self) -> None:
        found = self._shown
        if found is None:
            return
        self.file.set_title(tr("policy", "This PC's policy"))
        self.sentence.setText(_sentence(found))
        tone, word = _state(found)
        self.file.chip.put(tone, word)
        self._say_troubles(found)
        self.facts.set_title(tr("policy", "The policy file"))
        since = f"{found.since:%Y-%m-%d %H:%M}" if found.since else tr("policy", "not there")
        self.facts.put_facts(
            [(tr("policy", "Place"), found.path), (tr("policy", "Last changed"), since)]
        )
        self.laid_down.set_title(tr("policy", "What is laid down"))
        self.laid_down.put_facts(
            self._lines(found.policy.said)
            or [(tr("policy", "Nothing"), tr("policy", "The station's own settings hold."))]
        )

    def _say_troubles(self, found: Shown) -> None:
        clear(self._troubles)
        told = [("bad", problem) for problem in found.problems]
        for tone, problem in [*told, *(("warn", note) for note in found.notes)]:
            self._troubles.addWidget(self._trouble(tone, problem))

    def _trouble(self, tone: str, problem: Problem) -> QFrame:
        frame = QFrame()
        frame.setProperty("tone", tone)
        line = QHBoxLayout(frame)
        line.addWidget(label(SIGNS[tone]))
        words = label(phrases.say(problem.code, self._seat.language.code, **problem.params))
        words.setWordWrap(True)
        line.addWidget(words, 1)
        return frame

    def _lines(self, said: dict[str, Any]) -> list[tuple[str, str]]:
        language = self._seat.language.code
        return [(_name(key, language), _value(key, said[key], language)) for key in said]

    # the example

    def _save(self, path: Path) -> None:
        language = self._seat.language.code

        def write(_: object) -> None:
            policies.write_example(path, language)

        self._seat.runner.io(write, lambda _: self._saved(path), self._refused, owner=self)

    def _saved(self, path: Path) -> None:
        self._seat.said.emit("ok", tr("policy", "Saved: {path}", path=path))

    def _refused(self, refused: Refused) -> None:
        self._seat.said.emit("bad", self._seat.sentence(refused))


def _sentence(found: Shown) -> str:
    if not found.there:
        return tr("policy", "IT staff have laid nothing down for this PC.")
    if found.problems:
        return tr("policy", "Some of the policy does not hold. An administrator has to mend it.")
    return tr(
        "policy", "IT staff lay down {n} {n:matter|matters} for this PC.", n=len(found.policy.said)
    )


def _state(found: Shown) -> tuple[str, str]:
    if found.problems:
        return "bad", tr("policy", "to be mended")
    if found.notes:
        return "warn", tr("policy", "look at it")
    return ("ok", tr("policy", "in force")) if found.there else ("info", tr("policy", "none"))


def _name(key: str, language: str) -> str:
    return phrases.say(f"setting.name.{key}" if key in FIXED else f"policy.name.{key}", language)


def _value(key: str, value: Any, language: str) -> str:
    if key == "rooms_hidden":
        return _listed(tr(*room.title) for room in ROOMS if room.key in value)
    if key == "retention":
        said = [(name, count) for name, count in value.items()]
        code = "policy.value.days"
        return "\n".join(phrases.say(code, language, name=n, count=count) for n, count in said)
    if key == "allow_demo":
        return phrases.say("policy.value.no", language)
    return "\n".join(value) if isinstance(value, list | tuple) else str(value)


def _listed(words: Iterable[str]) -> str:
    return tr("policy", ", ").join(words)
