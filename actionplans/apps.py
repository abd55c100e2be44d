from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    name = "actionplans"

    def ready(self) -> None:
        # Hears when somebody leaves.
        from actionplans import delegating  # noqa: F401
        from actionplans.calendars import feeds  # noqa: F401
