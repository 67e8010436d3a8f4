"""Files opened by their content, and refused with one clear reason."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from roster_files import people, write_csv, write_xlsx

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.roster import archive, reader

SAMPLES = Path(__file__).parent / "samples"


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        reader.read(path)
    assert len(refused.value.problems) == 1
    code = refused.value.first.code
    for language in phrases.LANGUAGES:
        said = phrases.say(code, language, **refused.value.first.params)
        assert said != code
        assert "{" not in said
    return code


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "roster.empty"),
        (b" \n\n", "roster.empty"),
        (b"PK\x03\x04 and then nothing", "roster.damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "roster.damaged"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "roster.encrypted",
        ),
        (b"<html><table><tr><td>x</td></tr></table></html>", "roster.kind_markup"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "roster.kind_markup"),
        (b"%PDF-1.7 ...", "roster.kind_other"),
        (b"name,id\x00\x00\nx,\x00", "roster.null_bytes"),
        (b"\xff\x80\x81 \x80\n", "roster.encoding"),
        ('姓名,身份证号\n"张,1\n'.encode() + "李,2\n".encode() * 30_000, "roster.csv_quotes"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(written(tmp_path / "roster.xlsx", data)) == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent.xlsx") == "roster.unreadable"


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as packed:
        packed.writestr("letter.txt", "x")
    assert refusal(tmp_path / "a.xlsx") == "roster.kind_other"


def bomb(path: Path, sheet: bytes, *, texts: bytes = b"") -> Path:
    """A small workbook whose sheet is replaced."""
    plain = path.with_name("plain.xlsx")
    write_xlsx(plain, people(1))
    with (
        zipfile.ZipFile(plain) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.infolist():
            if part.filename == "xl/worksheets/sheet1.xml":
                new.writestr(part.filename, sheet)
            elif texts and part.filename == "xl/sharedStrings.xml":
                new.writestr(part.filename, texts)
            else:
                new.writestr(part.filename, old.read(part))
        if texts and "xl/sharedStrings.xml" not in new.namelist():
            new.writestr("xl/sharedStrings.xml", texts)
    return path


def test_a_file_that_explodes_is_not_unpacked(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", b"<sheetData>" + b" " * 40_000_000)
    assert path.stat().st_size < 1_000_000
    assert refusal(path) == "roster.unpacks_too_large"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (b'<c r="XFD2"><v>1</v></c>', "roster.too_many_columns"),
        (b'<c r="A1048576"><v>1</v></c>', "roster.too_many_rows"),
        (b"<c r = 'zz1048576' ><v>1</v></c>", "roster.too_many_rows"),
        (b'<c r="CV190000"><v>1</v></c>', "roster.unpacks_too_large"),
        (b"<c><v>1</v></c>" * 2_000, "roster.too_many_columns"),
    ],
)
def test_one_cell_at_the_far_corner(tmp_path: Path, cell: bytes, code: str) -> None:
    sheet = b'<worksheet><sheetData><row r="1">' + cell + b"</row></sheetData></worksheet>"
    assert refusal(bomb(tmp_path / "corner.xlsx", sheet)) == code


def test_one_long_text_in_very_many_cells(tmp_path: Path) -> None:
    cells = b'<row r="1">' + b'<c r="A1" t="s"><v>0</v></c>' * 60_000 + b"</row>"
    texts = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    path = bomb(tmp_path / "texts.xlsx", b"<worksheet><sheetData>" + cells, texts=texts)
    assert refusal(path) == "roster.unpacks_too_large"


def test_styled_blanks_far_away_harm_nobody(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "styled.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, ["姓名", "身份证号"])
    bold = book.add_format({"bold": True})
    page.write_blank(0, 16_000, None, bold)
    page.write_blank(1_048_575, 0, None, bold)
    book.close()
    (sheet,) = reader.read(tmp_path / "styled.xlsx").sheets
    assert (sheet.height, list(sheet.rows())) == (1, [["姓名", "身份证号"]])


def test_too_many_rows_of_text(tmp_path: Path) -> None:
    path = written(tmp_path / "long.csv", b"a,b\n" * (archive.MOST_ROWS + 1))
    assert refusal(path) == "roster.too_many_rows"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_in_any_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = list(people(3))
    path = write_csv(tmp_path / "r.csv", rows, encoding=encoding, delimiter=delimiter)
    (sheet,) = reader.read(path).sheets
    read = list(sheet.rows())
    assert sheet.height == 4
    assert read[0][1] == "姓名"
    assert [row[4] for row in read[1:]] == [person.id_number for person in rows]


@pytest.mark.parametrize("name", ["roster.et", "roster.xls", "roster.csv", "roster"])
def test_the_name_does_not_decide(tmp_path: Path, name: str) -> None:
    modern = reader.read(write_xlsx(tmp_path / name, people(2)))
    assert modern.kind == "xlsx"
    old = reader.read(written(tmp_path / name, (SAMPLES / "grid.xls").read_bytes()))
    assert old.kind == "xls"
    assert old.sheets[0].merged
    assert old.sheets[0].hidden is None
    assert [note.code for note in old.notes] == ["roster.hidden_unknown.xls"]


def test_hidden_rows_and_sheets_are_seen(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "h.xlsx", {"date_1904": True})
    first, second = book.add_worksheet("一"), book.add_worksheet("二")
    for page in (first, second):
        for row in range(5):
            page.write(row, 0, "x")
    first.set_row(2, None, None, {"hidden": True})
    first.set_row(4, None, None, {"hidden": True})
    second.hide()
    book.close()
    opened = reader.read(tmp_path / "h.xlsx")
    assert [sheet.hidden for sheet in opened.sheets] == [frozenset({2, 4}), frozenset()]
    assert [sheet.visible for sheet in opened.sheets] == [True, False]
    assert opened.base_1904
