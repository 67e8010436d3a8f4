"""How a department stands against its limit, in words: for window, command line and paper."""

from __future__ import annotations

from station_desktop import phrases
from station_desktop.domain.whistle.whistles import Standing


def how(standing: Standing, language: str) -> str:
    """One department's standing as a clerk would say it; lateness is always in the words."""
    code = f"whistle.how.{_code(standing)}"
    return phrases.say(code, language, minutes=standing.minutes, over=standing.over)


def _code(standing: Standing) -> str:
    if standing.how not in ("on_scene", "reported"):
        return standing.how
    if standing.how == "reported" and not standing.seen:
        return "reported.unseen"
    return f"{standing.how}.late" if standing.over else standing.how
