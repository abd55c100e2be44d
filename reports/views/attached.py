"""A file of any page as an answer."""

from django.http import HttpResponse

from reports.plan_files.exporting import CONTENT_TYPES


def attachment(content: bytes | memoryview, name: str, ending: str) -> HttpResponse:
    """Return a file to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bytes(content), content_type=CONTENT_TYPES[ending], headers=headers)
