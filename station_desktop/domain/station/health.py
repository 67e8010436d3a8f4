"""How a PC and its station are, as values: what was looked at, what was found.

Nothing here holds anything of a resident; what people named themselves (a printer, a folder, an
address) stands apart in ``names``, so that it can be left out where a report goes elsewhere.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from station_desktop.domain.problem import Problem

State = Literal["ok", "warn", "bad", "unknown"]
Depth = Literal["quick", "usual", "whole"]

CHECKS: tuple[str, ...] = (
    *("disk", "folder", "keys", "database", "pages", "journal", "clock", "zone", "calendar"),
    *("certificate", "sync", "printer", "fonts", "characters", "input", "versions"),
    *("backups", "updates", "policy", "leftovers", "copies"),
)
"""What is looked at, in this order: the number of a line never changes, so that it can be asked
for on the telephone."""

RARE = "\U0002cc56\u4dae\u36c3"
"""Characters of people's names that older fonts lack (GB 18030-2022, level 3)."""


class Finding(msgspec.Struct, frozen=True):
    """What one check found. The phrase ``code`` says how it is and ``<code>.do`` what to do, where
    there is something; ``params`` and ``names`` fill both. ``problems`` are told with it, each in
    its own sentence."""

    check: str
    state: State
    code: str
    params: dict[str, Any] = {}
    names: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()


class Surroundings(msgspec.Struct, frozen=True):
    """What only the window's toolkit knows of a PC.

    ``fonts`` are the installed families with Chinese characters, the wanted ones (``wanted``, the
    best first) before others; ``undrawn`` those of :data:`RARE` that none of them has.
    ``input_method`` is the one that the window would speak to, ``input_methods`` those that it
    could, ``running`` the services that run on this PC. ``screen`` is the platform's plug-in,
    ``toolkit`` the version of Qt. ``default_printer`` is empty where there is none.
    """

    printers: tuple[str, ...]
    default_printer: str
    wanted: tuple[str, ...]
    fonts: tuple[str, ...]
    undrawn: str
    input_method: str
    input_methods: tuple[str, ...]
    running: tuple[str, ...]
    screen: str
    system: str
    toolkit: str


def gravest(findings: tuple[Finding, ...]) -> State:
    """The worst of all that was found; what could not be looked at does not count."""
    states = {finding.state for finding in findings}
    return "bad" if "bad" in states else "warn" if "warn" in states else "ok"
