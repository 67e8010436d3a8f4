"""A visit in progress: what the paths of a draft mean.

A draft is saved as single values by path, so that one change is one small write and nothing else
can be lost with it. The paths:

``resident`` a resident's id · ``channel`` · ``registration/<field>`` what is typed of a person not
yet registered · ``agent/<field>`` (see :class:`~station_desktop.domain.case.cases.Agent`) ·
``line/<id>/order`` · ``line/<id>/item`` · ``line/<id>/pack`` ·
``line/<id>/answers/<key>`` as typed ·
``line/<id>/materials/<key>`` a :class:`MaterialDraft` · ``line/<id>/appointment/<field>`` ·
``line/<id>/result`` · ``line/<id>/delivery`` · ``line/<id>/lane`` · ``line/<id>/need`` ·
``caller/contact`` and ``caller/phone`` whom to tell where nobody is registered · ``demand`` the id
of the demand from outside that the visit answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from station_desktop.domain.case.cases import Standing
from station_desktop.domain.case.handling import LANES, NEEDS, Lane, Need
from station_desktop.domain.person.documents import Scan


class MaterialDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one document stands so far; ``standing`` ``None`` is not looked at yet."""

    standing: Standing | None = None
    copies: int = 0
    promised: str = ""
    note: str = ""
    valid_until: str = ""
    document: str = ""
    scans: tuple[Scan, ...] = ()


class LineDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """One item of the visit: the catalogue it was begun with and all that was typed. ``lane`` is
    empty for the item's usual one. A demand in the resident's own words is a line with one of the
    items of ``domain.case.ownwords``; ``title`` is then its short form, made from the words if
    empty."""

    id: str
    item: str
    pack: str
    order: int = 0
    answers: dict[str, Any] = {}
    materials: dict[str, MaterialDraft] = {}
    appointment: dict[str, str] = {}
    result: str = ""
    delivery: str = ""
    lane: Lane = ""
    need: Need = ""
    title: str = ""


class VisitDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole visit; its id becomes the visit's, so accepting twice gives one answer.

    ``resident`` may be empty where every line is in own words; ``caller`` then says whom to tell
    (``contact``, ``phone``), if anybody wants to be told.
    """

    id: str
    resident: str = ""
    channel: str = "window"
    registration: dict[str, str] = {}
    agent: dict[str, str] = {}
    lines: tuple[LineDraft, ...] = ()
    caller: dict[str, str] = {}
    demand: str = ""


def read(id: str, values: Mapping[str, Any]) -> VisitDraft:
    """The visit that ``values`` (path -> value) describe. A value that no longer fits its place,
    from another version or a damaged row, is left aside; the others stand."""
    tree: dict[str, Any] = {}
    for path, value in values.items():
        _place(tree, path.split("/"), value)
    lines = [
        line
        for line_id, parts in (tree.get("line") or {}).items()
        if (line := _line(line_id, parts)) is not None
    ]
    return VisitDraft(
        id=id,
        resident=str(tree.get("resident") or ""),
        channel=str(tree.get("channel") or "window"),
        registration=_texts(tree.get("registration")),
        agent=_texts(tree.get("agent")),
        lines=tuple(sorted(lines, key=lambda line: (line.order, line.id))),
        caller=_texts(tree.get("caller")),
        demand=str(tree.get("demand") or ""),
    )


def _place(tree: dict[str, Any], parts: list[str], value: Any) -> None:
    for part in parts[:-1]:
        inner = tree.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree[parts[-1]] = value


def _texts(value: Any) -> dict[str, str]:
    return {key: str(text) for key, text in value.items()} if isinstance(value, dict) else {}


def _line(id: str, parts: Any) -> LineDraft | None:
    if not isinstance(parts, dict) or not parts.get("item"):
        return None
    materials: dict[str, MaterialDraft] = {}
    for key, value in (parts.get("materials") or {}).items():
        try:
            materials[key] = msgspec.convert(value, MaterialDraft)
        except msgspec.ValidationError:
            continue
    return LineDraft(
        id=id,
        item=str(parts["item"]),
        pack=str(parts.get("pack") or ""),
        order=int(parts.get("order") or 0),
        answers=dict(parts.get("answers") or {}),
        materials=materials,
        appointment=_texts(parts.get("appointment")),
        result=str(parts.get("result") or ""),
        delivery=str(parts.get("delivery") or ""),
        lane=parts["lane"] if parts.get("lane") in LANES else "",
        need=parts["need"] if parts.get("need") in NEEDS else "",
    )
