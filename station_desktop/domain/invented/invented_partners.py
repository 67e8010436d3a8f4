"""Invented organisations for the demo station: nobody here exists.

Names, trades, hours and prices are shipped (``resources/demo/partners.json``); contacts, phones,
contracts and credit codes are made up, the same ones for the same seed. Codes carry valid check
digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import msgspec

from station_desktop.domain.invented.invented import ELDER_NAMES, LANES, SURNAMES, YOUNGER_NAMES
from station_desktop.domain.partner.partners import Kind, Registered
from station_desktop.domain.person.identity import organisation_check_digit

_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11714: the organisation's own number within a credit code."""
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Trade(msgspec.Struct, frozen=True):
    """Organisations alike: what they offer, charge and when they are open. ``code`` begins their
    credit codes (registering authority and sort), empty for groups that have none."""

    kind: Kind
    services: tuple[str, ...]
    price: str
    hours: str
    names: tuple[str, ...]
    code: str = ""


class _File(msgspec.Struct, frozen=True):
    note: str
    trades: tuple[Trade, ...]


def read(data: bytes) -> tuple[Trade, ...]:
    """The trades of the shipped file."""
    return msgspec.json.decode(data, type=_File).trades


def directory(
    trades: Sequence[Trade], seed: int, today: date, areas: Sequence[str] = ()
) -> tuple[Registered, ...]:
    """Every organisation as it comes into the directory; of shops and agencies some serve a part
    of ``areas`` alone, where there are any. Most contracts last, two end soon."""
    random = Random(seed)
    made = [_one(trade, name, random, today, areas) for trade in trades for name in trade.names]
    return tuple(_numbered(fact, at, today) for at, fact in enumerate(made, start=1))


def _one(trade: Trade, name: str, random: Random, today: date, areas: Sequence[str]) -> Registered:
    market = trade.kind in ("agency", "outlet")
    contracted = market or trade.kind == "unit"
    until = today + timedelta(days=random.randrange(90, 700)) if contracted else None
    near = bool(areas) and market and random.random() < 0.3
    served = random.sample(list(areas), k=max(1, len(areas) // 2)) if near else []
    return Registered(
        partner=trade.kind,
        name=name,
        services=trade.services,
        areas=tuple(sorted(served)),
        hours=trade.hours,
        price=trade.price,
        contact=random.choice(SURNAMES) + random.choice((*ELDER_NAMES, *YOUNGER_NAMES)),
        phone=_phone(random, landline=trade.kind in ("agency", "unit")),
        address=f"北京市西城区{random.choice(LANES)}{random.randrange(1, 120)}号",
        contract_until=until.isoformat() if until else "",
        credit_code=_credit_code(trade.code, random) if trade.code else "",
    )


def _numbered(fact: Registered, at: int, today: date) -> Registered:
    """With its contract's number; two of them run out within the month."""
    if not fact.contract_until:
        return fact
    until = fact.contract_until
    if at in (5, 60):
        until = (today + timedelta(days=11 + at // 4)).isoformat()
    number = f"社服〔{today.year}〕第{at:02d}号"
    return msgspec.structs.replace(fact, contract=number, contract_until=until)


def _phone(random: Random, *, landline: bool) -> str:
    if landline:
        return f"010-6303{random.randrange(1000, 10000)}"
    return f"1{random.choice('3589')}{random.randrange(10**9):09d}"


def _credit_code(sort: str, random: Random) -> str:
    number = "MA" + "".join(random.choices(_CHARACTERS, k=6))
    values = (int(c) if c.isdigit() else ord(c) - ord("A") + 10 for c in number)
    rest = 11 - sum(w * v for w, v in zip(_WEIGHTS, values, strict=True)) % 11
    own = {10: "X", 11: "0"}.get(rest, str(rest))
    body = f"{sort}110102{number}{own}"
    return body + organisation_check_digit(body)
