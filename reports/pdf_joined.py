"""Puts what two processes drew of one paper into one PDF (see `pdf_halves`).

The second process hands over a `Parcel`: its pages, the structure of what stands on them, and all
that these refer to, as they will stand in the file but for the numbers of the objects.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pydyf
from weasyprint import Document

from reports.pdf_tags import at
from reports.pdf_written import Written, as_written

# Names and numbers of the second process come after all of the first's.
LATER = 10**6

_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|(\d+) 0 R", re.DOTALL)
_STREAM = b"\nstream\n"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a process drew of a paper, from page number `first` (counted from 0) on."""

    first: int
    # Of each page, the numbers of its object and of its content.
    pages: list[tuple[int, int]]
    # The number of the structure element that is the whole document, and what it holds.
    whole: int
    kids: list[bytes]
    # What owns the content of each page, by its number; and of each link, by a number of its own.
    owners: list[bytes]
    links: list[tuple[int, bytes]]
    # The IDs of header cells, and the cells.
    ids: list[tuple[bytes, bytes]]
    objects: list[tuple[int, bytes, bool]]


def parcel_of(document: Document, pdf: pydyf.PDF, first: int) -> Parcel:
    """Return what was drawn from page `first` on, with names that are nobody else's."""
    root, whole, nums = _structure(pdf)
    count = len(document.pages)
    numbers = pdf.pages["Kids"][: 3 * count : 3]
    pages = [(number, _number(pdf.objects[number]["Contents"])) for number in numbers[first:]]
    ids = _renamed(root)
    links = [(key + LATER, owner) for key, owner in _pairs(nums[2 * count :])]
    for number, _ in pages:
        for annotation in pdf.objects[number].get("Annots", ()):
            at(pdf, annotation)["StructParent"] += LATER
    starts = [number for number, _ in pages] + [_number(kid) for kid in whole["K"]]
    stops = {pdf.pages.number, whole.number, *numbers[:first]}
    return Parcel(
        first,
        pages,
        whole.number,
        list(whole["K"]),
        [owners.data for owners in nums[2 * first + 1 : 2 * count : 2]],
        links,
        ids,
        _with_own_fonts(document, _reached(pdf, starts, stops)),
    )


def join(pdf: pydyf.PDF, parcel: Parcel) -> None:
    """Put a parcel's pages in the place of the empty ones that `pdf` has for them."""
    root, whole, nums = _structure(pdf)
    places = {pdf.pages.number: pdf.pages.number, parcel.whole: whole.number}
    kids = pdf.pages["Kids"][3 * parcel.first :: 3]
    for number, (page, content) in zip(kids, parcel.pages, strict=True):
        places |= {page: number, content: _number(pdf.objects[number]["Contents"])}
    new = (number for number, _, _ in parcel.objects if number not in places)
    places |= {number: place for place, number in enumerate(new, len(pdf.objects))}
    pdf.objects.extend([None] * (max(places.values()) + 1 - len(pdf.objects)))
    move = _mover(places)
    for number, data, compressible in parcel.objects:
        thing = pdf.objects[places[number]] = Written(_moved(data, move), compressible)
        thing.number = places[number]
    whole["K"].extend(map(move, parcel.kids))
    for page, owners in enumerate(parcel.owners, parcel.first):
        nums[2 * page + 1] = move(owners)
    nums.extend(part for key, owner in parcel.links for part in (key, move(owner)))
    if parcel.ids:
        names = root.setdefault("IDTree", pydyf.Dictionary({"Names": pydyf.Array()}))["Names"]
        names.extend(part for name, cell in parcel.ids for part in (name, move(cell)))


def _structure(pdf: pydyf.PDF) -> tuple[pydyf.Dictionary, pydyf.Dictionary, pydyf.Array]:
    root = at(pdf, pdf.catalog["StructTreeRoot"])
    return root, at(pdf, root["K"][0]), at(pdf, root["ParentTree"])["Nums"]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _pairs(items: list) -> Iterable[tuple]:
    return zip(items[::2], items[1::2], strict=True)


def _renamed(root: pydyf.Dictionary) -> list[tuple[bytes, bytes]]:
    """Rename all IDs; cells name their headers by the same objects."""
    names = root.get("IDTree", {}).get("Names", [])
    for name in names[::2]:
        name.string = f"~{name.string}"
    return [(name.data, cell) for name, cell in _pairs(names)]


def _reached(pdf: pydyf.PDF, starts: list[int], stops: set[int]) -> dict[int, Written]:
    found: dict[int, Written] = {}
    waiting = starts[::-1]
    while waiting:
        number = waiting.pop()
        if number not in found and number not in stops:
            found[number] = as_written(pdf.objects[number])
            head = found[number].data.partition(_STREAM)[0]
            waiting.extend(int(other) for other in _REFERENCE.findall(head) if other)
    return found


def _with_own_fonts(document: Document, found: dict[int, Written]) -> list[tuple[int, bytes, bool]]:
    """Rename the fonts' parts: two of one font have two names (ISO 32000-1, 9.6.4)."""
    hashes = [font.hash.encode() for font in document.fonts.values()]
    names = {b"/%s+" % each: b"/%s+" % each.translate(_ROTATED) for each in hashes}
    objects = []
    for number, thing in found.items():
        data = thing.data
        if thing.compressible and b"Font" in data:
            for old, own in names.items():
                data = data.replace(old, own)
        objects.append((number, data, thing.compressible))
    return objects


_LETTERS = bytes(range(65, 91))
_ROTATED = bytes.maketrans(_LETTERS, _LETTERS[13:] + _LETTERS[:13])


def _mover(places: dict[int, int]) -> Callable[[bytes], bytes]:
    def place(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % places[int(found[1])] if found[1] else found[0]

    return lambda data: _REFERENCE.sub(place, data)


def _moved(data: bytes, move: Callable[[bytes], bytes]) -> bytes:
    head, stream, body = data.partition(_STREAM)
    return move(head) + stream + body
