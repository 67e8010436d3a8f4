"""Shipped, read-only data decoded into domain values."""

from __future__ import annotations

import zlib
from functools import cache

import msgspec

from station_desktop import paths
from station_desktop.domain.case import ownwords
from station_desktop.domain.case.ownwords import Hints
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.invented import invented_partners
from station_desktop.domain.invented.invented_partners import Trade
from station_desktop.domain.itemsearch import Lexicon, read_lexicon
from station_desktop.domain.pack import pack
from station_desktop.domain.text import pinyin
from station_desktop.domain.text.pinyin import Readings
from station_desktop.domain.time import year_calendar
from station_desktop.domain.time.year_calendar import Calendar
from station_desktop.domain.whistle.whistlevalues import Department


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


def departments() -> tuple[Department, ...]:
    """Departments that a subdistrict of Beijing usually calls to a whistle. Proposals: any name
    can be called."""
    data = (paths.resources() / "whistles" / "departments.json").read_bytes()
    return msgspec.json.decode(data, type=tuple[Department, ...])


@cache
def own_words() -> tuple[Item, ...]:
    """The items that carry demands in the resident's own words, one for each category."""
    data = (paths.resources() / "catalogue" / "own_words.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, tuple[Item, ...]])["items"]


@cache
def own_words_hints() -> Hints:
    """What simple words of a demand propose."""
    data = (paths.resources() / "catalogue" / "own_words_hints.toml").read_bytes()
    return ownwords.read_hints(data)


def decoded_pack(data: bytes) -> Pack:
    """A catalogue from its bytes, with the items beside it. Raises ``Refused`` as
    :func:`~station_desktop.domain.pack.pack.decode` does."""
    return ownwords.beside(pack.decode(data), own_words())


def demo_partners() -> tuple[Trade, ...]:
    """What the demo station's organisations are called and do; all of them are invented."""
    return invented_partners.read((paths.resources() / "demo" / "partners.json").read_bytes())
