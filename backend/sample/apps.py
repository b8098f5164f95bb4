from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "backend.sample"
    label = "sample"
