"""Who is who, and who may see what."""

from ukur.services.access.accounts import (
    authenticate,
    person_for_session,
    practice_installation,
    session_text,
    set_own_password,
)
from ukur.services.access.actor import (
    SYSTEM,
    Actor,
    Power,
    Right,
    Rights,
    actor,
    person_of,
    post,
    require_administrator,
    rights,
)
from ukur.services.access.objects import NotThere, may_reach, outsider, package, paper, run, task
from ukur.services.access.seats import names_on, people_on

__all__ = [
    "SYSTEM",
    "Actor",
    "NotThere",
    "Power",
    "Right",
    "Rights",
    "actor",
    "authenticate",
    "may_reach",
    "names_on",
    "outsider",
    "package",
    "paper",
    "people_on",
    "person_for_session",
    "person_of",
    "post",
    "practice_installation",
    "require_administrator",
    "rights",
    "run",
    "session_text",
    "set_own_password",
    "task",
]
