"""Bodies of background jobs. Importing this signs them in."""

from ukur.services.bodies import health, mailing, packaging, rendering

__all__ = ["health", "mailing", "packaging", "rendering"]
