"""Facts + kind + language + format -> :class:`Document`: which words stand where, without Qt.

The order of a paper's parts is in ``resources/papers/<kind>.xml`` (Jinja2, autoescaped, so that
whatever a resident is called prints literally); its sentences are in ``resources/phrases``.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from station_desktop import paths
from station_desktop.papers import alphabet, markup, wording
from station_desktop.papers.document import Document, texts
from station_desktop.papers.facts import (
    FORMATS,
    KINDS,
    ROLL_KINDS,
    Answer,
    Facts,
    Format,
    Kind,
    Language,
    MaterialLine,
    Sheet,
)

if TYPE_CHECKING:
    from jinja2 import Environment

_PAIR_LIMIT = {"zh_CN": 14, "en": 22}  # characters that still fit half the width of a form


def formats_for(kind: Kind) -> tuple[Format, ...]:
    """The formats ``kind`` can be had in; wide tables are not for the roll."""
    return FORMATS if kind in ROLL_KINDS else ("a4", "large")


def compose(kind: Kind, facts: Facts, language: Language, format: Format = "a4") -> Document:
    """The paper ``kind`` of these ``facts``.

    Raises ``ValueError`` when the kind is not to be had in this format, or when the facts lack the
    part it is about (a refusal without ``refusal``, an appointment without ``visit``).
    """
    if kind not in KINDS or format not in formats_for(kind):
        raise ValueError(f"there is no {kind!r} in the format {format!r}")
    if not facts.cases and kind != "refusal":
        raise ValueError(f"there is no case for {kind!r}")
    if (kind == "refusal" and facts.refusal is None) or (
        kind == "appointment" and facts.visit is None
    ):
        raise ValueError(f"these facts do not hold what {kind!r} is about")
    case = facts.case if facts.cases else None
    return _composed(kind, _title(kind, facts), facts, language, format, case=case)


def sheet(
    template: str,
    title: str,
    head: Sheet,
    language: Language,
    format: Format = "a4",
    *,
    roll: bool = False,
    **parts: Any,
) -> Document:
    """The paper of this template that is about no accepted case; ``title`` is its phrase below
    ``paper.``, ``parts`` are what only this template knows. Raises ``ValueError`` for the roll
    unless ``roll`` says that it is a slip for residents."""
    if format == "roll" and not roll:
        raise ValueError(f"there is no {template!r} in the format {format!r}")
    return _composed(template, title, head, language, format, case=head, **parts)


def _composed(
    template: str,
    title: str,
    facts: Facts | Sheet,
    language: Language,
    format: Format,
    **parts: Any,
) -> Document:
    from markupsafe import Markup

    say = partial(wording.say, language=language)
    rendered = (
        _environment()
        .get_template(f"{template}.xml")
        .render(
            facts=facts,
            zh=language != "en",
            roll=format == "roll",
            large=format == "large",
            br=Markup(wording.LINE_BREAK),
            say=say,
            day=partial(wording.day, language=language),
            moment=partial(wording.moment, language=language),
            original=partial(_original, language=language),
            form_rows=partial(_form_rows, limit=_PAIR_LIMIT[language], large=format == "large"),
            form_title=partial(_form_title, language=language),
            **parts,
        )
    )
    return Document(
        kind=template,
        language=language,
        format=format,
        title=say(title),
        blocks=markup.blocks(rendered),
        footer=_footer(facts, language),
        page_of=say("page_of", page="{page}", pages="{pages}"),
        watermark=say("demo") if facts.demo else "",
    )


def _title(kind: Kind, facts: Facts) -> str:
    """The name of the paper alone: it goes into the file's metadata."""
    if kind == "refusal" and facts.refusal is not None and facts.refusal.proof:
        return "refusal.title.proof"
    if kind == "receipt" and all(case.title for case in facts.cases):
        return "receipt.title.own"
    if kind == "appointment" and facts.visit is not None and facts.visit.dispatch:
        return "appointment.title.dispatch"
    return f"{kind}.title"


def cautions(document: Document) -> tuple[str, ...]:
    """The characters the papers' own font does not have, each once: the desk should look.

    Where an installed font has one it is printed with that, else as 〓; never as nothing.
    """
    return alphabet.uncovered(texts(document))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(paths.resources() / "papers"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalize(value: Any) -> Any:
    """Every value a template prints passes here; markup made by the templates stays as it is."""
    if value is None:
        return ""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return wording.clean(value)
    return value


def _footer(facts: Facts | Sheet, language: str) -> str:
    station = facts.station
    code = "footer.phone" if station.phone else "footer"
    return wording.clean(wording.say(code, language, station=station.name, phone=station.phone))


def _original(line: MaterialLine, language: str) -> str:
    """What happens, or happened, to the original of one document."""
    if line.later:
        return wording.say("original.later", language)
    if line.original == "no":
        return wording.say("original.no", language)
    if line.original == "check" and line.returned is not None:
        state = "returned" if line.returned else "held"
        return wording.say(f"original.{state}", language)
    return wording.say(f"original.{line.original}", language)


def _form_rows(answers: tuple[Answer, ...], limit: int, large: bool) -> list[tuple[Answer, ...]]:
    """Answers in rows of two where both are short, else one across."""
    rows: list[tuple[Answer, ...]] = []
    waiting: Answer | None = None
    for answer in answers:
        if large or len(answer.value) > limit or len(answer.label) > limit:
            rows.extend([(waiting,)] if waiting else [])
            rows.append((answer,))
            waiting = None
        elif waiting:
            rows.append((waiting, answer))
            waiting = None
        else:
            waiting = answer
    return rows + ([(waiting,)] if waiting else [])


def _form_title(item_name: str, language: str) -> str:
    """``…申请表``, without saying 申请 twice."""
    if language == "en":
        return wording.say("form.title.item", language, item=item_name)
    base = item_name.removesuffix("申请表").removesuffix("申请")
    return wording.say("form.title.item", language, item=base)
