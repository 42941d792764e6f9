"""The levels of PAdES (ETSI EN 319 142-1, 6): what a signature carries so that it can be checked later."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """From the plainest to the most lasting; the value is what is shown and kept."""

    B = "PAdES B-B"  # signature and certificate
    T = "PAdES B-T"  # and a time stamp of an authority
    LT = "PAdES B-LT"  # and what shows that the certificates were not revoked
    LTA = "PAdES B-LTA"  # and a time stamp over all of it

    @property
    def rank(self) -> int:
        return list(Level).index(self)

    def reaches(self, wanted: Level) -> bool:
        """Whether this level is as lasting as ``wanted``."""
        return self.rank >= wanted.rank
