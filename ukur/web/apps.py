from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ukur.web"
    label = "web"
