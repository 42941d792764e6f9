"""A run of the demo played up to a step, for tests with a browser: ``python -m tests.played FOLDER STEP``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.rig.site import environment
from tests.rig.source import ROOT


def played(data: Path, until: str) -> int:
    """Play the sample's open quarter in the demo at ``data`` until the flow is at step ``until``; the run's number."""
    command = [sys.executable, "-m", "tests.played", str(data), until]
    done = subprocess.run(command, env=environment(data), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return int(done.stdout.split()[-1])


def _main(until: str) -> None:
    from ukur.cli.django import start

    start()
    from ukur.services import jobs
    from ukur.services.operate import sample
    from ukur.services.operate.demo import PASSPHRASE
    from ukur.services.operate.play import Player
    from ukur.services.operate.prepare import built_in_sop
    from ukur.store.models import Agency, Job, Run

    data = sample.load()
    player = Player(Agency.objects.get(practice=True), {one.code: one for one in data.answers}, PASSPHRASE)
    found = Run.objects.filter(period=data.period.key).first()
    run = found.pk if found else player.propose(built_in_sop().digest, data.period)
    player.play(run, until)
    for job in Job.objects.filter(state="waiting").order_by("pk"):
        jobs.do(job.pk)
    sys.stdout.write(f"{run}\n")


if __name__ == "__main__":
    _main(sys.argv[2])
