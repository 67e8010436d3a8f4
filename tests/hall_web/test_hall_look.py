"""The pages look like the station's window: the same colours, readable on what they stand on."""

from __future__ import annotations

import re

import pytest

from station_desktop import paths
from station_desktop.hall.web.charts import Bar, Part, bars, shortened
from station_desktop.ui.look.tokens import DARK, LIGHT, Palette

CSS = (paths.resources() / "hall" / "static" / "hall.css").read_text("utf-8")


@pytest.mark.parametrize(("at", "palette"), [(0, LIGHT), (1, DARK)])
def test_the_colours_are_the_windows(at: int, palette: Palette) -> None:
    block = re.findall(r":root \{(.*?)\}", CSS, re.S)[at]
    given = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    for name in Palette.__struct_fields__:
        assert given[name.replace("_", "-")] == getattr(palette, name), name


def test_bars_share_one_scale_and_name_themselves() -> None:
    chart = bars("待<审>", [Bar("甲站", (Part(3), Part(1, "bad"))), Bar("乙&站", (Part(2),))])
    assert "待&lt;审&gt;" in chart
    assert "乙&amp;站" in chart
    widths = [float(one) for one in re.findall(r'class="bar[^"]*"[^>]*width="([\d.]+)"', chart)]
    assert widths[0] == pytest.approx(3 * widths[1], abs=0.2)
    assert widths[2] == pytest.approx(2 * widths[1], abs=0.2)


def test_a_chart_of_nothing_is_a_chart() -> None:
    assert "<svg" in bars("x", [])
    assert 'class="bar' not in bars("x", [Bar("甲", (Part(0),))])


def test_long_names_are_shortened_to_what_fits() -> None:
    assert shortened("老墙根社区服务站") == "老墙根社区服务站"
    assert shortened("广安门内街道老墙根社区服务站") == "广安门内街道老墙根…"
    assert shortened("a" * 40) == "a" * 19 + "…"
