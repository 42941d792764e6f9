"""``python -m tests.drill.office MODE …``: an office in a process of its own, on the database of the environment.

What the drills start, crowd and kill. Each line it prints is one JSON object, and what a line tells of is committed.
"""

import sys

from ukur.cli.django import start

if __name__ == "__main__":
    start()
    from tests.drill.modes import MODES

    MODES[sys.argv[1]](*map(int, sys.argv[2:]))
