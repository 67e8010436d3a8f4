"""The window's Chinese: collect the English literals from the code, and compile the translations.

    python installers/translations.py --extract    update resources/i18n/<context>.zh_CN.ts
    python installers/translations.py --check      say what is untranslated or stale
    python installers/translations.py --compile    write resources/i18n/zh_CN.qm

``tr``, ``bind`` and ``Text`` take their context and source as literals (the context may be a
constant of the module); anything else is an error here, because nobody could translate it.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "station_desktop"
FOLDER = ROOT / "resources" / "i18n"
LANGUAGE = "zh_CN"

# how many arguments come before the context
CALLS = {"tr": 0, "Text": 0, "bind": 1}
OWN_HOME = "words.py"

Catalogue = dict[str, dict[str, str]]


class Untranslatable(Exception):
    """A call whose words cannot be read from the code."""


class Found(NamedTuple):
    context: str
    source: str


def constants(tree: ast.Module) -> dict[str, str]:
    """The module's own string constants, by name."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    found[target.id] = node.value.value
    return found


def literal(node: ast.expr, known: dict[str, str]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return known.get(node.id)
    return None


def literals(file: Path) -> Iterator[Found]:
    """Every context and source named in ``file``; raises :class:`Untranslatable`."""
    tree = ast.parse(file.read_text("utf-8"))
    known = constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name not in CALLS:
            continue
        given = node.args[CALLS[name] :]
        if given and isinstance(given[0], ast.Starred):
            continue  # a Text declared elsewhere
        if name in ("tr", "Text") and len(given) < 2:
            continue  # QObject.tr, the Text of a database, and other namesakes
        words = [literal(argument, known) for argument in given[:2]]
        if len(words) < 2 or words[0] is None or words[1] is None:
            raise Untranslatable(f"{file.name}:{node.lineno}: the words are not literals")
        yield Found(words[0], words[1])


def collect(code: Path = CODE) -> dict[str, list[str]]:
    """All sources by context, each once, in a stable order."""
    found: dict[str, list[str]] = {}
    for file in sorted(code.rglob("*.py")):
        if file.name == OWN_HOME:
            continue
        for context, source in literals(file):
            sources = found.setdefault(context, [])
            if source not in sources:
                sources.append(source)
    return {context: sorted(sources) for context, sources in sorted(found.items())}


def read(folder: Path = FOLDER) -> Catalogue:
    """Finished translations by context and source; the unfinished ones are empty."""
    known: Catalogue = {}
    for file in sorted(folder.glob(f"*.{LANGUAGE}.ts")):
        for context in ET.parse(file).getroot().iter("context"):
            texts = known.setdefault(context.findtext("name", ""), {})
            for message in context.iter("message"):
                translation = message.find("translation")
                finished = translation is not None and translation.get("type") is None
                text = (translation.text or "") if translation is not None and finished else ""
                texts[message.findtext("source", "")] = text
    return known


def write(context: str, texts: dict[str, str], folder: Path = FOLDER) -> None:
    """One context's file, one message a line pair, so that changes read well."""
    root = ET.Element("TS", version="2.1", language=LANGUAGE, sourcelanguage="en")
    node = ET.SubElement(root, "context")
    ET.SubElement(node, "name").text = context
    for source, text in texts.items():
        message = ET.SubElement(node, "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        if text:
            translation.text = text
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    body = ET.tostring(root, "unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    (folder / f"{context}.{LANGUAGE}.ts").write_text(head + body + "\n", "utf-8")


def extract(code: Path = CODE, folder: Path = FOLDER) -> None:
    """Bring the files up to the code, keeping every translation whose source still stands."""
    folder.mkdir(parents=True, exist_ok=True)
    known = read(folder)
    wanted = collect(code)
    for context in known.keys() - wanted.keys():
        (folder / f"{context}.{LANGUAGE}.ts").unlink()
    for context, sources in wanted.items():
        texts = {source: known.get(context, {}).get(source, "") for source in sources}
        write(context, texts, folder)


def faults(code: Path = CODE, folder: Path = FOLDER) -> list[str]:
    """What stands in the way of a complete translation, one line each."""
    wanted, known = collect(code), read(folder)
    lines = []
    for context, sources in wanted.items():
        have = known.get(context, {})
        lines += [f"untranslated {context}: {text}" for text in sources if not have.get(text)]
    for context, texts in known.items():
        gone = set(texts) - set(wanted.get(context, ()))
        lines += [f"stale {context}: {text}" for text in sorted(gone)]
    return lines


def compile_all(target: Path, folder: Path = FOLDER) -> None:
    """All contexts in one binary file, made by Qt's own compiler."""
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    files = [str(file) for file in sorted(folder.glob(f"*.{LANGUAGE}.ts"))]
    command = [str(tool), "-silent", *files, "-qm", str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--extract", action="store_true", help="update the .ts files")
    parser.add_argument("--check", action="store_true", help="say what is missing or stale")
    parser.add_argument("--compile", action="store_true", help="write the .qm file")
    chosen = parser.parse_args(arguments)
    if chosen.extract:
        extract()
    wrong = faults() if chosen.check or chosen.compile else []
    for line in wrong:
        print(line)
    if wrong:
        return 1
    if chosen.compile:
        compile_all(FOLDER / f"{LANGUAGE}.qm")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
