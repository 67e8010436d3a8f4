"""Checks of the PC around the station: printer, fonts, input method, versions, policy."""

from __future__ import annotations

import platform
import sys

from station_desktop import __version__
from station_desktop.domain.station.health import Finding
from station_desktop.storage.proof import examining
from station_desktop.usecases import policies
from station_desktop.usecases.checks.health_subject import Subject

PACKAGES: dict[str, tuple[str, ...]] = {
    "Noto Sans CJK SC": ("fonts-noto-cjk",),
    "Microsoft YaHei UI": ("Microsoft YaHei",),
    "PingFang SC": ("PingFang SC",),
}
"""What is to be installed for a font that the window wants first."""
_SYSTEM_OWN = frozenset({"windows", "cocoa"})
"""Where input methods are the system's own affair."""
_OFF_SCREEN = frozenset({"offscreen", "minimal"})
_SERVES = {
    "fcitx": frozenset({"fcitx"}),
    "fcitx5": frozenset({"fcitx", "ibus"}),
    "ibus-daemon": frozenset({"ibus"}),
}
"""Which plug-ins can speak to which service: fcitx 5 answers as ibus too."""


def printer(subject: Subject) -> Finding:
    """The one that the policy names, else the PC's default one."""
    seen = subject.surroundings
    if seen is None:
        return Finding("printer", "unknown", "health.not_asked")
    wanted = policies.in_force().printer
    names = {"printer": wanted or seen.default_printer}
    if wanted and wanted not in seen.printers:
        return Finding("printer", "bad", "health.printer.absent", names=names)
    if wanted or seen.default_printer:
        return Finding("printer", "ok", "health.printer.ok", names=names)
    if seen.printers:
        return Finding("printer", "warn", "health.printer.no_default")
    return Finding("printer", "warn", "health.printer.none")


def fonts(subject: Subject) -> Finding:
    """A font with Chinese characters for the window; papers bring their own."""
    seen = subject.surroundings
    if seen is None:
        return Finding("fonts", "unknown", "health.not_asked")
    wanted = seen.wanted[0] if seen.wanted else "Noto Sans CJK SC"
    params = {"font": wanted, "package": PACKAGES.get(wanted, (wanted,))[0]}
    if not seen.fonts:
        return Finding("fonts", "bad", "health.fonts.none", params)
    if seen.fonts[0] not in seen.wanted:
        return Finding("fonts", "warn", "health.fonts.other", params | {"used": seen.fonts[0]})
    return Finding("fonts", "ok", "health.fonts.ok", {"used": seen.fonts[0]})


def characters(subject: Subject) -> Finding:
    """Rare characters of names can be seen, not only stored."""
    seen = subject.surroundings
    if seen is None:
        return Finding("characters", "unknown", "health.not_asked")
    if not seen.undrawn:
        return Finding("characters", "ok", "health.characters.ok")
    codes = " ".join(f"U+{ord(each):04X}" for each in seen.undrawn)
    package = "SimSun-ExtB" if sys.platform == "win32" else "fonts-noto-cjk"
    params = {"characters": codes, "package": package}
    return Finding("characters", "warn", "health.characters.missing", params)


def input_method(subject: Subject) -> Finding:
    """Whether Chinese can be typed: a service runs, and the window can speak to it."""
    seen = subject.surroundings
    if seen is None or seen.screen in _OFF_SCREEN:
        return Finding("input", "unknown", "health.input.no_screen")
    if seen.screen in _SYSTEM_OWN:
        return Finding("input", "ok", "health.input.system")
    method = seen.input_method
    params = {"method": method, "running": ", ".join(seen.running)}
    if not seen.running:
        return Finding("input", "warn", "health.input.none_running", params)
    spoken = frozenset().union(*(_SERVES.get(each, frozenset()) for each in seen.running))
    possible = sorted(spoken & set(seen.input_methods))
    if not possible:
        return Finding("input", "bad", "health.input.no_plugin", params)
    if method and method not in possible:
        return Finding("input", "warn", "health.input.wrong", params | {"possible": possible[0]})
    if not method:
        return Finding("input", "warn", "health.input.unset", params | {"possible": possible[0]})
    return Finding("input", "ok", "health.input.ok", params)


def versions(subject: Subject) -> Finding:
    """Everything that matters for what a fault can come from."""
    return Finding("versions", "ok", "health.versions", about(subject))


def about(subject: Subject) -> dict[str, str]:
    """Versions by name."""
    seen = subject.surroundings
    return {
        "program": __version__,
        "system": seen.system if seen else platform.system(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "qt": seen.toolkit if seen else "–",
        "sqlite": examining.SQLITE,
        "cipher": examining.cipher_version(),
    }


def policy(subject: Subject) -> Finding:
    """Lines of the PC's policy that do not hold, or say nothing."""
    wrong, strange = policies.problems(), policies.notes()
    if wrong:
        params = {"count": len(wrong)}
        return Finding("policy", "bad", "health.policy.wrong", params, problems=wrong)
    if strange:
        params = {"count": len(strange)}
        return Finding("policy", "warn", "health.policy.strange", params, problems=strange)
    there = policies.look().there
    return Finding("policy", "ok", "health.policy.ok" if there else "health.policy.none")
