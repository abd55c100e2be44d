"""Files and links that show what a report says: kept while it is written, sent with it, shown."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db.models import Q, QuerySet
from django.utils import timezone

from actionplans.asat import AsAt
from actionplans.models import DraftOf, Evidence, ProgressUpdate, Upload
from councils.file_types import NotTaken, clean_name, file_type
from councils.files import removed, sha256_of, stored
from councils.uploading import MEGABYTE

MOST = 10
KEPT_FOR = datetime.timedelta(days=30)
UNFINISHED_FOR = datetime.timedelta(days=1)
LINK_LIMIT, TITLE_LIMIT = 500, 200

_TOO_LARGE = (
    "“{name}” is larger than {most} MB. Make it smaller, or give a link to where it is kept."
)
_TOO_MANY = f"A report takes {MOST} files and links. Remove one, or send another report."
_NOT_STORED = "“{name}” could not be kept just now. Wait a moment, then attach it again."
_WHOLE_ADDRESS = "Enter the whole address of the page, beginning with https://"


@dataclass(frozen=True)
class Described:
    """What the person says of what they attach; without a title it is called by its name."""

    title: str = ""
    kind: str = Evidence.Kind.DOCUMENT
    is_confidential: bool = False

    def fields(self, name: str) -> dict[str, str | bool]:
        return {
            "title": (self.title or name)[:TITLE_LIMIT],
            "kind": self.kind,
            "is_confidential": self.is_confidential,
        }


@dataclass(frozen=True)
class LinkGiven:
    """A link that came with a report of somebody without an account."""

    address: str
    title: str = ""


def give_link(update: ProgressUpdate, given: LinkGiven) -> Evidence:
    """Return a link as evidence of a report that is inserted in the same transaction."""
    described = Described(given.title).fields(given.address)
    about = {"day": update.day, "known_on": update.known_on, "entered_by": update.entered_by}
    return Evidence.objects.create(update=update, url=given.address, **described, **about)


# What waits until the report is sent


def whole() -> Q:
    """Return the filter for what is attached whole: links, and files that are stored."""
    return ~Q(url="") | Q(size__gt=0)


def keep_file(of: DraftOf, file: UploadedFile, described: Described) -> Upload:
    """Return the file as kept until its report is sent; raise NotTaken, with a sentence.

    The same content attached twice is kept once, under what was said of it last.
    """
    name = clean_name(file.name or "")
    if (file.size or 0) > settings.EVIDENCE_MAX_MB * MEGABYTE:
        raise NotTaken(_TOO_LARGE.format(name=name, most=settings.EVIDENCE_MAX_MB))
    taken = file_type(name, file)  # type: ignore[arg-type]
    sha256 = sha256_of(file)
    said = described.fields(name.rpartition(".")[0])
    same = _same(of, said, sha256=sha256, size__gt=0)
    if same:
        return same
    upload = Upload(
        **vars(of), **said, file_name=name, content_type=taken.content_type, sha256=sha256
    )
    return stored(upload, file, _NOT_STORED)


def keep_link(of: DraftOf, address: str, described: Described) -> Upload:
    """Return the link as kept until its report is sent; raise NotTaken, with a sentence."""
    url = checked_link(address)
    said = described.fields(url)
    return _same(of, said, url=url) or Upload.objects.create(**vars(of), **said, url=url)


def checked_link(address: str) -> str:
    """Return the address, http or https; raise NotTaken unless it is whole and holds no secret."""
    address = address.strip()
    if len(address) > LINK_LIMIT:
        raise NotTaken(f"The address must be {LINK_LIMIT} characters or fewer")
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise NotTaken(_WHOLE_ADDRESS) from None
    if urlsplit(address).username is not None:
        raise NotTaken("Leave the name and the password out of the address")
    return address


def remove(upload: Upload) -> None:
    """Take away what was attached: out of sight first, then the file, then the row.

    What has been sent meanwhile stays; what cannot be removed now waits for `drop_unsent`.
    """
    if not Upload.objects.filter(pk=upload.pk).update(size=0):
        return
    if removed(upload.file):
        upload.delete()


def _same(of: DraftOf, said: dict[str, str | bool], **content: object) -> Upload | None:
    """Return the same content attached before, now under what is said of it; None for none.

    Raises NotTaken when there is none and no room for more.
    """
    kept = Upload.objects.filter(whole(), **vars(of))
    same = kept.filter(**content).order_by("pk").first()
    if same:
        Upload.objects.filter(pk=same.pk).update(**said)
    elif kept.count() >= MOST:
        raise NotTaken(_TOO_MANY)
    return same


# What was sent


def send(waiting: QuerySet[Upload], update: ProgressUpdate) -> None:
    """Make what waits the evidence of `update`, within the transaction that inserts it.

    The stored file stays where it is: only rows change, so either all of it counts or none.
    """
    for upload in waiting.select_for_update(of=("self",)).order_by("pk"):
        Evidence.objects.create(
            update=update,
            title=upload.title,
            kind=upload.kind,
            is_confidential=upload.is_confidential,
            url=upload.url,
            file=upload.file.name or "",
            file_name=upload.file_name,
            content_type=upload.content_type,
            size=upload.size,
            sha256=upload.sha256,
            day=update.day,
            known_on=update.known_on,
            entered_by=upload.user,
        )
        upload.delete()


def evidence_of(updates: Sequence[ProgressUpdate], as_at: AsAt) -> Sequence[ProgressUpdate]:
    """Return the updates, each with `shown_evidence`: what this reader may see, in order."""
    found = Evidence.objects.filter(as_at.holds(), update__in=updates)
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    by_update: dict[int, list[Evidence]] = defaultdict(list)
    for piece in found.order_by("pk"):
        by_update[piece.update_id].append(piece)
    for update in updates:
        update.shown_evidence = by_update[update.pk]  # type: ignore[attr-defined]
    return updates


# What nobody sent


def drop_unsent() -> int:
    """Remove what was attached 30 days ago and never sent, and what was never stored whole.

    Returns how many.
    """
    now = timezone.now()
    unfinished = ~whole() & Q(uploaded_at__lt=now - UNFINISHED_FOR)
    old = Upload.objects.filter(Q(uploaded_at__lt=now - KEPT_FOR) | unfinished)
    found = list(old.order_by("pk"))
    for upload in found:
        remove(upload)
    return len(found)
