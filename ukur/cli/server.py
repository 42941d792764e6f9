"""The web server as ``ukur serve`` starts it: ``python -m ukur.cli.server``, with the words of granian."""

from __future__ import annotations

import os
import signal


def _heed_signals() -> None:
    """In a serving process that was just made: end when asked.

    It has the handlers of the process that made it, which only note a signal for that one. Until the application is
    loaded and the server sets its own, a signal would be lost here, and nobody sends a second one.
    """
    for how in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(how, signal.SIG_DFL)


if __name__ == "__main__":
    from granian.cli import entrypoint

    os.register_at_fork(after_in_child=_heed_signals)
    entrypoint()  # type: ignore[no-untyped-call]
