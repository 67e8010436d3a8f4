"""What was found of a device and what came back when it was tried, in plain words: never a whole
name or number."""

from __future__ import annotations

from datetime import date

from station_desktop import phrases
from station_desktop.devices.adapter import Around
from station_desktop.domain.person import masks
from station_desktop.domain.person.cards import LONG, Card
from station_desktop.domain.text.dates import show_day
from station_desktop.usecases.device.devices import Found, Tried

_SLIP = 5


def title(line: Found, language: str) -> str:
    """What the adapter is called; a plug-in may name itself."""
    return name(line.key, language, line.title)


def name(key: str, language: str, own: str = "") -> str:
    code = f"devices.name.{key}"
    said = phrases.say(code, language)
    return said if said != code else own or key


def found(line: Found, language: str) -> str:
    """What was found, in a sentence."""
    return phrases.say(line.probe.code, language, **line.probe.params)


def came(tried: Tried, language: str, today: date) -> tuple[str, ...]:
    """What came back, a line for each thing."""
    if tried.card is not None:
        return card(tried.card, language, today)
    if tried.picture is not None:
        size = max(1, round(tried.picture.size / 1000))
        params = {"name": tried.picture.file.name, "size": size}
        made = f"{tried.picture.made:%Y-%m-%d %H:%M}"
        return (phrases.say("devices.picture", language, made=made, **params),)
    return (phrases.say("devices.printed", language),)


def card(read: Card, language: str, today: date) -> tuple[str, ...]:
    """A card with its name and number masked, and of the rest only whether it came."""
    sex = phrases.say(f"devices.card.{read.sex or 'no_sex'}", language)
    lines = [
        phrases.say(
            "devices.card.who",
            language,
            name=masks.mask_name(read.name) or phrases.say("devices.card.no_name", language),
            number=masks.mask_id(read.id_number),
            sex=sex,
            year=read.birth_date[:4],
        )
    ]
    lines.append(phrases.say(f"devices.card.{'' if read.address else 'no_'}address", language))
    if read.valid_until == LONG:
        lines.append(phrases.say("devices.card.long", language))
    elif read.valid_until:
        until = show_day(date.fromisoformat(read.valid_until), language)
        code = "devices.card.ran_out" if read.ran_out(today) else "devices.card.until"
        lines.append(phrases.say(code, language, day=until))
    return tuple(lines)


def advice(kind: str, language: str) -> str:
    """What to look at when nothing came."""
    return phrases.say(f"devices.advice.{kind}", language)


def slip(seen: Around, station: str, language: str) -> tuple[str, ...]:
    """The lines of a test receipt: the station, the time, rare characters, a ruler."""
    params = {"station": station, "time": f"{seen.now:%Y-%m-%d %H:%M}"}
    params |= {"paper": str(seen.choices.paper)}
    return tuple(
        phrases.say(f"devices.slip.{number}", language, **params) for number in range(1, _SLIP + 1)
    )
