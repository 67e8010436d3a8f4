"""Many rows at once, the fastest way each database has.

PostgreSQL: ``COPY`` for plain rows, ``unnest`` of one array a column for the rest, which costs one
statement however many rows there are. SQLite: one prepared statement for all rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    column,
    func,
    literal,
    select,
    text,
    true,
)
from sqlalchemy.types import TypeEngine

Conflict = Literal["fail", "keep", "replace"]
"""What becomes of a row whose primary key is there: an error, the old row stays, the new one
takes its place."""

_COPY_FROM = 50
"""Rows from which ``COPY`` is quicker than one statement."""


def insert(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    conflict: Conflict = "fail",
) -> None:
    """Put ``rows`` (values of ``columns`` in order) into ``table``."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_embedded(table, columns, conflict), list(rows))
    elif conflict == "fail" and len(rows) >= _COPY_FROM:
        _copy(connection, f"COPY {table.name} ({', '.join(columns)}) FROM STDIN", rows)
    else:
        arrays = tuple(list(values) for values in zip(*rows, strict=True))
        connection.exec_driver_sql(_unnested(table, columns, conflict), arrays)


def among(connection: Connection, member: ColumnElement[Any], values: Iterable[str]) -> Any:
    """The condition that ``member`` is one of ``values``: one parameter, however many they are."""
    dialect = connection.dialect.name
    given = literal(listed(dialect, values), _LISTS[dialect])
    if dialect == "sqlite":
        return member.in_(select(text("value")).select_from(func.json_each(given)))
    return member == any_(given)


@cache
def by_each(
    dialect: str,
    table: Table,
    columns: tuple[str, ...],
    key: str,
    also: str = "station",
    given: str = "keys",
) -> Select[Any]:
    """Rows of a station whose column ``key`` is one of many values (both are parameters, see
    :func:`asked`; the values that named ``given``), found by the index on both, one value after the
    other. ``also`` may name a further column that must have a value given under its name.

    PostgreSQL would rather read all of the station while it has no statistics of a new table, and
    would go on doing so: the lateral subquery leaves it no choice.
    """
    wanted = [table.c[name] for name in columns]
    must = [table.c[name] == bindparam(name, type_=Text) for name in {"station", also}]
    many = bindparam(given, type_=_LISTS[dialect])
    if dialect == "sqlite":
        values = select(text("value")).select_from(func.json_each(many))
        return select(*wanted).where(*must, table.c[key].in_(values))
    each = func.unnest(many).table_valued(column("key", Text)).render_derived("each_key")
    found = select(*wanted).where(*must, table.c[key] == each.c.key).offset(0).lateral("found")
    return select(*found.c).select_from(each.join(found, true()))


def by_pairs(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    station: str,
    pair: tuple[str, str],
    many: Mapping[str, Collection[str]],
) -> Iterator[Any]:
    """Rows of a station by two columns, ``pair``: ``many`` names for values of the first the values
    of the second. One statement on PostgreSQL, where each is a trip; one for each first value on
    SQLite."""
    first, second = pair
    dialect = connection.dialect.name
    if dialect == "sqlite":
        wanted = by_each(dialect, table, columns, second, first)
        for value, values in many.items():
            yield from connection.execute(wanted, asked(dialect, station, values, **{first: value}))
        return
    firsts = [value for value, values in many.items() for _ in values]
    seconds = [value for values in many.values() for value in values]
    given = {"station": station, "firsts": firsts, "seconds": seconds}
    yield from connection.execute(_by_pairs(table, columns, first, second), given)


@cache
def _by_pairs(table: Table, columns: tuple[str, ...], first: str, second: str) -> Select[Any]:
    lists = [bindparam(name, type_=ARRAY(Text)) for name in ("firsts", "seconds")]
    each = func.unnest(*lists).table_valued(column("one", Text), column("two", Text))
    each = each.render_derived("each_pair")
    found = (
        select(*(table.c[name] for name in columns))
        .where(
            table.c.station == bindparam("station", type_=Text),
            table.c[first] == each.c.one,
            table.c[second] == each.c.two,
        )
        .offset(0)
        .lateral("found")
    )
    return select(*found.c).select_from(each.join(found, true()))


def asked(dialect: str, station: str, keys: Iterable[str], **also: str) -> dict[str, Any]:
    """The parameters of :func:`by_each`."""
    return {"station": station, "keys": listed(dialect, keys), **also}


def listed(dialect: str, values: Iterable[str]) -> str | list[str]:
    """``values`` as one parameter."""
    if dialect == "sqlite":
        return msgspec.json.encode(list(values)).decode()
    return list(values)


_LISTS: dict[str, Any] = {"sqlite": Text(), "postgresql": ARRAY(Text)}


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@cache
def _embedded(table: Table, columns: tuple[str, ...], conflict: Conflict) -> str:
    marks = ", ".join("?" * len(columns))
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"
        f"{_on_conflict(table, columns, conflict)}"
    )


@cache
def _unnested(table: Table, columns: tuple[str, ...], conflict: Conflict) -> str:
    arrays = ", ".join(_array(table.c[name].type) for name in columns)
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT * FROM unnest({arrays})"
        f"{_on_conflict(table, columns, conflict)}"
    )


def _array(type: TypeEngine[Any]) -> str:
    """Texts and bytes travel as they are (``%b``), without quotes and escapes."""
    match type:
        case LargeBinary():
            return "%b::bytea[]"
        case BigInteger():
            return "%s::bigint[]"
        case Integer():
            return "%s::integer[]"
        case Boolean():
            return "%s::boolean[]"
        case _:
            return "%b::text[]"


def _on_conflict(table: Table, columns: tuple[str, ...], conflict: Conflict) -> str:
    key = [column.name for column in table.primary_key]
    if conflict == "fail":
        return ""
    if conflict == "keep":
        return f" ON CONFLICT ({', '.join(key)}) DO NOTHING"
    sets = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key)
    return f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets}"
