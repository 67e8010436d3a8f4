"""Setting a station up with nobody sitting there: all or nothing, its secrets in files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import msgspec

from station_desktop import phrases
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.time import clock
from station_desktop.storage.keys.vault import Cost
from station_desktop.storage.store import SystemClock
from station_desktop.usecases.door import opening
from station_desktop.usecases.setup import founding
from station_desktop.usecases.setup.founding import Made
from station_desktop.usecases.setup.station_file import Order


class Done(msgspec.Struct, frozen=True):
    """What was made. The files are empty where the caller is to tell the secrets; ``desk`` is
    empty at a station without a hall."""

    made: Made
    recovery_key_file: str = ""
    passwords_file: str = ""
    desk: str = ""


def check(folder: Path, order: Order, beside: Path) -> tuple[Problem, ...]:
    """What stands in the way of an order that is sound in itself: its files."""
    return tuple(_place_problems(folder, order, beside))


def init(
    folder: Path,
    order: Order,
    beside: Path,
    language: str,
    *,
    cost: Cost | None = None,
    time: clock.Clock | None = None,
) -> Done:
    """Make the station in ``folder``. Files are named from ``beside`` on, where the order's own
    file is. Everything is looked at first; when something fails after all, station and files are
    taken away again. The hall is asked last, because its code is good for once only."""
    raise_if_any((*founding.check(order.plan), *check(folder, order, beside)))
    opening.must_be_free(folder)
    with ExitStack() as begun:
        key_file = _Secret(begun, beside, order.recovery_key_file)
        passwords_file = _Secret(begun, beside, order.passwords_file)
        made = founding.found(folder, order.plan, cost=cost, time=time)
        begun.callback(opening.leave_station, folder)
        now = f"{(time or SystemClock()).now():%Y-%m-%d %H:%M}"
        key_file.write(_key_text(order, made, now, language))
        passwords_file.write(_passwords_text(order, made, now, language))
        hall = order.plan.hall
        desk = founding.connect(folder, made, hall, time) if hall is not None else ""
        begun.pop_all()
    return Done(made, key_file.name, passwords_file.name, desk)


class _Secret:
    """A file that only its owner may read, made before anything else is; taken away by ``begun``
    when the rest fails."""

    def __init__(self, begun: ExitStack, beside: Path, name: str) -> None:
        self._path = beside / name if name else None
        self.name = str(self._path) if self._path is not None else ""
        if self._path is not None:
            _make(self._path)
            begun.callback(_take_away, self._path)

    def write(self, text: str) -> None:
        if self._path is None:
            return
        try:
            with self._path.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise refuse("file.cannot_write", name=self._path.name) from None


def _make(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise refuse("firstrun.file_there", name=path.name) from None
    except OSError:
        raise refuse("file.cannot_write", name=path.name) from None


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _place_problems(folder: Path, order: Order, beside: Path) -> Iterator[Problem]:
    named = {"recovery_key": order.recovery_key_file, "passwords": order.passwords_file}
    for key, name in named.items():
        if not name:
            continue
        path = beside / name
        field = f"out.{key}"
        if path.exists():
            yield Problem("firstrun.file_there", field, {"name": path.name})
        elif not path.parent.is_dir():
            yield Problem("file.cannot_write", field, {"name": path.name})
        elif path.resolve().is_relative_to(folder.resolve()):
            yield Problem("firstrun.key_beside_lock", field, {"name": path.name})
    if named["passwords"] and named["passwords"] == named["recovery_key"]:
        yield Problem("firstrun.one_file", "out.passwords")


def _key_text(order: Order, made: Made, now: str, language: str) -> str:
    return phrases.say(
        "firstrun.key_file",
        language,
        name=order.plan.name,
        code=order.plan.code,
        now=now,
        key=made.recovery_key,
    )


def _passwords_text(order: Order, made: Made, now: str, language: str) -> str:
    head = phrases.say("firstrun.passwords_file", language, name=order.plan.name, now=now)
    return "\n".join((head, "", *(f"{login}\t{secret}" for login, secret in made.given), ""))
