"""Who fits a need comes first, the same way every time, and each reason is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from station_desktop import phrases
from station_desktop.domain.catalogue import Words
from station_desktop.domain.partner import partner_records, proposing
from station_desktop.domain.partner.partner_records import Record, TaskRow
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.partner.proposing import Candidate, When
from station_desktop.domain.time import clock
from station_desktop.domain.time.clock import CHINA

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=CHINA)
TODAY = NOW.date()
DAY = 86_400_000


def candidate(name: str, **more: Any) -> Candidate:
    usual: dict[str, Any] = {"record": Record(), "offer": "item", "cover": "all"}
    fields = {k: more.pop(k) for k in ("hours", "contract_until") if k in more}
    partner = Partner(id=f"id-{name}", kind="agency", name=name, **fields)
    return Candidate(partner=partner, **(usual | more))


def order(*candidates: Candidate, when: When = When(NOW)) -> list[str]:  # noqa: B008
    return [one.partner.name for one in proposing.rank(candidates, when, TODAY)]


def codes(one: Candidate, *others: Candidate, when: When = When(NOW)) -> set[str]:  # noqa: B008
    found = proposing.rank((one, *others), when, TODAY)
    proposal = next(p for p in found if p.partner == one.partner)
    for reason in proposal.reasons:
        for language in phrases.LANGUAGES:
            said = phrases.say(reason.code, language, **reason.params)
            assert said != reason.code
            assert "{" not in said
    return {reason.code.removeprefix("partner.why.") for reason in proposal.reasons}


def test_who_offers_it_itself_comes_first() -> None:
    alike = candidate("a", offer="alike", offered=Words("管道疏通", "Drain clearing"))
    assert order(alike, candidate("b"), candidate("c", offer="words")) == ["b", "c", "a"]
    assert "offers_alike" in codes(alike)


def test_who_does_not_fit_comes_after_all_who_do() -> None:
    far = candidate("a", cover="")
    over = candidate("b", contract_until="2026-11-25")
    shut = candidate("c", hours="1-3 09:00-17:00")
    plain = candidate("d", offer="alike")
    assert order(far, over, shut, plain)[0] == "d"
    assert "elsewhere" in codes(far)
    assert "contract_over" in codes(over)
    assert "opens_later" in codes(shut)


def test_hours_stand_in_the_way_only_of_a_time_that_was_asked_for() -> None:
    shut = candidate("a", hours="1-3 09:00-17:00")
    asked, any_time = When(NOW), When(NOW, asked=False)
    assert not proposing.rank([shut], asked, TODAY)[0].fits
    assert proposing.rank([shut], any_time, TODAY)[0].fits
    monday = When(datetime(2026, 11, 30, 0, 0, tzinfo=CHINA), all_day=True)
    assert proposing.rank([shut], monday, TODAY)[0].fits


def test_a_contract_must_last_until_the_service() -> None:
    soon = candidate("a", contract_until="2026-12-01")
    assert "contract_soon" in codes(soon)
    later = When(NOW + timedelta(days=10))
    assert "contract_over" in codes(soon, when=later)
    assert "contract" in codes(candidate("b", contract_until="2027-12-31"))


def test_a_good_record_outweighs_a_bad_one() -> None:
    good = Record(tasks=6, done=6, grade=4.8, grades=(0, 0, 0, 1, 5))
    bad = Record(tasks=6, done=3, refused=3, late=3, grade=2.0, grades=(1, 1, 1, 0, 0))
    good_one, bad_one = candidate("z", record=good), candidate("a", record=bad)
    assert order(bad_one, good_one) == ["z", "a"]
    assert {"good_grades", "punctual"} <= codes(good_one, bad_one)
    assert {"poor_grades", "refuses", "late"} <= codes(bad_one, good_one)
    assert "new" in codes(candidate("n"))


def test_among_equals_whoever_was_asked_least_comes_first() -> None:
    often = candidate("a", record=Record(tasks=6, done=6, recent=6))
    seldom = candidate("b", record=Record(tasks=6, done=6, recent=1))
    assert order(often, seldom) == ["b", "a"]
    assert "asked_often" in codes(often, seldom)
    assert "asked_little" in codes(seldom, often)


def test_reasons_for_stand_before_reasons_against() -> None:
    found = proposing.rank([candidate("a", contract_until="2026-11-30")], When(NOW), TODAY)[0]
    good = [reason.good for reason in found.reasons]
    assert good == sorted(good, reverse=True)
    assert set(good) == {True, False}


RECORDS = st.builds(
    Record,
    tasks=st.integers(0, 20),
    done=st.integers(0, 20),
    refused=st.integers(0, 20),
    late=st.integers(0, 20),
    recent=st.integers(0, 20),
)
CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.text("甲乙丙丁", min_size=1, max_size=4),
        record=RECORDS,
        offer=st.sampled_from(["item", "words", "alike", "any"]),
        cover=st.sampled_from(["area", "all", "unknown", ""]),
        hours=st.sampled_from(["", "1-7 00:00-24:00", "6 09:00-12:00"]),
        contract_until=st.sampled_from(["", "2026-11-01", "2027-11-01"]),
    ),
    unique_by=lambda one: one.partner.name,
    max_size=6,
)


@settings(max_examples=50)
@given(CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_given(
    candidates: list[Candidate], random: Any
) -> None:
    found = proposing.rank(candidates, When(NOW), TODAY)
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert proposing.rank(shuffled, When(NOW), TODAY) == found
    fits = [one.fits for one in found]
    assert fits == sorted(fits, reverse=True)
    assert all(0 <= one.score <= 100 for one in found)


def task(state: str, days_ago: int, took: float = 0, due: int = 0, grade: int = 0) -> TaskRow:
    sent = clock.milliseconds(NOW) - days_ago * DAY
    reported = round(sent + took * DAY) if state == "done" else 0
    return TaskRow(state, sent, sent + due * DAY if due else 0, reported, grade)


def test_a_record_is_counted_from_tasks() -> None:
    rows = [
        task("done", 40, took=2, due=3, grade=5),
        task("done", 20, took=4, due=3, grade=3),
        task("refused", 10),
        task("sent", 9, due=2),
        task("accepted", 1, due=5),
        task("recalled", 9, due=1),
    ]
    now = clock.milliseconds(NOW)
    found = partner_records.record(rows, now, now - 30 * DAY)
    assert (found.tasks, found.done, found.refused, found.recalled) == (6, 2, 1, 1)
    assert (found.open, found.late, found.recent) == (2, 2, 5)
    assert (found.days, found.grade, found.grades) == (3.0, 4.0, (0, 0, 1, 0, 1))
    assert partner_records.record([], now, 0) == Record()


def test_months_are_the_last_twelve_with_their_tasks() -> None:
    rows = [task("done", 1, took=0.5), task("refused", 40), task("done", 800, took=1)]
    months = partner_records.by_month(rows, clock.milliseconds(NOW))
    assert [months[0].month, months[-1].month] == ["2025-12", "2026-11"]
    assert len(months) == 12
    assert (months[-1].tasks, months[-1].done) == (1, 1)
    assert (months[-2].tasks, months[-2].refused) == (1, 1)
    january = partner_records.by_month(
        [], clock.milliseconds(datetime(2026, 1, 5, tzinfo=CHINA)), 2
    )
    assert [one.month for one in january] == ["2025-12", "2026-01"]
    assert date.fromisoformat(f"{months[0].month}-01").year == 2025
