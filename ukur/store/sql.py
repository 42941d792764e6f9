"""Plain SQL for the path that every act takes: Django's fields convert the values, no query is built each time.

A query of Django costs some 700 000 instructions to build, and an act needs a dozen; here each costs a tenth of that.
The words are written in the code, never put together from what somebody typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col

M = TypeVar("M", bound=models.Model)
Convert = Callable[[Any, BaseDatabaseWrapper], Any]


def read(model: type[models.Model], names: tuple[str, ...], where: str, *values: Any) -> list[tuple[Any, ...]]:
    """The columns ``names`` of the rows that ``where`` finds, as Python values."""
    db = connections[DEFAULT_DB_ALIAS]
    question, converters = _reading(model, names, db.vendor)
    rows = _ask(db, question + where, values)
    return _convert(db, converters, rows) if converters else rows


def fetch(model: type[models.Model], names: tuple[str, ...], where: str, *values: Any) -> tuple[tuple[Any, ...], ...]:
    """The same as the database gives them, not converted yet: good to see whether anything has changed."""
    db = connections[DEFAULT_DB_ALIAS]
    return tuple(_ask(db, _reading(model, names, db.vendor)[0] + where, values))


def _convert(
    db: BaseDatabaseWrapper, converters: tuple[tuple[int, Convert], ...], rows: Iterable[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    made = []
    for row in rows:
        changed = list(row)
        for place, convert in converters:
            changed[place] = convert(changed[place], db)
        made.append(tuple(changed))
    return made


def objects(model: type[M], where: str, *values: Any) -> list[M]:
    """The rows that ``where`` finds as objects."""
    names = _all(model)
    return [model.from_db(DEFAULT_DB_ALIAS, names, row) for row in read(model, names, where, *values)]


def first(model: type[M], where: str, *values: Any) -> M | None:
    """The first row that ``where`` finds as an object, or None."""
    found = objects(model, where + " LIMIT 1", *values)
    return found[0] if found else None


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows. Columns left out get the field's default."""
    db = connections[DEFAULT_DB_ALIAS]
    fields = _fields(model)
    for row in rows:
        statement, usual = _adding(model, tuple(row), db.vendor)
        given = [fields[name].get_db_prep_save(value, db) for name, value in row.items()]
        do(statement, *given, *usual)


def update(model: type[models.Model], where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Set ``values`` in the rows whose columns equal ``where`` (None: empty); how many rows those were."""
    db = connections[DEFAULT_DB_ALIAS]
    fields = _fields(model)
    sought = {name: value for name, value in where.items() if value is not None}
    empty = tuple(name for name, value in where.items() if value is None)
    statement = _changing(model, tuple(values), tuple(sought), empty, db.vendor)
    given = [fields[name].get_db_prep_save(value, db) for part in (values, sought) for name, value in part.items()]
    return do(statement, *given)


def update_each(model: type[models.Model], names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """Set the columns ``names`` of many rows at once; each of ``rows`` is the row's number and then its values.

    One statement for PostgreSQL, one prepared statement for SQLite: saving a form by a statement a row costs several
    times as much.
    """
    db = connections[DEFAULT_DB_ALIAS]
    fields = [_fields(model)[name] for name in ("id", *names)]
    given = [[field.get_db_prep_save(value, db) for field, value in zip(fields, row, strict=True)] for row in rows]
    statement = _each(model, names, db.vendor)
    if db.vendor == "postgresql":
        do(statement, *(list(column) for column in zip(*given, strict=True)))
        return
    named = [{f"v{no}": value for no, value in enumerate([*values, number])} for number, *values in given]
    with db.cursor() as cursor:
        cursor.executemany(_with_names(statement), named)


def ask(question: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows that answer a question with ``%s`` for each value."""
    return _ask(connections[DEFAULT_DB_ALIAS], question, values)


def _ask(db: BaseDatabaseWrapper, question: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with db.cursor() as cursor:
        cursor.execute(*_named(question, values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def do(statement: str, *values: Any) -> int:
    """Carry out a statement with ``%s`` for each value; how many rows it met."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(*_named(statement, values))
        return int(cursor.rowcount)


def _named(text: str, values: tuple[Any, ...]) -> tuple[str, dict[str, Any]]:
    """Values by name: the driver of SQLite then has no pattern to look for in the whole text at every use."""
    return _with_names(text), {f"v{no}": value for no, value in enumerate(values)}


@lru_cache(maxsize=1024)
def _with_names(text: str) -> str:
    first, *others = text.split("%s")
    return first + "".join(f"%(v{no})s{part}" for no, part in enumerate(others))


@lru_cache(maxsize=64)
def _all(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


@lru_cache(maxsize=64)
def _fields(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    return {field.attname: field for field in model._meta.concrete_fields}


@lru_cache(maxsize=256)
def _reading(
    model: type[models.Model], names: tuple[str, ...], vendor: str
) -> tuple[str, tuple[tuple[int, Convert], ...]]:
    """The beginning of the question, and by place what turns a column's value into Python's."""
    fields = [_fields(model)[name] for name in names]
    converters = [(place, _converter(field)) for place, field in enumerate(fields)]
    columns = ", ".join(_as_stored(field, vendor) for field in fields)
    question = f"SELECT {columns} FROM {_table(model)} WHERE "  # noqa: S608 - names of the models
    return question, tuple((place, one) for place, one in converters if one)


@lru_cache(maxsize=64)
def _adding(model: type[models.Model], names: tuple[str, ...], _vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The statement for a row with ``names``, and what stands in the columns that are left out."""
    db, fields = connections[DEFAULT_DB_ALIAS], _fields(model)
    others = [one for name, one in fields.items() if name not in names and not one.primary_key]
    columns = ", ".join(_column(one) for one in (*(fields[name] for name in names), *others))
    blanks = ", ".join(["%s"] * (len(names) + len(others)))
    usual = tuple(one.get_db_prep_save(one.get_default(), db) for one in others)
    return f"INSERT INTO {_table(model)} ({columns}) VALUES ({blanks})", usual  # noqa: S608


@lru_cache(maxsize=256)
def _changing(
    model: type[models.Model], names: tuple[str, ...], sought: tuple[str, ...], empty: tuple[str, ...], _vendor: str
) -> str:
    column = {name: _column(field) for name, field in _fields(model).items()}
    setting = ", ".join(f"{column[name]} = %s" for name in names)
    asked = " AND ".join([f"{column[name]} = %s" for name in sought] + [f"{column[name]} IS NULL" for name in empty])
    return f"UPDATE {_table(model)} SET {setting} WHERE {asked}"  # noqa: S608


@lru_cache(maxsize=64)
def _each(model: type[models.Model], names: tuple[str, ...], vendor: str) -> str:
    db, fields = connections[DEFAULT_DB_ALIAS], _fields(model)
    columns = [_column(fields[name]) for name in names]
    if vendor != "postgresql":
        setting = ", ".join(f"{one} = %s" for one in columns)
        return f"UPDATE {_table(model)} SET {setting} WHERE {_quoted('id')} = %s"  # noqa: S608
    kinds = ["bigint", *(str(fields[name].cast_db_type(db)) for name in names)]
    arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
    given = ", ".join(["v0", *(f"v{no}" for no in range(1, len(kinds)))])
    setting = ", ".join(f"{one} = v{no}" for no, one in enumerate(columns, 1))
    return f"UPDATE {_table(model)} SET {setting} FROM unnest({arrays}) AS g({given}) WHERE id = v0"  # noqa: S608


def _as_stored(field: models.Field[Any, Any], vendor: str) -> str:
    """SQLite's driver would parse each instant by the column's type; behind a sign the column has none."""
    return ("+" if vendor == "sqlite" and isinstance(field, models.DateField) else "") + _column(field)


def _column(field: models.Field[Any, Any]) -> str:
    return _quoted(str(field.column))


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)


def _quoted(name: str) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(name)


def _converter(field: models.Field[Any, Any]) -> Convert | None:
    """What the database and the field do to a value that was read; None when that is nothing."""
    db = connections[DEFAULT_DB_ALIAS]
    expression = Col(field.model._meta.db_table, field)
    steps = [*db.ops.get_db_converters(expression), *expression.get_db_converters(db)]
    if not steps:
        return None

    def convert(value: Any, db: BaseDatabaseWrapper) -> Any:
        for step in steps:
            value = step(value, expression, db)
        return value

    return convert
