"""What the window says must have glyphs on a plain PC: pictographs are boxes where no colour font
is installed, as on most of the stations' systems."""

from __future__ import annotations

import re

from station_desktop import paths

PICTOGRAPH = re.compile("[\U0001f000-\U0001faff]")


def test_no_word_of_the_program_is_a_pictograph() -> None:
    resources = paths.resources()
    places = [
        *(resources.parent / "station_desktop").rglob("*.py"),
        *(resources / "i18n").glob("*.ts"),
        *(resources / "phrases").glob("*.toml"),
        *(resources / "papers").glob("*.xml"),
        *(resources / "hall" / "templates").glob("*.html"),
    ]
    assert len(places) > 500
    found = [file.name for file in places if PICTOGRAPH.search(file.read_text("utf-8"))]
    assert found == []
