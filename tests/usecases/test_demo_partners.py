"""The demo station's directory: as many organisations as the pilot had, none of them real, each
with valid particulars; and the same ones every time."""

from __future__ import annotations

from collections import Counter
from datetime import date

from station_desktop import shipped
from station_desktop.domain.invented import invented_partners
from station_desktop.domain.person import contacts, identity
from station_desktop.domain.time import hours
from station_desktop.usecases.demo import demo_partners
from station_desktop.usecases.dispatch import partners
from station_desktop.usecases.work import Work


def test_there_are_as_many_as_the_pilot_had(work: Work) -> None:
    assert demo_partners.furnish(work) == 99
    found = partners.listed(work)
    kinds = Counter(one.kind for one in found)
    assert kinds == {"agency": 54, "outlet": 22, "unit": 11, "volunteer": 12}
    assert len({one.name for one in found}) == 99


def test_every_particular_is_what_the_desk_could_have_typed(work: Work) -> None:
    demo_partners.furnish(work)
    pack = work.store.pack()
    for one in partners.listed(work):
        assert hours.check(one.hours).text == one.hours
        assert contacts.check(one.phone).number == one.phone
        if one.kind in ("agency", "outlet"):
            assert one.credit_code
        if one.credit_code:
            assert identity.check_organisation(one.credit_code).normalised == one.credit_code
        assert partners.change(work, one.id, {"hours": one.hours, "phone": one.phone}) == one
        assert all(pack.item(text) or not text.isascii() for text in one.services)
    codes = [one.credit_code for one in partners.listed(work) if one.credit_code]
    assert len(codes) == len(set(codes))


def test_somebody_offers_every_item_of_daily_life(work: Work) -> None:
    demo_partners.furnish(work)
    wanted = [i.code for i in work.store.pack().items if i.category in ("life", "public")]
    assert [code for code in wanted if not partners.listed(work, service=code)] == []


def test_the_same_seed_makes_the_same_directory() -> None:
    trades, day = shipped.demo_partners(), date(2026, 11, 26)
    made = invented_partners.directory(trades, 7, day, ["a", "b", "c"])
    assert made == invented_partners.directory(trades, 7, day, ["a", "b", "c"])
    assert made != invented_partners.directory(trades, 8, day, ["a", "b", "c"])
    some = [one for one in made if one.areas]
    assert 10 < len(some) < 50
    assert {one.partner for one in some} == {"agency", "outlet"}
    ending = [one for one in made if "2026-11-26" < one.contract_until < "2026-12-31"]
    assert len(ending) == 2
