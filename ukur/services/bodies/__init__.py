"""Bodies of background jobs. Importing this signs them in."""

from ukur.services.bodies import packaging, rendering

__all__ = ["packaging", "rendering"]
