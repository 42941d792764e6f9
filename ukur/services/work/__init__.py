"""Bodies of background jobs. Importing this signs them in."""

from ukur.services.work import packaging, rendering

__all__ = ["packaging", "rendering"]
