from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.words import Language

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def translations() -> ModuleType:
    """The build step for translations, loaded from its file."""
    file = ROOT / "installers" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def chinese_folder(translations: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled Chinese of the sources as they stand."""
    folder = tmp_path_factory.mktemp("i18n")
    translations.compile_all(folder / "zh_CN.qm")
    return folder


@pytest.fixture
def language(qapp: QApplication, chinese_folder: Path) -> Iterator[Language]:
    chosen = Language(folder=chinese_folder)
    yield chosen
    chosen.switch("en")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    found = qapp.findChild(Theme) or Theme(qapp)
    found.wear("light", "normal")
    yield found
    found.wear("light", "normal")


class Shelf:
    """A resource that knows the thread it was opened in and whether it is open."""

    def __init__(self, name: str, log: list[tuple[str, str]]) -> None:
        import threading

        self.name = name
        self.thread = threading.get_ident()
        self.log = log
        log.append(("open", name))

    def close(self) -> None:
        import threading

        assert threading.get_ident() == self.thread, "closed in another thread"
        self.log.append(("close", self.name))


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[SimpleNamespace]:
    """A runner over two shelves, what it opened and closed, and what it reported."""
    log: list[tuple[str, str]] = []
    heard: dict[str, list[Any]] = {"crashed": [], "refused": [], "changed": []}
    runner = Runner(
        lambda: Shelf("reader", log),
        lambda: Shelf("writer", log),
        refused=heard["refused"].append,
        crashed=heard["crashed"].append,
    )
    runner.changed.connect(heard["changed"].append)
    yield SimpleNamespace(runner=runner, log=log, heard=heard)
    runner.close()
