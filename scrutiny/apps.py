from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    name = "scrutiny"

    def ready(self) -> None:
        # Registers what papers are built from, what waits for somebody, which answers are owed,
        # which actions came of a review, and which drafts are a group's.
        from scrutiny import building  # noqa: F401
        from scrutiny.oversight import building as oversight  # noqa: F401
        from scrutiny.questions import building as questions  # noqa: F401
        from scrutiny.questions import waiting_for  # noqa: F401
        from scrutiny.reviews import acting, answering, drafts, owed  # noqa: F401
