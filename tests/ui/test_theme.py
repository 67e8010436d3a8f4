from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from station_desktop.ui.lists.found_list import Found, FoundList
from station_desktop.ui.look import tokens
from station_desktop.ui.look.style_sheet import SHAPE_CONTRAST, TEXT_CONTRAST, Sheet
from station_desktop.ui.look.theme import Theme, qt_palette, set_role
from station_desktop.ui.look.tokens import LARGE, PALETTES, SCALES, contrast, families


def sheet(palette: str, scale: str = "normal") -> Sheet:
    made = Sheet(PALETTES[palette], SCALES[scale])
    made.text()
    return made


@pytest.mark.parametrize("name", PALETTES)
def test_every_pair_of_text_and_ground_in_use_can_be_read(name: str) -> None:
    made = sheet(name)
    palette = PALETTES[name]
    assert len(made.text_pairs) > 15
    poor = {
        pair: round(ratio, 2)
        for pair in made.text_pairs
        if (ratio := contrast(getattr(palette, pair[0]), getattr(palette, pair[1]))) < TEXT_CONTRAST
    }
    assert poor == {}


@pytest.mark.parametrize("name", PALETTES)
def test_every_edge_that_carries_meaning_can_be_seen(name: str) -> None:
    made = sheet(name)
    palette = PALETTES[name]
    poor = {
        pair
        for pair in made.shape_pairs
        if contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) < SHAPE_CONTRAST
    }
    assert poor == set()
    assert ("accent", "surface") in made.shape_pairs, "the focus ring is among them"


@pytest.mark.parametrize("name", PALETTES)
def test_qt_palette_text_can_be_read_too(name: str) -> None:
    p = PALETTES[name]
    palette = qt_palette(p)
    roles = palette.ColorRole
    for text, ground in (
        (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase),
        (roles.WindowText, roles.Window),
        (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight),
        (roles.PlaceholderText, roles.Base),
        (roles.ToolTipText, roles.ToolTipBase),
    ):
        pair = (palette.color(text).name(), palette.color(ground).name())
        assert contrast(*pair) >= TEXT_CONTRAST, (text, ground)


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1.0)


@given(
    st.from_regex(r"#[0-9a-f]{6}", fullmatch=True), st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
)
def test_contrast_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1.0


@pytest.mark.parametrize("name", PALETTES)
def test_the_sheet_uses_no_colour_outside_the_table_and_no_open_placeholder(name: str) -> None:
    text = sheet(name).text()
    known = {getattr(PALETTES[name], field) for field in PALETTES[name].__struct_fields__}
    assert set(re.findall(r"#[0-9a-f]{6}", text)) <= known
    assert text.count("{") == text.count("}")


def test_the_large_scale_keeps_the_elder_friendly_rules(qtbot: QtBot, theme: Theme) -> None:
    assert min(LARGE.small, LARGE.base, LARGE.title, LARGE.heading) >= 18
    theme.wear("light", "large")
    sizes = re.findall(r"font-size: (\d+)px", Sheet(theme.palette, theme.scale).text())
    assert sizes
    assert min(int(size) for size in sizes) >= 18
    for widget in (QPushButton("1"), QLineEdit()):
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.sizeHint().height() >= 60
    for role in ("segment", "rail", "primary", "quiet", "link"):
        button = QPushButton("1")
        set_role(button, role)
        qtbot.addWidget(button)
        button.ensurePolished()
        assert button.sizeHint().height() >= 60, role
        assert button.sizeHint().width() >= 60, role


def test_the_running_window_changes_its_look(qapp: QApplication, theme: Theme) -> None:
    theme.wear("dark", "normal")
    assert qapp.palette().base().color().name() == tokens.DARK.surface
    assert tokens.DARK.accent in qapp.styleSheet()
    theme.wear("light", "large")
    assert qapp.palette().base().color().name() == tokens.LIGHT.surface
    assert qapp.font().pixelSize() == LARGE.base


def test_what_is_on_the_screen_may_ask_for_its_size_while_the_theme_is_made(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    on_screen = FoundList("found")
    qtbot.addWidget(on_screen)
    on_screen.put([Found("a"), Found("b")])
    on_screen.show()
    theme.setParent(None)
    try:
        made = Theme(qapp)
        made.wear("dark", "large")
        assert on_screen.sizeHintForRow(0) >= LARGE.control
        made.deleteLater()
        qapp.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)
    finally:
        theme.setParent(qapp)


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_a_family_with_chinese_is_named_for_every_system(system: str) -> None:
    names = families(system)
    assert len(names) == len(set(names))
    assert {"Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC", "文泉驿微米黑"} <= set(names)
