"""Every sentence that a page asks for is there, and none is left over."""

from __future__ import annotations

import re

from station_desktop import paths, phrases
from station_desktop.hall import web

HALL = paths.resources() / "hall" / "templates"
SOURCES = "\n".join(
    file.read_text("utf-8")
    for folder, kind in ((HALL, "*.html"), (paths.resources().parent / web.__path__[0], "*.py"))
    for file in folder.glob(kind)
)
ASKED = frozenset(re.findall(r"""say\(f?['"]([a-z_0-9.]+\.[a-z_0-9]*[a-z0-9])['"]""", SOURCES))
BEGUN = frozenset(re.findall(r"""['"](page\.[a-z_0-9.]+[._])(?:['"]|\{)""", SOURCES))
QUOTED = frozenset(re.findall(r"""['"]([a-z_0-9]+\.[a-z_0-9.]+)['"]""", SOURCES))


def test_what_a_page_asks_for_can_be_said() -> None:
    assert len(ASKED) > 150
    for language in phrases.LANGUAGES:
        assert phrases.table(language).keys() >= ASKED


def test_no_words_of_the_pages_are_left_over() -> None:
    for key in phrases.table("zh_CN"):
        if key.startswith("page."):
            assert key in QUOTED or any(key.startswith(begun) for begun in BEGUN), key


def test_what_is_put_together_is_there_for_every_value() -> None:
    from typing import get_args

    from station_desktop.domain.case import decisions, demands, ratings
    from station_desktop.domain.whistle import whistleclock, whistles
    from station_desktop.hall import rating, roles
    from station_desktop.hall.cases import inbox
    from station_desktop.hall.web import whistles as pages
    from station_desktop.hall.whistles import board

    known = phrases.table("en")
    for area, values in (
        ("page.hall_state", inbox.HALL_STATES),
        ("page.inbox.tab", (*inbox.HALL_STATES, "all")),
        ("page.demand_state", demands.STATES),
        ("page.demand_outcome", demands.OUTCOMES),
        ("page.role", roles.ROLES),
        ("page.role_may", roles.ROLES),
        ("page.did", [fact.kind for fact in decisions.FACTS]),
        ("page.whistle.kind", whistles.KINDS),
        ("page.whistle.state", whistles.STATES),
        ("page.whistle.how", get_args(whistleclock.How)),
        ("page.whistle.stands", get_args(whistleclock.How)),
        ("page.whistle.grade", whistles.GRADES),
        ("page.whistle.deed", pages.DEEDS),
        ("page.whistles.show", board.SHOWS),
        ("page.whistles.none", board.SHOWS),
        ("page.whistles.caption", board.SHOWS),
        ("page.rate.level", ratings.LEVELS),
        ("page.rate.aspect", ratings.ASPECTS),
        ("page.rate", [one for one in get_args(rating.Standing) if one not in ("ready", "rated")]),
        ("page.device_state", ("stands", "device.revoked", "device.succeeded")),
    ):
        for value in values:
            assert f"{area}.{value}" in known, (area, value)
