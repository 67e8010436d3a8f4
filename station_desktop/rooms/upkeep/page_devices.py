"""The devices of this PC, tried one by one: what is found, a key to try it, what came back, and
what to do when nothing came."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.devices.adapter import KINDS, Around, Kind, Probe
from station_desktop.domain.problem import Refused
from station_desktop.papers.printing_out import SystemPrinter
from station_desktop.rooms.upkeep.page_devices_parts import DeviceRow, Swipe, Told
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, clear, label
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.pc.camera import jpeg
from station_desktop.ui.pc.camera_panel import CameraPanel
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases import policies
from station_desktop.usecases.device import device_words, devices
from station_desktop.usecases.device.devices import SYSTEM_CAMERA, SYSTEM_PRINTER, Found, Tried
from station_desktop.usecases.work import Work

FIRST_KEY, LAST_KEY = 6, 12
_ORDER = {SYSTEM_CAMERA: 0, SYSTEM_PRINTER: 0}


class Devices(QWidget):
    """The part of the Upkeep room. ``camera.eye`` is where pictures come from."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._seen: Around | None = None
        self._station = ""
        self._lines: tuple[Found, ...] = ()
        self._busy = ""
        self._outcome: tuple[str, str, tuple[str, ...]] | None = None
        self.first: QWidget | None = None
        self.messages = MessageBar("upkeep.devices.message")
        self.cards = {kind: Card() for kind in KINDS}
        self.column = CardColumn("upkeep.devices.lines")
        self.result = Card()
        self.said = label()
        self.said.setObjectName("upkeep.devices.said")
        self.advice = label(role="muted")
        self.advice.setObjectName("upkeep.devices.advice")
        self.swipe = Swipe()
        self.swipe.came.connect(lambda text: self._ask("keyboard", text))
        self.camera = CameraPanel("upkeep.devices.camera", lambda: seat.language.code)
        self.names = QComboBox()
        self.use = QPushButton()
        self.told = Told(seat)
        self.told.wanted.connect(self._choose)
        self._arrange()
        for number in range(FIRST_KEY, LAST_KEY + 1):
            on_key(self, f"F{number}", partial(self._try_nth, number - FIRST_KEY), anywhere=True)
        follow(self, self._say)

    def refresh(self) -> None:
        """Ask what this PC was told, then look what is there."""
        self._seat.read(_asked, self._look, tag="upkeep.devices", owner=self)

    again = refresh

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        left, right = self.column, CardColumn("upkeep.devices.result")
        bind(left.setAccessibleName, "devices", "The devices")
        bind(right.setAccessibleName, "devices", "What came back")
        for card in self.cards.values():
            left.add(card)
        for words in (self.said, self.advice):
            words.setWordWrap(True)
        for part in (self.said, self.swipe, self._camera(), self.advice):
            self.result.body.addWidget(part)
        right.add(self.result)
        right.add(self.told)
        across = QHBoxLayout()
        across.setSpacing(size.space)
        across.addWidget(left, 56)
        across.addWidget(right, 44)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        box.addWidget(self.messages)
        box.addLayout(across, 1)

    def _camera(self) -> QWidget:
        """The live picture, which camera it is, and a button to give it to the desk."""
        self.viewing = QWidget()
        self.names.setObjectName("upkeep.devices.cameras")
        bind(self.names.setAccessibleName, "devices", "Which camera")
        self.names.activated.connect(lambda _: self.camera.begin(self.names.currentText()))
        self.use.setObjectName("upkeep.devices.use_camera")
        self.use.clicked.connect(self._use_camera)
        self.camera.taken.connect(self._taken)
        self.camera.left.connect(lambda: self.viewing.hide())
        self.camera.failed.connect(self._no_camera)
        line = QHBoxLayout()
        line.addWidget(self.names, 1)
        line.addWidget(self.use)
        box = QVBoxLayout(self.viewing)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.camera, 1)
        box.addLayout(line)
        self.camera.live.setMinimumHeight(230)
        return self.viewing

    # looking

    def _look(self, asked: tuple[Around, str]) -> None:
        self._seen, self._station = asked
        self.told.put(self._seen.choices)
        seen = self._seen
        self._seat.runner.io(lambda _: (*devices.listed(seen), _printer()), self._put, owner=self)

    def _put(self, lines: tuple[Found, ...]) -> None:
        camera = _of_window(SYSTEM_CAMERA, "camera", Probe("unknown", "devices.camera.untried"))
        every = (*lines, camera)
        self._lines = tuple(
            sorted(every, key=lambda one: (KINDS.index(one.kind), _ORDER.get(one.key, 1)))
        )
        self._say()
        if self.first is not None and self.column.hasFocus():
            self.first.setFocus()

    # saying

    def _say(self) -> None:
        language = self._seat.language.code
        self.first = None
        for kind, card in self.cards.items():
            card.set_title(phrases.say(f"devices.kind.{kind}", language))
            clear(card.body)
        for number, line in enumerate(self._lines):
            place = number + FIRST_KEY
            keys = f"F{place}" if place <= LAST_KEY else ""
            row = DeviceRow(line, keys, language, partial(self._try, line.key))
            self.cards[line.kind].body.addWidget(row)
            self.first = self.first or row.button
        self.use.setText(tr("devices", "Use at the desk"))
        self.use.setVisible(self._seat.may("upkeep.act"))
        self._say_outcome()

    def _say_outcome(self) -> None:
        self.advice.hide()
        if self._outcome is None:
            self.result.set_title(tr("devices", "What came back"))
            self.said.setText(tr("devices", "Try a device: what it gives is said here."))
            self.swipe.hide()
            self.viewing.hide()
            return
        key, tone, lines = self._outcome
        language = self._seat.language.code
        line = next((one for one in self._lines if one.key == key), None)
        self.result.set_title(device_words.title(line, language) if line else key)
        self.said.setText("\n".join(lines))
        self.said.setVisible(bool(lines))
        state = {"ok": tr("devices", "works"), "bad": tr("devices", "nothing came")}
        self.result.chip.put(tone, state.get(tone, ""))
        if tone == "bad" and line is not None:
            self.advice.setText(device_words.advice(line.kind, language))
            self.advice.show()

    # trying

    def _try_nth(self, number: int) -> None:
        if number < len(self._lines) and self._lines[number].allowed:
            self._try(self._lines[number].key)

    def _try(self, key: str) -> None:
        self.messages.clear()
        self.camera.end()
        self.viewing.setVisible(key == SYSTEM_CAMERA)
        self.swipe.setVisible(key == "keyboard")
        self._told(key, "info", ())
        if key == "keyboard":
            self.swipe.begin()
        elif key == SYSTEM_CAMERA:
            self._show_camera()
        elif key == SYSTEM_PRINTER:
            self._print()
        else:
            self._ask(key)

    def _ask(self, key: str, typed: str = "") -> None:
        """Beside the window: a device may take seconds."""
        if self._busy or self._seen is None:
            return
        self._busy = key
        self._told(key, "info", (tr("devices", "Being tried…"),))
        station, language = self._station, self._seat.language.code

        def attempt(seen: Around) -> Tried:
            slip = devices.test_slip(device_words.slip(seen, station, language), seen)
            return devices.try_out(seen, key, typed, slip)

        def now(asked: tuple[Around, str]) -> None:
            self._seat.runner.io(lambda _: attempt(asked[0]), self._came, self._failed, owner=self)

        self._seat.read(_asked, now, self._failed, owner=self)

    def _came(self, tried: Tried) -> None:
        self._busy = ""
        language = self._seat.language.code
        self._told(tried.key, "ok", device_words.came(tried, language, self._seat.today()))

    def _failed(self, refused: Refused) -> None:
        key, self._busy = self._busy, ""
        self._told(key, "bad", (self._seat.sentence(refused),))
        if refused.first.code.endswith(".unset"):  # its sentence says what to do
            self.advice.hide()

    def _told(self, key: str, tone: str, lines: tuple[str, ...]) -> None:
        self._outcome = (key, tone, lines)
        self._say_outcome()

    # the camera

    def _show_camera(self) -> None:
        found = self.camera.eye.names()
        self.names.clear()
        self.names.addItems(found)
        wanted = self._seen.choices.camera if self._seen is not None else ""
        if wanted in found:
            self.names.setCurrentText(wanted)
        if found:
            self._told(SYSTEM_CAMERA, "info", (self._phrase("found", found),))
        self.camera.begin(self.names.currentText())

    def _phrase(self, code: str, found: tuple[str, ...]) -> str:
        language = self._seat.language.code
        params = {"count": len(found), "names": ", ".join(found)}
        return phrases.say(f"devices.camera.{code}", language, **params)

    def _taken(self, image: QImage) -> None:
        """Only a try: the still is made as a scan would be, and not kept."""
        params = {"width": image.width(), "height": image.height()}
        params["size"] = max(1, round(len(jpeg(image)) / 1000))
        language = self._seat.language.code
        self._told(SYSTEM_CAMERA, "ok", (phrases.say("devices.camera.still", language, **params),))

    def _no_camera(self, sentence: str) -> None:
        self.viewing.hide()
        self._told(SYSTEM_CAMERA, "bad", (sentence,))

    def _use_camera(self) -> None:
        self._choose("camera", self.names.currentText())

    # the system's printer

    def _print(self) -> None:
        seen = self._seen
        if seen is None:
            return
        language = self._seat.language.code
        lines = device_words.slip(seen, self._station, language)
        page = devices.test_page(lines, language)

        def put() -> tuple[bool, str]:
            printer = SystemPrinter()
            name = printer.name()
            return bool(name) and printer.put(page, "test"), name

        self._seat.runner.io(lambda _: put(), lambda done: self._printed(*done), owner=self)

    def _printed(self, done: bool, name: str) -> None:
        code = "sent" if done else "failed" if name else "none"
        language = self._seat.language.code
        sentence = phrases.say(f"devices.printers.{code}", language, name=name)
        self._told(SYSTEM_PRINTER, "ok" if done else "bad", (sentence,))

    # telling

    def _choose(self, key: str, value: str) -> None:
        self._seat.write(
            lambda work: devices.choose(work, key, value),
            lambda _: self._chosen(),
            self._not_chosen,
            changed=frozenset({"settings"}),
            owner=self,
        )

    def _not_chosen(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    def _chosen(self) -> None:
        self._seat.said.emit("ok", tr("devices", "Saved for this PC."))
        self.refresh()


def _asked(work: Work) -> tuple[Around, str]:
    work.require("upkeep.read")
    return devices.around(work), work.store.settings().station_name


def _of_window(key: str, kind: Kind, probe: Probe) -> Found:
    """A line of what the window uses through Qt."""
    may = devices.allowed(key)
    return Found(key, kind, may, False, probe if may else Probe("unset", "devices.forbidden"))


def _printer() -> Found:
    """Asking the system for its printers may take long."""
    name, wanted = SystemPrinter.name(), policies.in_force().printer
    if name:
        probe = Probe("ready", "devices.printers.named", {"name": name})
    elif wanted:
        probe = Probe("absent", "devices.printers.missing", {"name": wanted})
    else:
        probe = Probe("absent", "devices.printers.none")
    return _of_window(SYSTEM_PRINTER, "printer", probe)
