from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest


def test_every_word_of_the_window_has_its_chinese_and_no_entry_is_stale(
    translations: ModuleType,
) -> None:
    assert translations.faults() == []


def test_placeholders_are_the_same_in_both_languages(translations: ModuleType) -> None:
    from string import Formatter

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for context, texts in translations.read().items():
        for source, text in texts.items():
            assert not text or names(source) == names(text), (context, source)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "page.py").write_text(
        'C = "desk"\n'
        'tr(C, "Save")\n'
        'bind(label.setText, "desk", "Print")\n'
        'words.tr("queue", "Next")\n'
        'TITLE = Text("rail", "Desk")\n'
        "tr(*TITLE)\n",
        "utf-8",
    )
    return folder


def test_extraction_finds_each_literal_and_keeps_the_translations(
    translations: ModuleType, code: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "i18n"
    translations.extract(code, folder)
    assert sorted(file.name for file in folder.iterdir()) == [
        "desk.zh_CN.ts",
        "queue.zh_CN.ts",
        "rail.zh_CN.ts",
    ]
    assert len(translations.faults(code, folder)) == 4
    translations.write("desk", {"Save": "保存", "Gone": "没有了"}, folder)
    assert "stale desk: Gone" in translations.faults(code, folder)
    translations.extract(code, folder)
    assert translations.read(folder)["desk"] == {"Print": "", "Save": "保存"}
    assert translations.faults(code, folder) == [
        "untranslated desk: Print",
        "untranslated queue: Next",
        "untranslated rail: Desk",
    ]


def test_extraction_refuses_words_nobody_could_translate(
    translations: ModuleType, code: Path
) -> None:
    (code / "bad.py").write_text('tr("desk", f"Saved {n}")\n', "utf-8")
    with pytest.raises(translations.Untranslatable, match=r"bad\.py:1"):
        translations.collect(code)
