"""Puts a page together: the template, the words in the reader's language, who is signed in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template

from station_desktop import paths, phrases
from station_desktop.domain.catalogue import Words
from station_desktop.domain.time.clock import from_milliseconds
from station_desktop.hall.web import language
from station_desktop.hall.web.menu import menu_for

AnyRequest = Request[Any, Any, Any]


def page(request: AnyRequest, template: str, *, status: int = 200, **context: Any) -> Template:
    """A page from ``resources/hall/templates``; ``here`` in the context is the address that the
    language switch leads to, the page's own where it is not given."""
    said = language.of(request)
    app: Any = request.app
    officer = request.scope.get("user")
    context.setdefault("here", request.url.path if request.method == "GET" else "/")
    return Template(
        template,
        status_code=status,
        media_type="text/html",
        cookies=language.to_keep(request, secure=app.over_tls),
        context={
            "language": said,
            "html_language": "en" if said == "en" else "zh-CN",
            "say": speaker(said),
            "words": lambda words: words.get(said) if isinstance(words, Words) else str(words),
            "moment": lambda at: show_moment(at, said),
            "officer": officer,
            "menu": menu_for(officer, request.url.path),
            "static_version": static_version(),
            **context,
        },
    )


def speaker(said: str) -> Callable[..., str]:
    """Sentences in one language, by code; a problem is taken as a whole."""

    def say(code: Any, **params: Any) -> str:
        if isinstance(code, str):
            return phrases.say(code, said, **params)
        return phrases.say(code.code, said, **code.params)

    return say


def show_moment(at: Any, said: str) -> str:
    """A moment, milliseconds or ISO local time, to the minute; a bare day as a day."""
    if not at:
        return ""
    if isinstance(at, int):
        when = from_milliseconds(at)
    else:
        when = datetime.fromisoformat(str(at))
        if len(str(at)) == 10:
            return when.strftime("%Y-%m-%d")
    return when.strftime("%Y-%m-%d %H:%M")


def engine() -> JinjaTemplateEngine:
    """Templates that escape whatever they are given, and fail on a name they are not given."""
    environment = Environment(
        loader=FileSystemLoader(paths.resources() / "hall" / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return JinjaTemplateEngine.from_environment(environment)


@cache
def static_version() -> str:
    """Changes whenever a static file does, so that browsers may keep them for good."""
    digest = hashlib.sha256()
    for file in sorted((paths.resources() / "hall" / "static").iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
