"""PDF files before the second checker, veraPDF, where Java is installed."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.conf import settings

NOT_INSTALLED = 3


def second_opinion(pdfs: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return the rules that veraPDF finds broken in each file, all looked at in one call.

    Skips the test where veraPDF is not installed, with the sentence of `bin/verify-pdf`.
    """
    files = {str(folder / f"{place}.pdf"): name for place, name in enumerate(pdfs)}
    for path, name in files.items():
        Path(path).write_bytes(pdfs[name])
    command = [str(settings.BASE_DIR / "bin/verify-pdf"), *files]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == NOT_INSTALLED:
        pytest.skip(done.stderr.strip())
    found = _read(done.stdout, files)
    assert list(found) == list(pdfs), done.stderr
    assert done.returncode == int(any(found.values()))
    return found


def _read(said: str, files: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the broken rules by file, from a line for each file and an indented one for each."""
    found: dict[str, list[str]] = {}
    rules: list[str] = []
    for line in said.splitlines():
        if line.startswith("  "):
            rules.append(line.strip())
        else:
            verdict, _, path = line.partition(" ")
            rules = found[files[path]] = [] if verdict == "PASS" else [verdict]
    return found
