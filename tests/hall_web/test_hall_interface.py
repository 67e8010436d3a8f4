"""What other programs speak to: stations, outside systems, monitoring; and its description."""

from __future__ import annotations

from typing import Any

import pytest
from hall_filled import FIRST, answer_demand, officer
from litestar.testing import TestClient

from station_desktop.domain.problem import refuse
from station_desktop.hall.accounts import api_tokens, staff
from station_desktop.hall.demands import acts, replies
from station_desktop.hall.web import outside, sync
from station_desktop.hall.web.app import make_app
from station_desktop.hall.work import Hall


@pytest.fixture
def key(hall: Hall) -> dict[str, str]:
    _, text = api_tokens.make(hall, staff.console("控制台"), "区12345分中心", "12345")
    return {"authorization": f"Bearer {text}"}


ROW = {"reference": "B-1", "title": "路灯不亮", "text": "路灯坏了三天", "address": "老墙根街5号"}


def test_a_demand_handed_in_twice_is_one(client: TestClient[Any], key: dict[str, str]) -> None:
    first = client.post("/api/demands", json=[ROW], headers=key)
    assert first.status_code == 200
    assert first.json()["taken"][0]["outcome"] == "given"
    assert first.json()["taken"][0]["station"] == FIRST
    again = client.post("/api/demands", json=[ROW], headers=key).json()
    assert again["taken"][0]["outcome"] == "known"


def test_one_bad_demand_keeps_no_other_back(client: TestClient[Any], key: dict[str, str]) -> None:
    rows = [
        {**ROW, "reference": "", "text": ""},
        {**ROW, "due": "when?"},
        {**ROW, "reference": "C"},
    ]
    told = client.post("/api/demands", json=rows, headers={**key, "accept-language": "en"}).json()
    assert [one["reference"] for one in told["taken"]] == ["C"]
    assert {one["line"] for one in told["refused"]} == {1, 2}
    assert all(one["detail"] and "{" not in one["detail"] for one in told["refused"])


def test_replies_are_offered_until_they_have_arrived(
    client: TestClient[Any], key: dict[str, str], hall: Hall
) -> None:
    client.post("/api/demands", json=[ROW], headers=key)
    who = officer(hall)
    [mine] = [one for one in replies.listed(hall, who) if one.demand.reference == "B-1"]
    answer_demand(hall, mine.station, mine.demand.id, "已修复")
    for _ in range(2):
        [offered] = client.get("/api/demands/replies", headers=key).json()
        assert offered["reference"] == "B-1"
        assert offered["outcome"] == "solved"
        assert offered["answer"] == "已修复"
    named = [{"source": "12345", "reference": "B-1"}, {"source": "12345", "reference": "none"}]
    got = client.post("/api/demands/replies/received", json=named, headers=key)
    assert got.json() == {"marked": 1}
    assert client.get("/api/demands/replies", headers=key).json() == []


def test_a_key_speaks_for_its_own_source_only(
    client: TestClient[Any], key: dict[str, str], hall: Hall
) -> None:
    foreign = client.post("/api/demands", json=[{**ROW, "source": "街道应用"}], headers=key)
    assert foreign.status_code == 422
    assert foreign.headers["content-type"].startswith("application/problem+json")
    assert client.get("/api/demands/replies?source=x", headers=key).status_code == 422
    assert all(row.reference != "B-1" for row in acts.waiting(hall, officer(hall)))


@pytest.mark.parametrize(
    "held", ["", "Bearer", "Bearer shd_nonsense", "Basic eDp5", "Bearer " + "x" * 999]
)
def test_without_a_key_that_holds_there_is_nothing(client: TestClient[Any], held: str) -> None:
    headers = {"authorization": held} if held else {}
    for answer in (
        client.get("/api/demands/replies", headers=headers),
        client.post("/api/demands", json=[ROW], headers=headers),
        client.post("/api/demands/replies/received", json=[], headers=headers),
    ):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["status"] == 401


def test_an_ended_key_holds_no_more(
    client: TestClient[Any], key: dict[str, str], hall: Hall
) -> None:
    console = staff.console("控制台")
    [one] = api_tokens.all_tokens(hall, console)
    api_tokens.end(hall, console, one.id)
    assert client.get("/api/demands/replies", headers=key).status_code == 401


def test_an_outside_system_sees_no_page(client: TestClient[Any], key: dict[str, str]) -> None:
    assert client.get("/inbox", headers=key, follow_redirects=False).status_code == 303


def test_the_interface_is_limited_by_address(client: TestClient[Any]) -> None:
    answers = [client.get("/api/demands/replies") for _ in range(outside.CALLS_A_MINUTE + 1)]
    assert [one.status_code for one in answers[:-1]] == [401] * outside.CALLS_A_MINUTE
    assert answers[-1].status_code == 429
    assert answers[-1].json()["code"] == "http.429"


def test_what_is_no_frame_is_a_problem_in_json(client: TestClient[Any]) -> None:
    for body in (b"", b"nonsense", b"<html>", bytes(1000)):
        answer = client.post("/sync", content=body, headers={"accept": "text/html"})
        assert answer.status_code == 400
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["code"] == "hall.frame"


def test_a_frame_that_is_too_large_is_refused_before_it_is_read(client: TestClient[Any]) -> None:
    answer = client.post("/sync", content=bytes(sync.LARGEST_FRAME + 1))
    assert answer.status_code == 413
    assert answer.json()["status"] == 413


def test_a_database_that_is_away_says_come_again(
    client: TestClient[Any], hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> Any:
        raise refuse("hall.database_busy")

    assert client.get("/health").json() == {"status": "ok", "role": "hall", "code": ""}
    monkeypatch.setattr(hall.database, "reading", away)
    assert client.get("/health").status_code == 503
    assert client.get("/health").json()["code"] == "hall.database_busy"
    monkeypatch.setattr(sync, "exchange", away)
    answer = client.post("/sync", content=b"frame")
    assert answer.status_code == 503
    assert answer.json()["code"] == "hall.database_busy"


def test_the_figures_for_monitoring_name_routes_and_no_one(client: TestClient[Any]) -> None:
    client.get(f"/cases/{FIRST}/0123456789abcdef", follow_redirects=False)
    client.get("/no/such/page")
    client.post("/sync", content=b"nonsense")
    text = client.get("/metrics").text
    assert 'route="/cases/{station}/{id}"' in text
    assert 'hall_sync_rounds_total{outcome="refused"} 1.0' in text
    assert "0123456789abcdef" not in text
    assert "/no/such/page" not in text
    assert FIRST not in text


def test_the_description_has_every_route(hall: Hall) -> None:
    app = make_app(hall)
    with TestClient(app, base_url="https://testserver.local") as client:
        described = client.get("/schema/openapi.json").json()["paths"]
    for route in app.routes:
        if route.path.startswith(("/schema", "/static")) or route.path == "/":
            continue
        assert route.path_format in described, route.path


schema_of: dict[str, Any] = {}


def test_the_description_is_kept_by_the_answers(hall: Hall, key: dict[str, str]) -> None:
    """Generated requests to every route of programs: answers as described, nothing breaks."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    app = make_app(hall, secure_cookies=False)
    schema = schemathesis.openapi.from_asgi("/schema/openapi.json", app)
    checks = (
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    )
    tried = set()
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=8,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        def fits(case: Any) -> None:
            case.call_and_validate(checks=checks, headers=key if "/api/" in case.path else None)

        fits()
        tried.add(operation.label)
    assert len(tried) > 30
