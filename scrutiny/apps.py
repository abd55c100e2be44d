from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    name = "scrutiny"

    def ready(self) -> None:
        # Registers what papers about a review are built from.
        from scrutiny import building  # noqa: F401
