"""Text as XML can carry it."""

import re
from xml.sax.saxutils import escape

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def in_xml(text: str) -> str:
    """Return the text with � for each character that XML cannot hold."""
    return _NOT_IN_XML.sub("�", text)


def escaped(text: str) -> str:
    """Return the text as it stands in XML, between tags or in double quotes."""
    return escape(in_xml(text), {'"': "&quot;"})
