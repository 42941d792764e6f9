"""Bodies of background jobs. Importing this signs them in."""

from ukur.services.bodies import health, inviting, mailing, packaging, rendering

__all__ = ["health", "inviting", "mailing", "packaging", "rendering"]
