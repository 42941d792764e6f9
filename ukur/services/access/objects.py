"""The only way to a run or a task: own agency or nothing, and the answer does not tell which."""

from __future__ import annotations

from typing import TypeVar

from django.utils import timezone

from ukur.services.access.actor import Actor
from ukur.store import sql
from ukur.store.models import ArchivePackage, Paper, Run, SecurityEvent, Task

M = TypeVar("M", Paper, ArchivePackage)


class NotThere(Exception):
    """No such thing, or not yours: the same answer for both."""


def run(actor: Actor, id: int) -> Run:
    """The run when it belongs to the actor's agency; :class:`NotThere` otherwise."""
    found = sql.first(Run, "id = %s", id)
    if found is None or actor.agency is None or found.agency_id != actor.agency:
        outsider(actor, f"run:{id}")
        raise NotThere
    return found


def may_reach(actor: Actor, run: int) -> None:
    """:class:`NotThere` unless the run belongs to the actor's agency."""
    if actor.agency is None or not sql.read(Run, ("id",), "id = %s AND agency_id = %s", run, actor.agency):
        outsider(actor, f"run:{run}")
        raise NotThere


def task(actor: Actor, id: int) -> Task:
    """The task with its run, when it is of the actor's agency; :class:`NotThere` otherwise."""
    found = sql.first(Task, "id = %s", id)
    run = sql.first(Run, "id = %s", found.run_id) if found else None
    if found is None or run is None or actor.agency is None or run.agency_id != actor.agency:
        outsider(actor, f"task:{id}")
        raise NotThere
    found.run = run
    return found


def paper(actor: Actor, id: int) -> Paper:
    """The paper of a run of the actor's agency, else :class:`NotThere`."""
    return _of_run(actor, Paper, id)


def package(actor: Actor, id: int) -> ArchivePackage:
    """The package of a run of the actor's agency, else :class:`NotThere`."""
    return _of_run(actor, ArchivePackage, id)


def _of_run(actor: Actor, model: type[M], id: int) -> M:
    found = model._default_manager.select_related("run").filter(pk=id, run__agency=actor.agency).first()
    if found is None or actor.agency is None:
        outsider(actor, f"{model.__name__.lower()}:{id}")
        raise NotThere
    return found


def outsider(actor: Actor, what: str) -> None:
    """Note in the security log that somebody asked for what is not his."""
    SecurityEvent.objects.create(at=timezone.now(), person=actor.id, kind="not_there", detail=what)
