"""The outermost layer: every answer gets its headers, its line in the log and its place in the
figures, whatever happens within.

A line of the log holds what was asked for as a pattern, never the address itself: no query, no
number of a case, nothing of a person.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import MutableSequence
from typing import Any, cast

from litestar import Litestar
from litestar.datastructures import FormMultiDict
from litestar.types import Empty, Message, Scope
from litestar.utils.scope.state import ScopeState

from station_desktop.hall.web.measures import Measures

log = logging.getLogger("station_desktop.hall.requests")

STATIC = "/static"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ATTACHMENT_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; "
    "frame-ancestors 'none'"
)
"""For bytes that came from a station: nothing of them may run. Browsers show an image or a PDF
opened on its own in a page of their making, which styles itself."""

_ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", PAGE_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cache-control", b"no-store"),
)
_YEAR_OF_TLS = (b"strict-transport-security", b"max-age=31536000")


async def _close_files(scope: Scope) -> None:
    """Uploads read by the form check of a request that was then refused; Litestar itself closes
    those that reached a handler."""
    form = ScopeState.from_scope(scope).form
    if form is not Empty:
        await FormMultiDict.from_form_data(cast("dict[str, Any]", form)).close()


class Hall(Litestar):
    """The hall's web application."""

    measures: Measures
    over_tls: bool = True

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        request_id = f"r{secrets.token_hex(8)}"  # no log takes it for a person's number
        scope.setdefault("state", {})["request_id"] = request_id
        began, status = time.perf_counter(), 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = cast("MutableSequence[tuple[bytes, bytes]]", [*message["headers"]])
                self._add_headers(headers, request_id)
                message["headers"] = headers
            await send(message)

        try:
            await super().__call__(scope, receive, answer)
        finally:
            await _close_files(scope)
            self._note(scope, status, time.perf_counter() - began, request_id)

    def _add_headers(self, headers: MutableSequence[tuple[bytes, bytes]], request_id: str) -> None:
        given = {name.lower() for name, _ in headers}
        wanted = (*_ALWAYS, _YEAR_OF_TLS) if self.over_tls else _ALWAYS
        headers.extend(pair for pair in wanted if pair[0] not in given)
        headers.append((b"x-request-id", request_id.encode()))

    def _note(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        method = str(scope.get("method", ""))
        route = str(scope.get("path_template") or "other")
        self.measures.answered(method, route, status, seconds)
        line = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "request": request_id,
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        log.info("%s", json.dumps(line, separators=(",", ":")))
