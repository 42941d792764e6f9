"""What every page shares: who is signed in, the agency, the menu."""

from __future__ import annotations

from django.http import HttpRequest


def practice(request: HttpRequest) -> dict[str, object]:
    """For allauth's Django templates: whether this installation holds practice data."""
    from ukur.services import access

    return {"practice": access.practice_installation()}
