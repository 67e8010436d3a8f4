"""From a rendered template to the page model; an unknown tag or attribute is an error."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import msgspec

from station_desktop.papers.document import (
    Block,
    Cell,
    Code,
    Gap,
    Grid,
    Line,
    Row,
    Signatures,
    Slot,
    Text,
)

_SPACES = re.compile(r"[ \t\r\n]+")


def blocks(rendered: str) -> tuple[Block, ...]:
    """The blocks of ``rendered``, an XML text with the root ``<paper>``.

    Raises ``ValueError`` for anything that is not the papers' vocabulary (``resources/papers``).
    """
    try:
        root = ElementTree.fromstring(rendered)
    except ElementTree.ParseError as error:
        raise ValueError(f"the paper's template is not well formed: {error}") from error
    return tuple(_block(element) for element in root)


def _block(element: ElementTree.Element) -> Block:
    read = _READERS.get(element.tag)
    if read is None:
        raise ValueError(f"a paper has no <{element.tag}>")
    block: Block = read(element)
    return block


def _words(element: ElementTree.Element) -> str:
    lines = _SPACES.sub(" ", element.text or "").split("\u2028")
    return "\n".join(line.strip(" ") for line in lines if line.strip(" "))


def _settings(element: ElementTree.Element, shape: type[Any]) -> dict[str, Any]:
    """The attributes by the types of ``shape``'s fields (``yes``/``no`` for booleans)."""
    types = {field.name: field.type for field in msgspec.structs.fields(shape)}
    given: dict[str, Any] = {}
    for name, value in element.attrib.items():
        if name not in types:
            raise ValueError(f"<{element.tag}> has no {name!r}")
        given[name] = (value == "yes") if types[name] is bool else value
    return given


def _build(shape: type[Any], **given: Any) -> Any:
    return msgspec.convert(given, shape, strict=False)


def _text(element: ElementTree.Element) -> Any:
    given = _settings(element, Text)
    if element.tag in ("title", "heading"):
        given = {"role": element.tag, "keep": True, **given}
    return _build(Text, text=_words(element), **given)


def _row(element: ElementTree.Element) -> Row:
    cells = (_build(Cell, text=_words(cell), **_settings(cell, Cell)) for cell in element)
    return Row(tuple(cells), **_settings(element, Row))


def _grid(element: ElementTree.Element) -> Grid:
    head: list[Row] = []
    body: list[Row] = []
    for child in element:
        if child.tag == "head":
            head.extend(_row(row) for row in child)
        elif child.tag == "row":
            body.append(_row(child))
        else:
            raise ValueError(f"a grid has no <{child.tag}>")
    columns = tuple(float(width) for width in element.attrib["columns"].split())
    ruled = element.attrib.get("ruled", "yes") == "yes"
    together = element.attrib.get("together") == "yes"
    for row in (*head, *body):
        if sum(cell.span for cell in row.cells) != len(columns):
            raise ValueError(f"a row does not fill its {len(columns)} columns: {row}")
    return Grid(columns, tuple(body), tuple(head), ruled, together)


def _code(element: ElementTree.Element) -> Code:
    return Code(element.attrib["content"], tuple(_text(child) for child in element))


def _signatures(element: ElementTree.Element) -> Signatures:
    slots = tuple(_build(Slot, label=_words(s), **_settings(s, Slot)) for s in element)
    return Signatures(slots, **_settings(element, Signatures))


def _gap(element: ElementTree.Element) -> Gap:
    return Gap(float(element.attrib["mm"]))


def _line(element: ElementTree.Element) -> Line:
    return Line(_words(element), **_settings(element, Line))


_READERS: dict[str, Any] = {
    "title": _text,
    "heading": _text,
    "p": _text,
    "grid": _grid,
    "code": _code,
    "signatures": _signatures,
    "gap": _gap,
    "line": _line,
}
