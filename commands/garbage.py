"""How a process of this tool looks for garbage: seldom, since nearly all that it makes is in use until it ends."""

from __future__ import annotations

import atexit
import gc

#: After how many new objects garbage is searched for (Python: 700). Most of what is not in use is let go without that.
OBJECTS_BETWEEN_SEARCHES = 50_000


def search_seldom() -> None:
    """Search for garbage seldom in this process, and not as it ends: then nothing is garbage any more."""
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
