"""A paper as a Word file."""

from reports.docx import Foot, Paragraph, Words, docx_bytes
from reports.paper import document as paper
from reports.paper.document import Document, walk


def paper_docx(document: Document) -> bytes:
    """Return the paper as a Word file; the same paper gives the same bytes."""
    content = [Paragraph((Words(document.title),), "Heading1")]
    for block in walk(document.blocks):
        if isinstance(block, paper.Heading):
            content.append(Paragraph((Words(f"{block.number} {block.text}".strip()),), "Heading2"))
        elif isinstance(block, paper.Paragraph):
            content.append(Paragraph((Words(f"{block.number} {block.text}".strip()),)))
    foot = Foot(f"{document.council} · {document.title}", document.as_at)
    return docx_bytes(document.title, document.council, foot, content)
