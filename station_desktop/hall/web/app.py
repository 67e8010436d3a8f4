"""The hall's web application, put together: doors, pages, and what holds for all of them."""

from __future__ import annotations

import hashlib
import hmac
from types import ModuleType
from typing import Any

from litestar import Response
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig

from station_desktop import paths
from station_desktop.domain.problem import Refused
from station_desktop.hall.web import (
    case,
    deciding,
    demands,
    department,
    faults,
    figures,
    inbox,
    keys,
    outside,
    packets,
    pages,
    publishing,
    rating,
    releases,
    signing,
    stations,
    sync,
    updates,
    upkeep,
    users,
    whistles,
)
from station_desktop.hall.web.edge import STATIC, Hall
from station_desktop.hall.web.gate import cookie_name
from station_desktop.hall.web.measures import Measures
from station_desktop.hall.work import Hall as HallAtWork

_PLACES: tuple[ModuleType, ...] = (
    signing,
    inbox,
    case,
    deciding,
    demands,
    whistles,
    department,
    rating,
    figures,
    publishing,
    stations,
    packets,
    updates,
    releases,
    users,
    keys,
    outside,
)
LARGEST_FORM = 256 * 1024
"""Bytes of a form without a file; routes that take files say so themselves."""


def make_app(hall: HallAtWork, *, relay: bool = False, secure_cookies: bool = True) -> Hall:
    """The application for ``hall``; as a relay it only has what stations and upkeep need.

    ``secure_cookies`` is off only for a browser on the same machine without TLS.
    """
    doors: list[Any] = [sync.sync, upkeep.health, upkeep.metrics]
    app = Hall(
        route_handlers=doors if relay else [*doors, *_for_people()],
        state=State({"hall": hall, "measures": (measures := Measures())}),
        csrf_config=None if relay else _csrf(hall, secure_cookies),
        template_config=TemplateConfig(instance=pages.engine()),
        openapi_config=_description(secure_cookies),
        exception_handlers={
            Refused: faults.on_refused,
            faults.NotSignedIn: faults.on_not_signed_in,
            HTTPException: faults.on_http,
            Exception: faults.on_any,
        },
        request_max_body_size=LARGEST_FORM,
        multipart_form_part_limit=1000,
        logging_config=None,
    )
    app.measures, app.over_tls = measures, secure_cookies
    hall.on_arrival.append(measures.entries)
    return app


def _for_people() -> list[Any]:
    return [
        _static(),
        *(found for place in _PLACES for found in _handlers(place)),
    ]


def _handlers(place: ModuleType) -> list[HTTPRouteHandler]:
    """The routes of one file, in the order written."""
    return [found for found in vars(place).values() if isinstance(found, HTTPRouteHandler)]


def _static() -> Any:
    return create_static_files_router(
        path=STATIC,
        directories=[paths.resources() / "hall" / "static"],
        cache_control=None,
        include_in_schema=False,
        after_request=_keep,
    )


def _keep(response: Response[Any]) -> Response[Any]:
    """Static files are asked for under their content's version: browsers may keep them."""
    response.headers["cache-control"] = "public, max-age=31536000, immutable"
    return response


def _csrf(hall: HallAtWork, secure: bool) -> CSRFConfig:
    """All workers of one hall make the same secret of its keys."""
    secret = hmac.new(hall.keyring.data_key, b"hall web forms 1", hashlib.sha256).hexdigest()
    return CSRFConfig(
        secret=secret,
        cookie_name="__Host-hall_form" if secure else "hall_form",
        cookie_secure=secure,
        cookie_httponly=True,
        cookie_samesite="strict",
    )


def _description(secure: bool) -> OpenAPIConfig:
    """OpenAPI at ``/schema/openapi.json``, and nothing of its viewers, which load foreign code."""
    return OpenAPIConfig(
        title="Subdistrict hall",
        version="1",
        path="/schema",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(
            security_schemes={
                "session": SecurityScheme(
                    type="apiKey", security_scheme_in="cookie", name=cookie_name(secure)
                ),
                "token": SecurityScheme(type="http", scheme="bearer"),
            }
        ),
    )
