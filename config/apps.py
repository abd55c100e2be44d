from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import sessions  # noqa: F401 - hears when somebody signs in
