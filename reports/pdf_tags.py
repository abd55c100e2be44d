"""Finishes the tags of a PDF that WeasyPrint has laid out, just before it is written.

WeasyPrint's PDF/UA-1 is valid, but leaves out what helps a person most: which way a header cell
points, an index of the cells that are referred to, what a link leads to in words, and that the
running foot is not part of the text. `finish` is a finisher as `weasyprint.HTML.write_pdf` takes
it: a function of the document and of the `pydyf.PDF`.
"""

from collections.abc import Iterable

import pydyf
from weasyprint import Document


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Change the PDF in place: links, lists and headers described, IDs indexed, feet artifacts."""
    _describe_links(document)
    root = at(pdf, pdf.catalog["StructTreeRoot"])
    _unnest(pdf, root)
    _pair_labels(pdf, [element for _, element in _descendants(pdf, root)])
    elements = dict(_descendants(pdf, root))
    _scope_headers(pdf, elements.values())
    _index_ids(root, elements.values())
    _mark_running_text(pdf, root, set(elements))


def at(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    """Return the object that a reference stands for."""
    return pdf.objects[int(reference.split()[0])]


def _descendants(
    pdf: pydyf.PDF, parent: pydyf.Dictionary
) -> Iterable[tuple[int, pydyf.Dictionary]]:
    """Each structure element below `parent`, with its object number, in reading order."""
    waiting = [parent]
    while waiting:
        kids = [at(pdf, kid) for kid in waiting.pop()["K"] if isinstance(kid, bytes)]
        elements = [kid for kid in kids if kid.get("Type") == "/StructElem"]
        waiting.extend(reversed(elements))
        yield from ((element.number, element) for element in elements)


def _describe_links(document: Document) -> None:
    """Give each link the text of its element, where WeasyPrint puts the bare address."""
    for page in document.pages:
        for _, _, _, box in page.links:
            words = " ".join("".join(box.element.itertext()).split())
            if words and box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String(words)


def _unnest(pdf: pydyf.PDF, root: pydyf.Dictionary) -> None:
    """Let a heading or paragraph hold no second of itself.

    WeasyPrint gives lines that stand beside a number of their own a box with the same tag.
    """
    for _, element in _descendants(pdf, root):
        if element["S"] in _ONCE:
            for kid in _kids(pdf, element):
                if kid["S"] == element["S"]:
                    kid["S"] = "/Span"


_ONCE = frozenset(["/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"])


def _pair_labels(pdf: pydyf.PDF, elements: Iterable[pydyf.Dictionary]) -> None:
    """Give each list entry a label and a body (ISO 32000-1, 14.8.4.3.3), where divisions stand.

    An entry with a bullet holds its body as a division; one that prints its label in words holds
    label and body as two divisions within a body of WeasyPrint's.
    """
    for entry in [element for element in elements if element["S"] == "/LI"]:
        [*_, last] = kids = _kids(pdf, entry)
        inner = _kids(pdf, last) if last["S"] == "/LBody" else []
        if [kid["S"] for kid in inner] == ["/Div", "/Div"]:
            inner[0]["S"] = "/Lbl"
            entry["K"] = pydyf.Array([kid.reference for kid in inner])
            last.clear()
            kids = inner
        for kid in kids:
            kid["P"] = entry.reference
            if kid["S"] == "/Div":
                kid["S"] = "/LBody"


def _kids(pdf: pydyf.PDF, parent: pydyf.Dictionary) -> list[pydyf.Dictionary]:
    kids = (at(pdf, kid) for kid in parent["K"] if isinstance(kid, bytes))
    return [kid for kid in kids if kid.get("Type") == "/StructElem"]


def _scope_headers(pdf: pydyf.PDF, elements: Iterable[pydyf.Dictionary]) -> None:
    """Header cells of a table's head belong to columns, all others to rows."""
    for element in elements:
        if element["S"] == "/TH":
            section = at(pdf, at(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if section["S"] == "/THead" else "/Row"


def _index_ids(root: pydyf.Dictionary, elements: Iterable[pydyf.Dictionary]) -> None:
    """Cells name their headers by ID; the tree's root must list where the IDs are."""
    found = {element["ID"].string: element for element in elements if "ID" in element}
    if found:
        names = pydyf.Array()
        for name in sorted(found):
            names.extend([found[name]["ID"], found[name].reference])
        root["IDTree"] = pydyf.Dictionary({"Names": names})


def _mark_running_text(pdf: pydyf.PDF, root: pydyf.Dictionary, reached: set[int]) -> None:
    """Turn text of page margins, whose elements hang from no parent, into page artifacts."""
    nums = at(pdf, root["ParentTree"])["Nums"]
    for page, owners in zip(_pages(pdf), nums[1::2], strict=False):
        running = {
            mcid for mcid, owner in enumerate(owners) if int(owner.split()[0]) not in reached
        }
        for mcid in running:
            at(pdf, owners[mcid]).clear()
            owners[mcid] = b"null"
        _make_artifacts(at(pdf, page["Contents"]).stream, running)


def _pages(pdf: pydyf.PDF) -> Iterable[pydyf.Dictionary]:
    return (pdf.objects[number] for number in pdf.pages["Kids"][::3])


def _make_artifacts(operators: list, running: set[int]) -> None:
    for index, operand in enumerate(operators):
        if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in running:
            operators[index - 1] = "/Artifact"
            operators[index] = pydyf.Dictionary({"Type": "/Pagination"})
