"""The pages. Importing the bodies of jobs here makes them known to the server and to the worker."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ukur.web"
    label = "web"

    def ready(self) -> None:
        from ukur.services import operate

        operate.register_jobs()
