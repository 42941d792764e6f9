"""Bodies of background jobs. Importing this signs them in."""

from ukur.services.bodies import inviting, mailing, packaging, rendering

__all__ = ["inviting", "mailing", "packaging", "rendering"]
