"""Words for evidence: how large a file is, what it is, where a link leads."""

from urllib.parse import urlsplit

from django import template

from actionplans.models import Evidence, Upload
from councils.file_types import TAKEN, ending_of

register = template.Library()


@register.filter
def size_words(size: int) -> str:
    """Return a size in bytes in words: "240 KB", "1.2 MB"."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@register.filter
def file_words(piece: Evidence | Upload) -> str:
    """Return what a file is and how large: "PDF, 240 KB"."""
    taken = TAKEN.get(ending_of(piece.file_name))
    return ", ".join([*([taken.words] if taken else []), size_words(piece.size)])


@register.filter
def host(url: str) -> str:
    """Return the host that an address leads to."""
    return urlsplit(url).hostname or ""


@register.filter
def attached_words(pieces: list[Evidence]) -> str:
    """Return how much evidence there is: "2 files and 1 link"; "" for none."""
    links = sum(1 for piece in pieces if piece.url)
    counts = [(len(pieces) - links, "file"), (links, "link")]
    return " and ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n)
