from __future__ import annotations

import gc
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from station_desktop.ui import words
from station_desktop.ui.words import Language, TranslationsMissing, bind, follow, tr


@pytest.fixture
def small(translations: ModuleType, tmp_path: Path) -> Language:
    """A language of two words."""
    translations.write("door", {"Open": "开门", "{n} visitors": "来访 {n} 人"}, tmp_path)
    translations.write("desk", {"Open": "开始受理"}, tmp_path)
    translations.compile_all(tmp_path / "zh_CN.qm", tmp_path)
    return Language(folder=tmp_path)


def test_what_is_bound_changes_its_language_in_the_running_window(
    small: Language, qtbot: QtBot
) -> None:
    label, button = QLabel(), QPushButton()
    bind(label.setText, "door", "{n} visitors", n=3)
    bind(button.setText, "door", "Open")
    told: list[str] = []
    follow(button, lambda: told.append(small.code))
    assert (label.text(), button.text()) == ("3 visitors", "Open")
    small.switch("zh_CN")
    assert (label.text(), button.text()) == ("来访 3 人", "开门")
    assert tr("desk", "Open") == "开始受理", "the same word in another context"
    small.switch("en")
    assert (label.text(), button.text()) == ("3 visitors", "Open")
    assert told == ["zh_CN", "en"]
    counted = "{n} {n:visitor|visitors} of {name}"
    said = [tr("door", counted, n=n, name="a|b") for n in (0, 1, 2)]
    assert said == ["0 visitors of a|b", "1 visitor of a|b", "2 visitors of a|b"]


def test_binding_again_replaces_and_unbinding_forgets(small: Language, qtbot: QtBot) -> None:
    label = QLabel()
    bind(label.setText, "door", "{n} visitors", n=3)
    bind(label.setText, "door", "{n} visitors", n=4)
    small.switch("zh_CN")
    assert label.text() == "来访 4 人"
    words.unbind(label.setText)
    label.setText("王小明")
    small.switch("en")
    assert label.text() == "王小明"


def test_a_function_needs_an_owner_and_ends_with_it(small: Language, qtbot: QtBot) -> None:
    heard: list[str] = []
    with pytest.raises(TypeError):
        bind(heard.append, "door", "Open")
    label = QLabel()
    bind(heard.append, "door", "Open", owner=label)
    del label
    gc.collect()
    small.switch("zh_CN")
    small.switch("en")
    assert heard == ["Open"]


def test_a_missing_file_is_said_plainly_and_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    broken = Language(folder=tmp_path)
    with pytest.raises(TranslationsMissing, match=r"zh_CN\.qm.*install the program again"):
        broken.switch("zh_CN")
    assert broken.code == "en"


def test_qt_s_own_words_are_chinese_too(small: Language, qtbot: QtBot) -> None:
    small.switch("zh_CN")
    try:
        assert tr("QPlatformTheme", "Cancel") == "取消"
    finally:
        small.switch("en")
