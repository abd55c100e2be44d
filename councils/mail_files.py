"""Whether a file is an e-mail, as mailboxes save one. Nothing in it is unpacked."""

import re
from email.parser import BytesHeaderParser
from typing import BinaryIO

# So much of a file is looked at for the headers: those of mail servers come first.
HEADERS = 1 << 18
_FIELD = re.compile(rb"[\x21-\x39\x3b-\x7e]+:[ \t]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
# The name of a stream that every message of [MS-OXMSG] has.
_PROPERTIES = "__properties_version1.0".encode("utf-16-le")


def is_mail(ending: str, content: BinaryIO) -> bool:
    """Return whether a file is an e-mail of the kind its ending says: "eml" or "msg"."""
    content.seek(0)
    return _is_msg(content) if ending == "msg" else _is_eml(content)


def _is_eml(content: BinaryIO) -> bool:
    """Return whether it begins with the headers of an e-mail: from whom, and when or to whom."""
    head = content.read(HEADERS)
    if not _FIELD.match(head) or _BINARY.search(head[:4096]):
        return False
    read = BytesHeaderParser().parsebytes(head)
    return "From" in read and any(name in read for name in ("Date", "To", "Subject"))


def _is_msg(content: BinaryIO) -> bool:
    """Return whether it is a compound file that holds the properties of an Outlook e-mail."""
    data = content.read()
    return data.startswith(_OLE2) and _PROPERTIES in data
