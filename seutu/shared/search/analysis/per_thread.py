"""One of a thing for each thread: what the C libraries give must not be used by two threads at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class PerThread(Generic[Thing]):
    """Makes the thing when a thread first asks for it. A fork carries over only the asking thread's, which is at rest:
    so there is no lock that a fork could leave held, and no half-used thing in the child.
    """

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make = make
        self._local = threading.local()

    def get(self) -> Thing:
        """This thread's own."""
        try:
            thing: Thing = self._local.thing
        except AttributeError:
            thing = self._local.thing = self._make()
        return thing
