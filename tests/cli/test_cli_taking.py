"""``stationctl case take``: a demand in the resident's own words, from the command line."""

from __future__ import annotations

from typing import Any

from people import people


def test_a_blocked_manhole_is_taken_down_and_shown(ctl: Any) -> None:
    words = ("--what", "胡同口的井盖堵了", "--category", "public", "--where", "校场小六条")
    told = ("--contact", "赵秀英", "--phone", "13800138000", "--need", "liveability")
    ran = ctl("case", "take", *words, *told, "--json")
    assert ran.code == 0, ran.out
    assert (ran.json["item"], ran.json["category"], ran.json["lane"]) == (
        "OWN-PUB",
        "public",
        "transfer",
    )
    assert (ran.json["title"], ran.json["step"]) == ("胡同口的井盖堵了", "proposed")
    shown = ctl("case", "show", ran.json["number"], "--json").json
    assert (shown["place"], shown["need"], shown["origin"]) == (
        "校场小六条",
        "liveability",
        "reported",
    )
    assert (shown["contact"], shown["phone"]) == ("赵*", "138****8000")
    page = ctl("case", "show", ran.json["number"]).out
    assert "居民诉求（公益）" in page
    assert "胡同口的井盖堵了" in page
    assert "赵秀英" not in page
    assert "13800138000" not in page


def test_a_registered_resident_and_the_lane_of_what_is_done_now(ctl: Any) -> None:
    person = people(1)[0]
    added = ctl("residents", "add", "--name", person.name, "--id", person.id_number, "--json").json
    words = ("--what", "想问几点开门", "--category", "life", "--lane", "ready")
    ran = ctl("case", "take", *words, "--resident", person.id_number, "--json")
    assert (ran.json["resident"], ran.json["lane"], ran.json["step"]) == (
        added["id"],
        "ready",
        "at_desk",
    )


def test_an_item_can_be_given_another_lane(ctl: Any) -> None:
    person = people(1)[0]
    added = ctl("residents", "add", "--name", person.name, "--id", person.id_number, "--json").json
    who = ("--resident", added["id"], "--json")
    collect = ctl("case", "accept", "--item", "GOV-EL-001", "--lane", "ready", *who)
    assert "intake.lane_hall" in str(collect.json)


def test_what_cannot_be_taken_down_is_refused_by_name(ctl: Any) -> None:
    category = ("--category", "public", "--json")
    assert ctl("case", "take", "--what", " ", *category).error == "intake.no_words"
    assert ctl("case", "take", "--what", "井" * 10_000, *category).error == "form.too_long"
    unknown = ctl("case", "take", "--what", "井盖", "--resident", "nobody", *category)
    assert unknown.error == "resident.unknown"
    phone = ctl("case", "take", "--what", "井盖", "--phone", "12", *category)
    assert phone.error == "phone.mobile_length"
    assert ctl("case", "take", "--what", "井盖").code == 2
    assert ctl("case", "take", "--what", "井盖", "--category", "weather").code == 2
