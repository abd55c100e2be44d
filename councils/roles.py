"""The roles a user can hold in a council. What each may do stands in `access.py`."""

from django.db import models


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "Administrator"
    PLAN_MANAGER = "plan-manager", "Plan manager"
    LEAD_OFFICER = "lead-officer", "Lead officer"
    DIRECTOR = "director", "Director"
    DEMOCRATIC_SERVICES = "democratic-services", "Democratic services"
    SCRUTINY_MEMBER = "scrutiny-member", "Scrutiny member"
    READER = "reader", "Reader"
