"""A run as the SOP's own table shows it: symbols by column, the walked way, the last way back; and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ukur.services.queries.run import RunPage, StepRow

_STATES = {"done": "done", "here": "here", "returned": "back", "ahead": "ahead"}
_KINDS = {"done": "done", "here": "here", "returned": "returned", "ahead": "ahead"}


def table(page: RunPage) -> list[dict[str, object]]:
    """One dictionary a row, as the macro ``sop_table`` takes it."""
    columns = [key for key, _ in page.performers]
    last = len(page.steps) - 1
    return [_row(columns, row, first=no == 0, last=no == last) for no, row in enumerate(page.steps)]


def _row(columns: list[str], row: StepRow, *, first: bool, last: bool) -> dict[str, object]:
    made: dict[str, object] = {
        "no": row.no,
        "title": row.title,
        "sub": _sub(row),
        "tone": "bad" if row.late or row.state == "returned" else "",
        "output": row.output,
        "current": row.state == "here",
        "walked": row.state in ("done", "returned"),
        "main": columns.index(row.main),
        "joint": row.joint,
        "cells": {columns.index(who): _symbol(row, part, first, last) for who, part in row.marks},
    }
    entering = [columns.index(who) for who, part in row.marks if part == "main"]
    if dict(row.marks).get(row.main) == "decision" and entering:
        made["enter"] = entering[0]
    return made


def _sub(row: StepRow) -> str:
    if row.state == "returned":
        return f"Dikembalikan ke langkah {row.goal}"
    if row.round > 1:
        return f"Perbaikan ke-{row.round - 1}"
    return "Lewat tenggat" if row.late else ""


def _symbol(row: StepRow, part: str, first: bool, last: bool) -> tuple[str, str]:
    if part == "receiver":
        return ("to" if row.state in ("done", "returned") else "to-ahead", "process")
    shape = "decision" if part == "decision" else "start" if first else "end" if last else "process"
    state = _STATES[row.state]
    if state == "back" and part != "decision":
        state = "done"
    return ("late" if row.late and state == "done" and part == "main" else state, shape)


def way_back(page: RunPage) -> tuple[int, int] | None:
    """Row of the return and row of its goal, when the flow is between them now."""
    rows = {row.no: no for no, row in enumerate(page.steps)}
    here = next((no for no, row in enumerate(page.steps) if row.state == "here"), -1)
    for no, row in enumerate(page.steps):
        if row.state == "returned" and row.goal in rows and rows[row.goal] <= here < no:
            return no, rows[row.goal]
    return None


def course(page: RunPage) -> list[dict[str, str]]:
    """One line a step: who and when, or who comes."""
    names = dict(page.performers)
    lines = []
    for row in page.steps:
        who = row.who or ", ".join(names[key] for key, part in row.marks if part in ("main", "decision"))
        kind = "late" if row.late and row.state == "done" else _KINDS[row.state]
        right = "sekarang" if row.state == "here" else row.when
        lines.append({"no": row.no, "title": row.title, "sub": row.note or who, "right": right, "kind": kind})
    return lines
