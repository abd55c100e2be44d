"""One warm child draws the papers of all tests here; what it drew is kept by its text."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from reports.paper.document import Document
from reports.paper_files import paper_html
from reports.pdf import Limits, Renderer


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """A busy machine may take its time: what a paper costs is for `bin/bench` to say."""
    with Renderer(Limits(wall_seconds=1800)) as renderer:
        yield renderer


@pytest.fixture(scope="session")
def printed(renderer: Renderer) -> Callable[[str], bytes]:
    """The PDF of a page in house style."""
    return cache(renderer.render)


@pytest.fixture(scope="session")
def drawn(renderer: Renderer) -> Callable[[Document], bytes]:
    """The PDF of a paper."""
    kept: dict[str, bytes] = {}

    def draw(document: Document) -> bytes:
        html = paper_html(document)
        if html not in kept:
            kept[html] = renderer.render(html, "")
        return kept[html]

    return draw
