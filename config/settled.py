"""What a server keeps for as long as it runs is set aside, so that no request looks through it."""

import gc

from django.urls import get_resolver

# Containers made before the collector looks for unreachable ones: a page over ten plans makes
# a few hundred thousand, all of which go with the request.
BEFORE_A_LOOK = 100_000


def settle() -> None:
    """Load every address with its view, then keep what is loaded out of garbage collection.

    It stays until the process ends, and looking through it took a quarter of the longest pages.
    """
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()
    gc.set_threshold(BEFORE_A_LOOK, 10, 10)
