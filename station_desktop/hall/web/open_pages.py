"""Pages for people without an account, who hold a link: whoever has it may do what it is for.

Nothing is kept in a cookie that a foreign page could make use of, so a form needs no token beside
the link; one that another site sends is turned away all the same.
"""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware.rate_limit import RateLimitConfig

from station_desktop.hall.web.told import html, seen

VISITS_A_MINUTE = 120
"""From one address: a department's phones often share one, and its page looks again by itself."""

limit = RateLimitConfig(rate_limit=("minute", VISITS_A_MINUTE), store="open_pages")
_OURS = frozenset({"same-origin", "none"})


def from_our_page(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Takes forms of our own pages only. Browsers say where a form comes from; those that do not
    name another origin at least. Ours is "null" with the referrer policy of our pages."""
    headers = connection.headers
    site = headers.get("sec-fetch-site", "")
    origin = headers.get("origin", "null")
    named = origin == "null" or origin.partition("://")[2] == headers.get("host", "")
    if (site not in _OURS) if site else not named:
        raise PermissionDeniedException


ASKED: dict[str, Any] = {"middleware": [limit.middleware], **html(404, 429, signed=False)}
"""Keywords of a page that is asked for."""

SENT: dict[str, Any] = {
    "middleware": [limit.middleware],
    "guards": [from_our_page],
    "exclude_from_csrf": True,
    **seen(404, 422, 429, signed=False),
}
"""Keywords of a form that is sent."""
