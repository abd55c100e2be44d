"""Where the files that people attach are kept: a folder of this machine, or an S3 bucket."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What may stand behind the question mark, and what django-storages calls it.
OPTIONS = {"region": "region_name", "endpoint": "endpoint_url"}
FORM = "s3://bucket/folder?region=eu-west-2"


def evidence_storage(url: str, media_root: Path, static_root: Path) -> dict[str, Any]:
    """Return Django's setting for the storage that `url` names; a folder when it is empty.

    Raises ImproperlyConfigured, with what to change, for an address that is none, for S3
    without its package, and for a folder whose files anybody could fetch by their address.
    """
    if url:
        return _s3(url)
    media, static = media_root.resolve(), static_root.resolve()
    if media == static or static in media.parents:
        raise ImproperlyConfigured(
            "MEDIA_ROOT lies within STATIC_ROOT, whose files anybody can fetch: move it out."
        )
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    }


def _s3(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not parts.hostname or set(asked) - set(OPTIONS):
        raise ImproperlyConfigured(f"STORAGE_URL must look like {FORM} (or be left out).")
    if not (find_spec("storages") and find_spec("boto3")):
        raise ImproperlyConfigured(
            "STORAGE_URL names an S3 bucket, which needs the packages of "
            "config/lock/requirements-s3.txt: install them, or leave STORAGE_URL out."
        )
    options = {
        "bucket_name": parts.netloc.rpartition("@")[2],
        "location": parts.path.strip("/"),
        "file_overwrite": False,
        "default_acl": None,
        "querystring_auth": True,
    } | {OPTIONS[name]: value for name, value in asked.items()}
    if parts.username:
        options |= {"access_key": unquote(parts.username)}
        options |= {"secret_key": unquote(parts.password or "")}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
