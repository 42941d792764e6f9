"""The only Django app with tables."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    name = "ukur.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ukur.store import checks, triggers

        post_migrate.connect(triggers.make, sender=self, dispatch_uid="ukur.store.triggers")
        checks.register_all()
