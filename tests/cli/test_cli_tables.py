"""Tables on a terminal line up, Chinese or not, and nothing in them steers the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.cli.main import main
from station_desktop.console import output
from station_desktop.console.command import Wishes


@pytest.fixture(autouse=True, scope="module")
def a_run() -> Iterator[None]:
    """What is printed is printed in a run of a program, whose words stand over the columns."""
    with click.Context(main, obj=Wishes("cli", "STATION", ())).scope():
        yield


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("张三", 4),
        ("Ａ", 2),
        ("𬱖", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("a\u200bb", 2),
    ],
)
def test_width_is_what_a_terminal_gives(text: str, columns: int) -> None:
    assert output.width(text) == columns


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_columns_begin_at_the_same_place(rows: list[tuple[str, str, str]]) -> None:
    lines = output.table(("code", "category", "item"), [(*row[:2], "末") for row in rows])
    assert len(lines) == len(rows) + 1
    places = {output.width(line[: line.rindex("末")]) for line in lines[1:]}
    assert len(places) <= 1


@given(cells)
def test_a_cell_stays_on_its_line(text: str) -> None:
    for line in output.table(("name",), [(text,)]):
        assert len(line.splitlines()) <= 1
        assert "\x1b" not in line


def test_pairs_leave_out_what_is_empty() -> None:
    assert output.pairs((("name", "张三"), ("phone", ""), ("due", None))) == ["姓名  张三"]
