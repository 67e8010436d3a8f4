"""Which input-method plug-in Qt is told to ask, for what desktops say of themselves."""

from __future__ import annotations

import pytest

from station_desktop.ui.pc.input_method import choose


@pytest.mark.parametrize(
    ("said", "order"),
    [
        pytest.param({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus", id="UOS, Kylin"),
        pytest.param({"QT_IM_MODULE": "fcitx5"}, "fcitx;ibus", id="named with its number"),
        pytest.param({"QT_IM_MODULE": "ibus"}, "ibus;fcitx", id="ibus"),
        pytest.param({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, "fcitx;ibus", id="XIM"),
        pytest.param({"XMODIFIERS": "@im=ibus"}, "ibus;fcitx", id="said to X only"),
        pytest.param(
            {"QT_IM_MODULE": "fcitx", "WAYLAND_DISPLAY": "wayland-0"}, "fcitx;ibus", id="Wayland"
        ),
    ],
)
def test_what_may_stand_in_is_told_to_qt(said: dict[str, str], order: str) -> None:
    assert choose(said, fcitx_plugin=True, ibus_daemon=False) == {"QT_IM_MODULES": order}


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"QT_IM_MODULE": "none"}, id="none wanted"),
        pytest.param({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=ibus"}, id="another wanted"),
        pytest.param({"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "ibus"}, id="an order is given"),
        pytest.param(
            {"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"}, id="Wayland's own way"
        ),
    ],
)
def test_what_a_person_or_system_decided_is_left_alone(said: dict[str, str]) -> None:
    assert choose(said, fcitx_plugin=False, ibus_daemon=False) == {}


def test_fcitx_5_is_asked_in_the_name_of_ibus_where_there_is_neither_plug_in_nor_ibus() -> None:
    said = {"QT_IM_MODULE": "fcitx"}

    assert choose(said, fcitx_plugin=False, ibus_daemon=False)["IBUS_USE_PORTAL"] == "1"
    assert "IBUS_USE_PORTAL" not in choose(said, fcitx_plugin=False, ibus_daemon=True)
    assert "IBUS_USE_PORTAL" not in choose(said, fcitx_plugin=True, ibus_daemon=False)
