"""Bodies of background jobs. Importing this signs them in."""

from ukur.services.bodies import mailing, packaging, rendering

__all__ = ["mailing", "packaging", "rendering"]
