from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "councils"

    def ready(self) -> None:
        # Makes the links of its e-mails; hears when somebody signs in.
        from councils import invitations, register  # noqa: F401
