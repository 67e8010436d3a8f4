"""A hall with invented content for each test, and a browser's worth of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from hall_filled import PASSWORD, filled_hall, reopened
from litestar.testing import TestClient

from station_desktop.hall.accounts import signing_in, staff
from station_desktop.hall.accounts.passwords import Passwords
from station_desktop.hall.web.app import make_app
from station_desktop.hall.work import Hall

TOKEN = re.compile(r'name="_csrf_token" value="(\w+)"')


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Argon2 at the least cost it has: what it costs in earnest is not tried here."""
    hashes = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with pytest.MonkeyPatch.context() as patch:
        for place in (staff, signing_in):
            patch.setattr(place, "Passwords", lambda: hashes)
        yield


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, cheap_hashes: None) -> Path:
    folder = tmp_path_factory.mktemp("filled hall")
    filled_hall(folder).database.close()
    return folder


@pytest.fixture
def hall(filled: Path, tmp_path: Path) -> Iterator[Hall]:
    folder = tmp_path / "hall"
    shutil.copytree(filled, folder)
    hall = reopened(folder)
    yield hall
    hall.database.close()


class Visitor:
    """Somebody with a browser, who sends forms as the pages have them."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client
        self.form = ""

    def get(self, path: str, **settings: Any) -> Any:
        return self.client.get(path, follow_redirects=False, **settings)

    def send(self, path: str, data: dict[str, Any] | None = None, **settings: Any) -> Any:
        if not self.form:
            found = TOKEN.search(self.get("/sign-in").text)
            assert found is not None
            self.form = found[1]
        data = {"_csrf_token": self.form, **(data or {})}
        return self.client.post(path, data=data, follow_redirects=False, **settings)

    def sign_in(self, login: str, password: str = PASSWORD) -> Any:
        return self.send("/sign-in", {"login": login, "password": password})


@pytest.fixture
def client(hall: Hall) -> Iterator[TestClient[Any]]:
    with TestClient(make_app(hall, secure_cookies=False)) as client:
        yield client


@pytest.fixture
def stranger(client: TestClient[Any]) -> Visitor:
    return Visitor(client)


@pytest.fixture
def officer(client: TestClient[Any]) -> Visitor:
    visitor = Visitor(client)
    visitor.sign_in("lihua")
    return visitor


@pytest.fixture
def publisher(client: TestClient[Any]) -> Visitor:
    visitor = Visitor(client)
    visitor.sign_in("zhaomin")
    return visitor


@pytest.fixture
def admin(client: TestClient[Any]) -> Visitor:
    visitor = Visitor(client)
    visitor.sign_in("wangqiang")
    return visitor


@pytest.fixture
def everything(client: TestClient[Any]) -> Visitor:
    """Somebody with all roles."""
    visitor = Visitor(client)
    visitor.sign_in("chenlan")
    return visitor
