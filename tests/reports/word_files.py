"""Word files as somebody changes them and sends them back."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

BODY = "word/document.xml"


def rewritten(content: bytes, old: str, new: str, part: str = BODY) -> bytes:
    """Return a Word file in which one part says something else, once."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as package:
        for name in parts.namelist():
            data = parts.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            package.writestr(name, data)
    return out.getvalue()


def with_part(content: bytes, part: str, data: bytes) -> bytes:
    """Return a Word file with one more part, or another in the place of one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as package:
        for name in parts.namelist():
            if name != part:
                package.writestr(name, parts.read(name))
        package.writestr(part, data)
    return out.getvalue()


def pictured(content: bytes, after: str, part: str) -> bytes:
    """Return a Word file with a picture after some words, as Word puts one there."""
    drawn = f'<w:drawing><a:blip xmlns:a="urn:a" xmlns:r="urn:r" r:embed="{part}"/></w:drawing>'
    said = f"{after}</w:t></w:r>"
    content = rewritten(content, said, f"{said}<w:r>{drawn}</w:r>")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    related = f'<Relationship Id="{part}" Type="{kind}" Target="media/{part}.png"/></Relationships>'
    content = rewritten(content, "</Relationships>", related, "word/_rels/document.xml.rels")
    return with_part(content, f"word/media/{part}.png", b"PNG1")


def sent(content: bytes, name: str = "Final paper.docx") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)
