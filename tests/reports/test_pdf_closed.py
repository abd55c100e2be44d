"""A paper reaches neither the network nor the disk, whatever stands in its markup or style."""

import base64
import contextlib
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from reports.pdf import Renderer, RenderingFailed
from tests.pdf_reading import read_pdf

CANARY = "canary-in-the-file"


class Server(http.server.ThreadingHTTPServer):
    """Listens on this machine and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.hits: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.hits.append(self.path)
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", self.server.address + "/elsewhere")
        else:
            self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def as_data(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}</svg>'

# {} is the address; each is tried with a file and with the listening server.
MARKUP = {
    "image": '<img alt="x" src="{}">',
    "image set": '<img alt="x" srcset="{} 2x">',
    "object": '<object data="{}" type="image/png">x</object>',
    "embed": '<embed src="{}">',
    "frame": '<iframe src="{}"></iframe>',
    "video": '<video poster="{}" src="{}"></video>',
    "stylesheet": '<link rel="stylesheet" href="{}">',
    "attachment": '<link rel="attachment" href="{}">',
    "attached link": '<a rel="attachment" href="{}">x</a>',
    "icon": '<link rel="icon" href="{}">',
    "base": '<base href="{}/"><img alt="x" src="relative">',
    "imported style": '<style>@import url("{}");</style>',
    "style element": '<style>body {{ background: url("{}") }}</style>',
    "style attribute": '<p style="background-image: url({})">x</p>',
    "list image": '<ul style="list-style-image: url({})"><li>x</li></ul>',
    "content": '<style>p::before {{ content: url("{}") }}</style><p>x</p>',
    "border image": '<p style="border: 2px solid; border-image: url({}) 1">x</p>',
    "cursor": '<p style="cursor: url({}), auto">x</p>',
    "page background": '<style>@page {{ background: url("{}") }}</style>',
    "typeface": '<style>@font-face {{ font-family: f; src: url("{}") }} p {{ font-family: f }}'
    "</style><p>x</p>",
    "svg image": SVG.format('width="9" height="9"><title>x</title><image href="{}" width="9"/>'),
    "svg image, old": SVG.format('width="9"><title>x</title><image xlink:href="{}" width="9"/>'),
    "svg use": SVG.format('width="9" height="9"><title>x</title><use href="{}#a"/>'),
    "svg style": SVG.format('width="9"><title>x</title><style>@import url("{}");</style>'),
    "external entity": '<!DOCTYPE html [<!ENTITY e SYSTEM "{}">]><p>&e;</p>',
    "alternate data": '<meta http-equiv="refresh" content="0; url={}">',
    "colour profile": '<style>@color-profile --c {{ src: url("{}") }} p {{ color: color(--c 1 0 0)'
    " }}</style><p>x</p>",
}
NESTED = {
    "svg in an image": SVG.format('width="9" height="9"><image href="{}" width="9" height="9"/>'),
    "style of an svg in an image": SVG.format('width="9" height="9"><style>@import "{}";</style>'),
    "use in an svg in an image": SVG.format('width="9" height="9"><use href="{}#a"/>'),
}


def vectors(address: str) -> dict[str, str]:
    page = '<html lang="en-GB"><title>A paper</title><h1>A paper</h1>'
    filled = {name: page + markup.replace("{}", address) for name, markup in MARKUP.items()}
    for name, svg in NESTED.items():
        source = as_data(svg.replace("{}", address))
        filled[name] = f'{page}<img alt="x" src="{source}">'
    return {name: markup.replace("{{", "{").replace("}}", "}") for name, markup in filled.items()}


def everything_in(pdf: bytes) -> bytes:
    """All streams of the PDF unpacked, attached files included, and its readable text."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [obj for obj in opened.objects if isinstance(obj, pikepdf.Stream)]
        return read_pdf(pdf).text.encode() + b"".join(stream.read_bytes() for stream in streams)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that is text, style and picture enough to show if it was read."""
    path = tmp_path / "secret.svg"
    path.write_text(SVG.format(f'width="99" height="9"><text y="9">{CANARY}</text>'))
    return path


@pytest.mark.parametrize("name", vectors(""))
def test_neither_server_nor_file_is_reached(
    name: str, server: Server, secret: Path, renderer: Renderer
) -> None:
    addresses = [server.address + "/a", server.address + "/moved", secret.as_uri(), str(secret)]
    for address in [*addresses, "file:///etc/passwd", "ftp://127.0.0.1/a"]:
        try:
            found = everything_in(renderer.render(vectors(address)[name]))
        except RenderingFailed:
            continue
        assert CANARY.encode() not in found
        assert b"root:" not in found
    assert server.hits == []


def test_the_same_markup_does_reach_out_when_nothing_stops_it(server: Server, secret: Path) -> None:
    reached = set()
    for name, html in vectors(server.address + "/a").items():
        server.hits.clear()
        with contextlib.suppress(OSError, AttributeError):
            weasyprint.HTML(string=html).write_pdf()
        reached |= {name} if server.hits else set()
    assert len(reached) >= 12
    attached = weasyprint.HTML(string=vectors(secret.as_uri())["attachment"]).write_pdf()
    assert CANARY.encode() in everything_in_untagged(attached)


def everything_in_untagged(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [obj for obj in opened.objects if isinstance(obj, pikepdf.Stream)]
        return b"".join(stream.read_bytes() for stream in streams)


def test_the_style_given_by_the_caller_is_closed_too(server: Server, renderer: Renderer) -> None:
    html = '<html lang="en-GB"><title>A paper</title><h1>A paper</h1>'
    css = f'@import url("{server.address}/i"); h1 {{ background: url("{server.address}/b") }}'
    assert "A paper" in read_pdf(renderer.render(html, css)).text
    assert server.hits == []


def test_a_picture_that_carries_its_own_content_is_printed(renderer: Renderer) -> None:
    crest = as_data(SVG.format('width="9" height="9"><rect width="9" height="9"/>'))
    html = '<html lang="en-GB"><title>A paper</title><h1>A paper</h1><p><img alt="Crest" src="{}">'
    with_crest = renderer.render(html.format(crest))
    with pikepdf.open(io.BytesIO(with_crest)) as pdf:
        alts = [o.Alt for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert [str(alt) for alt in alts] == ["Crest"]
