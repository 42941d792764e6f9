"""How much memory this process has, in kilobytes."""

from __future__ import annotations

import re
import resource
from pathlib import Path

NOW, MOST = "RssAnon", "VmHWM"  # what it fills itself, without files that it only looks into; the most it ever had


def kilobytes(what: str) -> int:
    """``NOW`` or ``MOST``; where the system does not tell, the most of this process and those before it."""
    status = Path("/proc/self/status")
    found = re.search(rf"{what}:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found.group(1)) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
