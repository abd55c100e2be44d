"""Files of every kind that is taken, small and made on the spot, and hostile ones."""

import io
import zipfile

OOXML = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": OOXML + "wordprocessingml.document.main+xml",
    "xlsx": OOXML + "spreadsheetml.sheet.main+xml",
    "pptx": OOXML + "presentationml.presentation.main+xml",
}
ODF = "application/vnd.oasis.opendocument."
MIME = {"odt": ODF + "text", "ods": ODF + "spreadsheet", "odp": ODF + "presentation"}

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\0" * 40
EXIF_JPEG = b"\xff\xd8\xff\xe1\0\x10Exif\0\0" + b"\0" * 40
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
EXE = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + b"\0" * 200
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive with these members, in order."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def types(*said: str) -> str:
    """Return what an office file says that its parts are."""
    parts = "".join(f'<Override PartName="/p{n}" ContentType="{t}"/>' for n, t in enumerate(said))
    return f'<?xml version="1.0"?><Types>{parts}</Types>'


def office(ending: str, *more: str, **members: str | bytes) -> bytes:
    """Return a Word, Excel or PowerPoint file, with `more` content types and members."""
    return zipped({"[Content_Types].xml": types(MAIN[ending], *more)} | members)


def open_document(ending: str, **members: str | bytes) -> bytes:
    return zipped({"mimetype": MIME[ending], "content.xml": "<office/>"} | members)
