"""What the interface's description (OpenAPI) says of pages: HTML, and the ways they may answer."""

from __future__ import annotations

from typing import Any

from litestar.openapi.datastructures import ResponseSpec

from station_desktop.hall.web.gate import signed_in

HTML = "text/html"
SIGNED: dict[str, Any] = {"guards": [signed_in], "security": [{"session": []}]}
"""Keywords of everything that only somebody signed in may see."""

_SAYS = {
    303: "Go on to another page",
    400: "The form cannot be read",
    401: "Nobody is signed in",
    403: "Not allowed, or the page is too old to be sent",
    404: "Not there",
    413: "The file is too large",
    422: "Something in the form is wrong; the page says what",
    429: "Too many tries",
}


def _spec(status: int) -> ResponseSpec:
    return ResponseSpec(
        data_container=str,
        description=_SAYS[status],
        media_type=HTML,
        generate_examples=False,
    )


def html(*others: int, signed: bool = True) -> dict[str, Any]:
    """Keywords of a page that is asked for: 200, the sign-in (303), and ``others``. ``signed``:
    only for somebody who is signed in."""
    statuses = (303, 400, 403, *others) if signed else (400, *others)
    return {**_both(statuses, signed)}


def seen(*others: int, signed: bool = True) -> dict[str, Any]:
    """Keywords of a form that is sent: on to another page (303), or ``others``."""
    statuses = (303, 400, 401, 403, *others) if signed else (303, 400, 403, *others)
    return {**_both(statuses, signed), "status_code": 200}


def _both(statuses: tuple[int, ...], signed: bool) -> dict[str, Any]:
    return {
        "media_type": HTML,
        "tags": ["pages"],
        "responses": {status: _spec(status) for status in statuses},
        **(SIGNED if signed else {}),
    }
