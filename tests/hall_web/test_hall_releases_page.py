"""The page of versions: published, let go further, taken back, carried away, by administrators."""

from __future__ import annotations

from typing import Any

import pytest
from hall_filled import FIRST
from litestar.testing import TestClient
from released import Builders

from station_desktop import phrases
from station_desktop.domain.station.devices import Enrolled
from station_desktop.hall import registry
from station_desktop.hall.journal import writing
from station_desktop.hall.work import SELF, Hall
from station_desktop.releases import trust

DEVICE = "0000000000aa"


@pytest.fixture
def builders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Builders:
    made = Builders.begin(tmp_path_factory.mktemp("builders"))
    made.release("0.2.0")
    monkeypatch.setattr(trust, "shipped_root", lambda: made.root)
    return made


def test_an_administrator_publishes_widens_and_takes_back(
    admin: Any, client: TestClient[Any], hall: Hall, builders: Builders
) -> None:
    data = builders.carry("0.2.0").read_bytes()
    sent = admin.send("/releases", {"ring": "test"}, files={"file": ("x.station-update", data)})
    assert sent.status_code == 200, sent.text
    assert phrases.say("page.releases.done", "zh_CN", version="0.2.0") in sent.text
    assert "查询更快" in sent.text

    asked = {"platform": "linux-x86_64", "version": "0.1.0", "ring": "test"}
    path = client.get("/updates/offer", params=asked).json()["path"]
    assert "0.2.0" in path
    assert client.get("/updates/offer", params=asked | {"ring": "all"}).json() == {"path": ""}
    assert admin.send("/releases/0.2.0/ring", {"ring": "all"}).status_code == 303
    assert client.get("/updates/offer", params=asked | {"ring": "all"}).json() == {"path": path}

    timestamp = client.get("/updates/metadata/timestamp.json")
    assert timestamp.json()["signed"]["_type"] == "timestamp"
    [target] = (builders.repository / "targets").iterdir()
    whole = target.read_bytes()
    rest = client.get(f"/updates/targets/{target.name}", headers={"range": "bytes=100-"})
    assert rest.status_code == 206
    assert rest.content == whole[100:]
    assert rest.headers["content-range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    for absent in ("metadata/9.root.json", "targets/none"):
        told = client.get(f"/updates/{absent}")
        assert told.status_code == 404
        assert told.json()["code"] == "updates.not_published"

    file = admin.get("/releases/0.2.0/file")
    assert file.content[:2] == b"PK"
    assert "station-desktop-0.2.0.station-update" in file.headers["content-disposition"]
    assert admin.send("/releases/0.2.0/ring", {"ring": ""}).status_code == 303
    assert client.get("/updates/offer", params=asked).json() == {"path": ""}


def test_a_window_is_put_in_a_ring_and_wrong_files_are_told_in_words(
    admin: Any, hall: Hall, builders: Builders
) -> None:
    fact = Enrolled(name="一号窗口", role="window", key="00" * 32, desk="01")
    with hall.database.begin() as connection:
        writing.append(connection, hall, FIRST, SELF, [(f"device:{DEVICE}", fact)])
        registry.seen(connection, hall, DEVICE, "station-desktop 0.1.0")
    assert admin.send(f"/releases/devices/{DEVICE}/ring", {"ring": "test"}).status_code == 303
    shown = admin.get("/releases").text
    assert "一号窗口" in shown
    assert "0.1.0" in shown
    told = admin.send("/releases", {"ring": "all"}, files={"file": ("x", b"no update")})
    assert told.status_code == 422
    assert phrases.say("updates.unreadable", "zh_CN", name="*.station-update") in told.text
    assert admin.send("/releases/devices/none/ring", {"ring": "test"}).status_code == 422
    assert admin.send("/releases/9.9/ring", {"ring": "all"}).status_code == 422
    assert admin.get("/releases/9.9/file").status_code in (404, 422)


def test_others_see_nothing_of_it(
    officer: Any, publisher: Any, stranger: Any, builders: Builders
) -> None:
    for visitor in (officer, publisher):
        assert visitor.get("/releases").status_code == 403
        assert visitor.send("/releases/0.2.0/ring", {"ring": "all"}).status_code == 403
        assert "/releases" not in visitor.get("/password").text
