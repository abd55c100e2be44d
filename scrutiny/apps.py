from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    name = "scrutiny"

    def ready(self) -> None:
        # Registers what papers about a review are built from, what waits for an answer, and
        # which actions came of one.
        from scrutiny import building  # noqa: F401
        from scrutiny.reviews import acting, answering  # noqa: F401
