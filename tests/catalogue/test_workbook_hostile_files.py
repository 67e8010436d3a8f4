"""Files that are no workbook, are damaged, or are made to fill the memory of the PC."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_pack import small_pack, write_sheets

from station_desktop import workbook
from station_desktop.domain.problem import Problem, Refused
from station_desktop.workbook import opening


def _refused(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        workbook.read(path)
    return refused.value.problems


@pytest.mark.parametrize(
    "content",
    [b"", b"not a workbook", b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    assert [problem.code for problem in _refused(path)] == ["workbook.not_a_workbook"]


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    workbook.export(small_pack(), tmp_path / "good.xlsx")
    data = bytearray((tmp_path / "good.xlsx").read_bytes())
    data[60:90] = b"\0" * 30
    (tmp_path / "bad.xlsx").write_bytes(data)
    assert _refused(tmp_path / "bad.xlsx")[0].code == "workbook.not_a_workbook"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "file.xlsx", "w") as packed:
        packed.writestr("hello.txt", "hello")
    assert _refused(tmp_path / "file.xlsx")[0].code == "workbook.not_a_workbook"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.xlsx")[0].code == "workbook.cannot_read"


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(opening.LARGEST_FILE + 1)
    assert _refused(path)[0].code == "workbook.too_large"


_SHEET = "xl/worksheets/sheet2.xml"
_BIG = b'<c r="%b" t="s"><v>0</v></c>'


def _repacked(path: Path, change: Callable[[str, bytes], bytes], extra: int = 0) -> Path:
    """The exported workbook with its parts changed, as a mischievous program would."""
    workbook.export(small_pack(), path)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for number in range(extra):
            new.writestr(f"xl/extra{number}.bin", b"")
    path.write_bytes(packed.getvalue())
    return path


def test_a_part_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    filler = b" " * (opening.LARGEST_PART + 1)
    path = _repacked(tmp_path / "bomb.xlsx", lambda name, old: filler if name == _SHEET else old)
    assert path.stat().st_size < 1_000_000
    assert _refused(path)[0].code == "workbook.unpacks_too_large"


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = _repacked(tmp_path / "bomb.xlsx", lambda _, old: old, extra=opening.MOST_PARTS)
    assert _refused(path)[0].code == "workbook.unpacks_too_large"


@pytest.mark.parametrize("corner", [b"A200001", b"XFD2", b"IV200000"])
def test_a_cell_at_a_far_corner_is_refused(tmp_path: Path, corner: bytes) -> None:
    cell = b'<row r="9999"><c r="%b"><v>1</v></c></row></sheetData>' % corner
    path = _repacked(
        tmp_path / "bomb.xlsx",
        lambda name, old: old.replace(b"</sheetData>", cell) if name == _SHEET else old,
    )
    assert _refused(path)[0].code == "workbook.too_many_rows"


def test_a_long_text_used_everywhere_is_refused(tmp_path: Path) -> None:
    book = tmp_path / "bomb.xlsx"
    write_sheets({"事项": [["长" * 30_000]] * 2, "表单字段": [["短"]]}, book)
    cells = b"".join(b'<c r="A%d" t="s"><v>0</v></c>' % row for row in range(3, 6_003))
    packed = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"</sheetData>", b'<row r="3">' + cells + b"</row></sheetData>"
                )
            new.writestr(name, content)
    book.write_bytes(packed.getvalue())
    assert _refused(book)[0].code == "workbook.unpacks_too_large"


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lie.xlsx"
    workbook.export(small_pack(), path)
    data = bytearray(path.read_bytes())
    name = _SHEET.encode()
    directory = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    assert _refused(path)[0].code == "workbook.not_a_workbook"


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 10**6), junk=st.binary(min_size=1, max_size=40))
def test_damaged_bytes_are_read_or_refused(tmp_path: Path, at: int, junk: bytes) -> None:
    path = tmp_path / "catalogue.xlsx"
    workbook.export(small_pack(), path)
    content = bytearray(path.read_bytes())
    at %= len(content)
    content[at : at + len(junk)] = junk
    path.write_bytes(content)
    with suppress(Refused):
        assert workbook.read(path).items
