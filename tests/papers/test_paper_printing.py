"""One layout, three outputs: what is previewed is what the PDF holds and the printer gets."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import segno
from msgspec.structs import replace
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from reading_papers import made, reader, squeezed, text_of
from sample_facts import facts

from station_desktop.papers.compose import cautions, compose, formats_for
from station_desktop.papers.facts import KINDS, LANGUAGES, Format, Kind, Language, MaterialLine
from station_desktop.papers.placed import UNITS_PER_MM, Modules, Page, Run
from station_desktop.papers.printing import page_images, pdf_bytes, print_to, write_pdf
from station_desktop.papers.printing_layout import lay_out
from station_desktop.papers.sheet import sheet_for

DPI = 100


def grey(image: QImage) -> list[int]:
    """Mean darkness of each 6 by 6 square, so that only ink that moved can differ."""
    flat = image.convertToFormat(QImage.Format.Format_Grayscale8)
    small = flat.scaled(
        flat.width() // 6,
        flat.height() // 6,
        mode=Qt.TransformationMode.SmoothTransformation,
    )
    return [small.constScanLine(y)[x] for y in range(small.height()) for x in range(small.width())]


def apart(one: list[int], other: list[int]) -> float:
    """Mean difference of darkness, of 255."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def rasterised(pdf: bytes, page: int) -> QImage:
    run = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-png", "-f", str(page), "-l", str(page), "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    return QImage.fromData(QByteArray(run.stdout))


@pytest.mark.parametrize(
    ("kind", "language", "format"),
    [
        ("receipt", "zh_CN", "a4"),
        ("notice", "en", "a4"),
        ("form", "zh_CN", "large"),
        ("completion", "zh_CN", "roll"),
    ],
)
def test_the_preview_is_what_the_pdf_shows(kind: Kind, language: Language, format: Format) -> None:
    document = compose(kind, replace(facts(kind, language), demo=True), language, format)
    pdf = pdf_bytes(document)
    images = page_images(document, DPI)
    assert len(images) == len(reader(pdf).pages)
    for number, image in enumerate(images, 1):
        other = rasterised(pdf, number)
        assert abs(image.width() - other.width()) <= 1
        assert abs(image.height() - other.height()) <= 1
        printed = grey(other.scaled(image.size()))
        assert min(printed) < 200, "there is ink on the page"
        assert apart(grey(image), printed) < 5
        lower = image.copy(0, DPI // 20, image.width(), image.height())
        assert apart(grey(lower), printed) > 5, "the measure sees a shift of a millimetre"


def test_a_printer_gets_the_same_pages_as_the_pdf(tmp_path: Path) -> None:
    document = compose("notice", facts("notice"), "zh_CN", "large")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_to(document, printer)
    printed, saved = (tmp_path / "printed.pdf").read_bytes(), pdf_bytes(document)
    pages = [reader(pdf).pages for pdf in (printed, saved)]
    assert len(pages[0]) == len(pages[1]) == 2
    for one, other in zip(*pages, strict=True):
        assert [round(float(x)) for x in one.mediabox] == [round(float(x)) for x in other.mediabox]
    for number in (1, 2):
        shown = [grey(rasterised(pdf, number)) for pdf in (printed, saved)]
        assert apart(*shown) < 1


def test_a_printer_that_cannot_take_it_is_told(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    assert not print_to(compose("receipt", facts(), "zh_CN"), printer)


def test_a_pdf_is_written_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "回执.pdf"
    path.write_bytes(b"an older paper")
    write_pdf(compose("receipt", facts(), "zh_CN"), path)
    assert "收件回执" in text_of(path.read_bytes())
    assert [file.name for file in tmp_path.iterdir()] == ["回执.pdf"]


def test_a_pdf_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_pdf(compose("receipt", facts(), "zh_CN"), tmp_path / "taken")
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]


def test_fonts_are_embedded_and_a_receipt_is_small() -> None:
    pdf = made("receipt", facts())
    assert len(pdf) < 150_000
    fonts = reader(pdf).pages[0]["/Resources"]["/Font"].values()
    descriptors = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts
    ]
    assert len(descriptors) == 2
    assert all("/FontFile2" in descriptor for descriptor in descriptors)


def runs(page: Page) -> list[Run]:
    return [mark for mark in page.marks if isinstance(mark, Run)]


@pytest.mark.parametrize("format", ["a4", "large", "roll"])
def test_two_hundred_documents_all_stand_on_the_pages_under_their_heads(format: Format) -> None:
    lines = tuple(
        MaterialLine(f"第{index:03d}份材料，" + "说明文字" * (index % 9), copies=1)
        for index in range(1, 201)
    )
    case = replace(facts().case, materials=lines)
    document = compose("receipt", replace(facts(), cases=(case,)), "zh_CN", format)
    pages = lay_out(document)
    text = text_of(pdf_bytes(document))
    assert all(f"第{index:03d}份材料" in text for index in range(1, 201))
    if format != "roll":
        assert len(pages) > 5
        on_pages = ["".join(run.text for run in runs(page)) for page in pages]
        with_rows = [words for words in on_pages if "份材料" in words]
        assert all("材料名称" in words for words in with_rows)


@pytest.mark.parametrize("format", ["a4", "large"])
def test_very_long_answers_go_on_over_the_pages_inside_their_lines(format: Format) -> None:
    answer = "".join(f"《{index:04d}》本人家庭情况说明" for index in range(400))
    form = replace(facts("form").case.form[0].answers[0], label="情况" * 30, value=answer)
    group = replace(facts("form").case.form[0], answers=(form,))
    case = replace(facts("form").case, form=(group,))
    resident = replace(facts().resident, name="阿依努尔·" * 10)
    long = replace(facts("form"), cases=(case,), resident=resident)
    document = compose("form", long, "zh_CN", format)
    text = text_of(pdf_bytes(document))
    assert all(f"《{index:04d}》" in text for index in range(400))
    assert squeezed(resident.name) in text
    inside(document.format, lay_out(document))


def inside(format: Format, pages: tuple[Page, ...]) -> None:
    """No baseline stands in the margins, no two rows share a place."""
    sheet = sheet_for(format, "zh_CN")
    for page in pages:
        for run in runs(page):
            assert sheet.left - 1 <= run.x <= page.width - sheet.left
            assert sheet.top <= run.y <= page.height
        places = [(round(run.x), round(run.y)) for run in runs(page) if run.text.strip()]
        assert len(places) == len(set(places))


def test_the_same_document_gives_equal_pages() -> None:
    document = compose("receipt", facts(), "zh_CN")
    assert lay_out(document) == lay_out(document)


def test_a_character_no_font_has_is_reported_and_marked() -> None:
    odd = replace(facts(), resident=replace(facts().resident, name="张\U00031350\ue001明"))
    document = compose("receipt", odd, "zh_CN")
    assert cautions(document) == ("\U00031350", "\ue001")
    assert "张" in text_of(pdf_bytes(document))
    assert "〓" in "".join(run.text for page in lay_out(document) for run in runs(page))
    assert cautions(compose("receipt", facts(), "zh_CN")) == ()


@pytest.mark.parametrize("platform", [None, "minimal"])
def test_without_a_window_or_a_screen(platform: str | None) -> None:
    """The command line makes a PDF with no application running and no display."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from sample_facts import facts;"
        "from station_desktop.papers.compose import compose;"
        "document = compose('receipt', facts(), 'zh_CN');"
        "assert not any(name.startswith('PySide6') for name in sys.modules);"
        "from station_desktop.papers.printing import pdf_bytes;"
        "sys.stdout.buffer.write(pdf_bytes(document))"
    )
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    here = Path(__file__).resolve().parent
    env["PYTHONPATH"] = str(here.parent.parent)
    if platform:
        env["QT_QPA_PLATFORM"] = platform
    run = subprocess.run(
        [sys.executable, "-c", code, str(here)], capture_output=True, check=True, env=env
    )
    assert "收件回执" in text_of(run.stdout)


def test_the_code_on_a_receipt_is_the_case_number() -> None:
    second = replace(facts().case, number="LQG-20260316-01-0008-1")
    visit = replace(facts(), cases=(facts().case, second))
    pages = lay_out(compose("receipt", visit, "zh_CN"))
    drawn = [mark for page in pages for mark in page.marks if isinstance(mark, Modules)]
    expected = [segno.make(case.number, error="m", micro=False) for case in visit.cases]
    assert [mark.rows for mark in drawn] == [
        tuple("".join(str(module) for module in row) for row in code.matrix) for code in expected
    ]


def test_papers_may_be_made_in_several_threads_at_once() -> None:
    documents = [compose(kind, facts(kind), "zh_CN") for kind in KINDS] * 2
    with ThreadPoolExecutor(3) as pool:
        sizes = [len(pdf) for pdf in pool.map(pdf_bytes, documents)]
    assert sizes[: len(KINDS)] == sizes[len(KINDS) :]


@pytest.mark.parametrize("format", ["a4", "large"])
def test_nobody_signs_an_otherwise_empty_page(format: Format) -> None:
    turned = 0
    for count in range(24):
        lines = tuple(MaterialLine(f"材料{index}") for index in range(count))
        case = replace(facts().case, materials=lines)
        pages = lay_out(compose("receipt", replace(facts(), cases=(case,)), "zh_CN", format))
        last = ["".join(run.text for run in runs(page)) for page in pages if runs(page)]
        (signed,) = [words for words in last if "交件人（签字）" in words]
        assert "不作审批决定" in signed
        turned += len(pages) > 1 and "材料名称" not in signed
    assert turned, "some of these receipts end on a page without their table"


@pytest.mark.parametrize("kind", KINDS)
def test_an_ordinary_paper_takes_one_sheet(kind: Kind) -> None:
    assert len(lay_out(compose(kind, facts(kind), "zh_CN"))) == 1


def test_large_print_is_large() -> None:
    for kind in KINDS:
        pages = lay_out(compose(kind, facts(kind), "zh_CN", "large"))
        foot = sheet_for("large", "zh_CN").height - 16 * UNITS_PER_MM
        body = [run for page in pages for run in runs(page) if run.y < foot]
        assert min(run.pixels for run in body) >= 160


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_however_long_the_names_are(kind: Kind, language: Language) -> None:
    name = "".join(f"事项名称（{index:03d}）" for index in range(300))
    base = facts(kind, language)
    long = replace(base, cases=(replace(base.case, item_name=name),))
    for format in formats_for(kind):
        pages = lay_out(compose(kind, long, language, format))
        inside(format, pages)
        shown = "".join(run.text for page in pages for run in runs(page))
        assert all(f"{index:03d}" in shown for index in range(300))
