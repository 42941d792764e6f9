"""The demo with its open run played to the end: signed, copied, archived. ``python -m tests.rig.finished FOLDER``."""

from __future__ import annotations

import os
import sys


def finish() -> None:
    """Play the run that is open in the database of the environment, jobs included."""
    from ukur.services import jobs
    from ukur.services.operate import demo, sample
    from ukur.services.operate.play import Player
    from ukur.store.models import Agency, Run

    jobs.inline(True)
    data = sample.load()
    player = Player(Agency.objects.get(), {one.code: one for one in data.answers}, demo.PASSPHRASE)
    player.play(Run.objects.get(status="running").pk)


if __name__ == "__main__":
    os.environ |= {"UKUR_DATA": sys.argv[1], "DATABASE_URL": f"sqlite:///{sys.argv[1]}/ukur.sqlite3"}
    from ukur.cli.django import start

    start()
    finish()
