"""Files that are called reports and are not, made small: most unpack to what harms a reader."""

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from tests.inspections.report_papers import ilacs, pdf


def _saved(document: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def _report() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(honest()))


def honest() -> bytes:
    """Return a report that can be read, the positive control of what is made from it."""
    grades = ("Good", "Good", "Good", "Good")
    headings = (
        "The impact of leaders on social work practice with children and families",
        "The experiences and progress of children who need help and protection",
        "The experiences and progress of children in care and care leavers",
        "Overall effectiveness",
    )
    return pdf(ilacs(headings, grades, "17 to 28 June 2019", told="good"))


def scan() -> bytes:
    """Return pages with a picture and no text."""
    return pdf("<svg width=300 height=300><rect width=200 height=200 /></svg>" * 2)


def encrypted() -> bytes:
    """Return a report that needs a password to be opened."""
    return _saved(_report(), encryption=pikepdf.Encryption(user="secret", owner="secret"))


def truncated() -> bytes:
    """Return the first part of a report, as a broken download leaves it."""
    return honest()[:2_000]


def many_pages(count: int = 5_000) -> bytes:
    """Return a PDF of very many small pages."""
    document = pikepdf.new()
    for _ in range(count):
        document.add_blank_page()
    return _saved(document)


def script() -> bytes:
    """Return a report that runs a program when it is opened."""
    document = _report()
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('x')")
    return _saved(document)


def hidden_script() -> bytes:
    """Return a report whose program stands in a packed part of the file."""
    document = _report()
    action = document.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert('x')"))
    document.Root.OpenAction = action
    return _saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _of_stream(content: bytes, packings: int = 1) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    for _ in range(packings):
        content = zlib.compress(content, 9)
    filters = Array([Name.FlateDecode] * packings)
    document.pages[0].Contents = Stream(document, content, Filter=filters)
    return _saved(document, compress_streams=False)


def bomb() -> bytes:
    """Return a page whose text unpacks to some 2 GB: a stream packed twice."""
    packer, packed = zlib.compressobj(9), io.BytesIO()
    for _ in range(2_000):
        packed.write(packer.compress(b" " * 1024**2))
    packed.write(packer.flush())
    document = pikepdf.new()
    document.add_blank_page()
    stream = Stream(document, zlib.compress(packed.getvalue(), 9))
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    document.pages[0].Contents = stream
    return _saved(document, compress_streams=False)


def endless_text() -> bytes:
    """Return a page with as many runs of text as take hours to compare."""
    return _of_stream(b"BT /F1 1 Tf " + b"(x) Tj 1 0 Td " * 2_000_000 + b"ET")


def page_loop() -> bytes:
    """Return a PDF whose list of pages holds itself."""
    document = _report()
    pages = document.Root.Pages
    pages.Kids = Array([pages, pages])
    pages.Count = 50
    return _saved(document)


def form_loop() -> bytes:
    """Return a page with a drawing that draws itself twice."""
    document = pikepdf.new()
    document.add_blank_page()
    form = document.make_stream(b"/F Do /F Do BT /G 9 Tf (x) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    page = document.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(F=form))
    page.Contents = document.make_stream(b"/F Do")
    return _saved(document)
