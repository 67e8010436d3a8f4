"""Shipped, read-only data decoded into domain values."""

from __future__ import annotations

import zlib

from station_desktop import paths
from station_desktop.domain import pack, pinyin, year_calendar
from station_desktop.domain.catalogue import Pack
from station_desktop.domain.itemsearch import Lexicon, read_lexicon
from station_desktop.domain.pinyin import Readings
from station_desktop.domain.year_calendar import Calendar


def reference_pack() -> Pack:
    """The reference catalogue of 149 items, read anew at each call.

    It is shaped like Beijing practice and is no station's own list; its ``notice`` says so and
    goes wherever it is shown. Raises :class:`~station_desktop.domain.problem.Refused` when the
    shipped file is damaged.
    """
    return pack.decode((paths.resources() / "catalogue" / "reference.json").read_bytes())


def calendar() -> Calendar:
    """The working-day calendar of the years whose notices are known."""
    return year_calendar.load((paths.resources() / "calendar" / "cn.json").read_bytes())


def pinyin_readings() -> Readings:
    """The readings of all characters; ready in a millisecond."""
    return pinyin.load((paths.resources() / "pinyin.txt").read_bytes())


def search_lexicon() -> Lexicon:
    """Near-synonyms and stop phrases of the item search."""
    return read_lexicon((paths.resources() / "catalogue" / "synonyms.toml").read_bytes())


def search_words_version() -> str:
    """Changes whenever the search words do."""
    data = (paths.resources() / "catalogue" / "synonyms.toml").read_bytes()
    return f"{zlib.crc32(data):08x}"
