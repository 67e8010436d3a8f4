"""Who comes in at the hall, and who does not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hall_office import ADMIN, FAST, OFFICER, HandClock
from sqlalchemy import select

from station_desktop.domain.problem import Refused
from station_desktop.hall import audit
from station_desktop.hall.accounts import signing_in, staff
from station_desktop.hall.store.tables import sessions, users
from station_desktop.hall.work import Hall

PASSWORD = "Hall#2026office"


def add(hall: Hall, login: str = "li", *roles: str) -> staff.Member:
    return staff.add(hall, ADMIN, login, "李伟", roles or ("officer",), PASSWORD, FAST)  # type: ignore[arg-type]


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.first.code


def test_a_member_signs_in_and_out(hall: Hall) -> None:
    added = add(hall, " Li ")
    opened = signing_in.sign_in(hall, "LI", PASSWORD, FAST)
    assert opened.officer.id == added.id
    found = signing_in.session(hall, opened.token)
    assert found is not None
    assert (found.login, found.name, found.roles) == ("li", "李伟", ("officer",))
    signing_in.sign_out(hall, opened.token)
    assert signing_in.session(hall, opened.token) is None


def test_neither_password_nor_token_stands_in_the_database(hall: Hall) -> None:
    add(hall)
    token = signing_in.sign_in(hall, "li", PASSWORD, FAST).token
    with hall.database.reading() as connection:
        kept = [*connection.scalars(select(users.c.password))]
        kept += connection.scalars(select(sessions.c.token_hash))
    assert kept[0].startswith("$argon2id$")
    assert PASSWORD not in "".join(kept)
    assert token not in kept


@pytest.mark.parametrize("login", ["li", "nobody"])
def test_wrong_passwords_lock_out_alike_whether_or_not_there_is_an_account(
    hall: Hall, time: HandClock, login: str
) -> None:
    add(hall)
    for _ in range(signing_in.FAILURES):
        with pytest.raises(Refused) as caught:
            signing_in.sign_in(hall, login, "wrong", FAST)
        assert code(caught) == "hall.sign_in_wrong"
    with pytest.raises(Refused) as caught:
        signing_in.sign_in(hall, login, PASSWORD, FAST)
    assert code(caught) == "hall.locked_out"
    time.goes_on(minutes=16)
    if login == "li":
        assert signing_in.sign_in(hall, login, PASSWORD, FAST).officer.login == "li"
    else:
        with pytest.raises(Refused) as caught:
            signing_in.sign_in(hall, login, PASSWORD, FAST)
        assert code(caught) == "hall.sign_in_wrong"


def test_many_guesses_at_once_are_counted_as_many(hall: Hall) -> None:
    add(hall)

    def guess(at: int) -> str:
        try:
            signing_in.sign_in(hall, "li", f"wrong {at}", FAST)
        except Refused as refused:
            return refused.first.code
        return "in"

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(guess, range(12)))
    assert answers.count("hall.sign_in_wrong") == signing_in.FAILURES
    assert answers.count("hall.locked_out") == 12 - signing_in.FAILURES


def test_success_forgets_failures(hall: Hall) -> None:
    add(hall)
    for _ in range(2):
        for _ in range(signing_in.FAILURES - 1):
            with pytest.raises(Refused):
                signing_in.sign_in(hall, "li", "wrong", FAST)
        signing_in.sign_in(hall, "li", PASSWORD, FAST)


def test_a_session_ends_when_nobody_uses_it(hall: Hall, time: HandClock) -> None:
    add(hall)
    token = signing_in.sign_in(hall, "li", PASSWORD, FAST).token
    time.goes_on(minutes=29)
    assert signing_in.session(hall, token) is not None
    time.goes_on(minutes=29)
    assert signing_in.session(hall, token) is not None
    time.goes_on(minutes=31)
    assert signing_in.session(hall, token) is None


def test_a_session_in_use_ends_after_half_a_day(hall: Hall, time: HandClock) -> None:
    add(hall)
    token = signing_in.sign_in(hall, "li", PASSWORD, FAST).token
    for _ in range(36):
        time.goes_on(minutes=20)
        assert signing_in.session(hall, token) is not None
    time.goes_on(minutes=1)
    assert signing_in.session(hall, token) is None


def test_shutting_out_and_a_new_password_end_sessions_at_once(hall: Hall) -> None:
    add(hall, "boss", "admin")
    add(hall)
    token = signing_in.sign_in(hall, "li", PASSWORD, FAST).token
    staff.set_password(hall, ADMIN, "li", "Another#2026", FAST)
    assert signing_in.session(hall, token) is None
    token = signing_in.sign_in(hall, "li", "Another#2026", FAST).token
    assert staff.shut(hall, ADMIN, "li", True).shut
    assert signing_in.session(hall, token) is None
    with pytest.raises(Refused) as caught:
        signing_in.sign_in(hall, "li", "Another#2026", FAST)
    assert code(caught) == "hall.sign_in_wrong"
    staff.shut(hall, ADMIN, "li", False)
    assert signing_in.sign_in(hall, "li", "Another#2026", FAST)


def test_roles_hold_from_the_next_request(hall: Hall) -> None:
    add(hall)
    token = signing_in.sign_in(hall, "li", PASSWORD, FAST).token
    staff.give_roles(hall, ADMIN, "li", ("publisher",))
    found = signing_in.session(hall, token)
    assert found is not None
    assert found.may("hall.publish")
    assert not found.may("hall.decide")


def test_the_last_administrator_stays(hall: Hall) -> None:
    add(hall, "boss", "admin", "officer")
    for act in (
        lambda: staff.give_roles(hall, ADMIN, "boss", ("officer",)),
        lambda: staff.shut(hall, ADMIN, "boss", True),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert code(caught) == "user.last_admin"
    add(hall, "second", "admin")
    assert staff.give_roles(hall, ADMIN, "boss", ("officer",)).roles == ("officer",)


@pytest.mark.parametrize(
    ("login", "name", "roles", "password", "problem"),
    [
        ("li wei", "李伟", ("officer",), PASSWORD, "user.login_form"),
        ("console", "李伟", ("officer",), PASSWORD, "user.login_form"),
        ("li", " ", ("officer",), PASSWORD, "user.name"),
        ("li", "李伟", (), PASSWORD, "user.roles"),
        ("li", "李伟", ("outside",), PASSWORD, "user.roles"),
        ("li", "李伟", ("officer",), "short", "password.short"),
        ("li", "李伟", ("officer",), "onlysmallletters", "password.kinds"),
        ("lihua", "李华", ("officer",), "Lihua#2026", "password.holds_login"),
        ("li", "李伟", ("officer",), "Aa1#" * 51, "password.long"),
    ],
)
def test_an_account_that_makes_no_sense(
    hall: Hall, login: str, name: str, roles: tuple[str, ...], password: str, problem: str
) -> None:
    with pytest.raises(Refused) as caught:
        staff.add(hall, ADMIN, login, name, roles, password, FAST)  # type: ignore[arg-type]
    assert code(caught) == problem
    assert not staff.any_member(hall)


def test_a_login_is_given_once(hall: Hall) -> None:
    add(hall)
    with pytest.raises(Refused) as caught:
        add(hall, "LI")
    assert code(caught) == "user.login_taken"


def test_changing_ones_own_password_needs_the_present_one(hall: Hall) -> None:
    add(hall)
    officer = signing_in.sign_in(hall, "li", PASSWORD, FAST).officer
    for old, new, problem in (
        ("wrong", "Another#2026", "hall.sign_in_wrong"),
        (PASSWORD, PASSWORD, "password.same"),
        (PASSWORD, "short", "password.short"),
    ):
        with pytest.raises(Refused) as caught:
            staff.change_own(hall, officer, old, new, FAST)
        assert code(caught) == problem
    staff.change_own(hall, officer, PASSWORD, "Another#2026", FAST)
    assert signing_in.sign_in(hall, "li", "Another#2026", FAST)


def test_only_administrators_keep_accounts(hall: Hall) -> None:
    add(hall)
    for act in (
        lambda: staff.members(hall, OFFICER),
        lambda: staff.add(hall, OFFICER, "x1", "某", ("admin",), PASSWORD, FAST),
        lambda: staff.give_roles(hall, OFFICER, "li", ("admin",)),
        lambda: staff.shut(hall, OFFICER, "li", True),
        lambda: staff.set_password(hall, OFFICER, "li", PASSWORD, FAST),
        lambda: audit.page(hall, OFFICER),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert code(caught) == "role.not_allowed"


def test_everything_stands_in_the_audit_without_names_or_passwords(hall: Hall) -> None:
    add(hall, "boss", "admin")
    add(hall)
    signing_in.sign_in(hall, "li", PASSWORD, FAST)
    staff.rename(hall, ADMIN, "li", "李卫东")
    lines = audit.page(hall, ADMIN)
    assert [(line.login, line.what, line.on) for line in lines] == [
        ("console", "user.renamed", "li"),
        ("li", "user.signed_in", ""),
        ("console", "user.added", "li"),
        ("console", "user.added", "boss"),
    ]
    assert audit.page(hall, ADMIN, before=lines[1].number, limit=1) == (lines[2],)
    said = repr(lines)
    assert PASSWORD not in said
    assert "李" not in said
