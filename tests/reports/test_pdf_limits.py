"""No paper can hold up, starve or end the process that asked for it."""

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from reports import glyphs
from reports.pdf import Limits, PaperTooLong, Renderer, RenderingFailed
from tests.pdf_reading import read_pdf

PAGE = '<html lang="en-GB"><title>A paper</title><h1>A paper</h1>{}'
ENDLESS = PAGE.format("<p>One of very many lines.</p>" * 200_000)
SHORT = PAGE.format("<p>The next paper.</p>")


def children() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid}


def assert_still_prints(renderer: Renderer) -> None:
    assert "The next paper." in read_pdf(renderer.render(SHORT)).text


@pytest.mark.parametrize(
    "limits",
    [
        Limits(wall_seconds=4),
        Limits(cpu_seconds=4),
        Limits(memory_bytes=300 * 1024**2),
        Limits(characters=100_000),
    ],
    ids=["wall clock", "processor", "memory", "length"],
)
def test_a_paper_over_a_limit_is_refused_and_the_next_is_printed(limits: Limits) -> None:
    others = children()
    with Renderer(limits) as renderer:
        assert_still_prints(renderer)
        first = children() - others
        with pytest.raises(PaperTooLong, match="too long to print"):
            renderer.render(ENDLESS)
        assert_still_prints(renderer)
        if limits.characters > len(ENDLESS):
            assert first.isdisjoint(children())


def test_deeply_nested_markup_is_refused_and_the_next_is_printed(renderer: Renderer) -> None:
    with pytest.raises(PaperTooLong):
        renderer.render(PAGE.format("<div>" * 2_000))
    assert_still_prints(renderer)


def test_a_child_that_is_killed_fails_one_paper_only() -> None:
    others = children()
    with Renderer() as renderer:
        assert_still_prints(renderer)
        (child,) = children() - others
        threading.Timer(0.5, os.kill, (child, signal.SIGKILL)).start()
        with pytest.raises(RenderingFailed, match="Try again"):
            renderer.render(ENDLESS)
        assert_still_prints(renderer)


def test_an_idle_child_that_is_killed_fails_no_paper() -> None:
    others = children()
    with Renderer() as renderer:
        for _ in range(2):
            assert_still_prints(renderer)
            (child,) = children() - others
            os.kill(child, signal.SIGKILL)
        assert_still_prints(renderer)


def test_missing_typefaces_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "FONTSOURCE", Path("nowhere"))
    with Renderer() as renderer, pytest.raises(RenderingFailed, match="bin/setup"):
        renderer.render(SHORT)


def test_the_child_is_replaced_after_some_papers() -> None:
    with Renderer(papers_per_child=2) as renderer:
        used = set()
        for _ in range(5):
            assert_still_prints(renderer)
            used |= children()
        assert len(used) >= 2


def test_closing_ends_the_child_and_a_new_paper_starts_another() -> None:
    before = children()
    renderer = Renderer()
    assert_still_prints(renderer)
    renderer.close()
    assert children() <= before
    assert_still_prints(renderer)
    renderer.close()


def test_threads_share_one_child() -> None:
    texts: list[str] = []
    with Renderer() as renderer:
        threads = [
            threading.Thread(
                target=lambda n=n: texts.append(
                    read_pdf(renderer.render(PAGE.format(f"<p>Thread {n}</p>"))).text
                )
            )
            for n in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(text.splitlines()[-1] for text in texts) == [f"Thread {n}" for n in range(6)]
