"""Writes to the index beside a measurement, as a worker does in busy hours, until its standard input ends."""

from __future__ import annotations

import os
import random
import sys
import threading

import _corpus

AT_ONCE = 5


def main() -> None:
    import django

    django.setup()
    from seutu.shared.search import writer
    from seutu.shared.search.actions import note_changed

    count = int(os.environ[_corpus.COUNT])
    _corpus.register(count)
    stop = threading.Event()
    thread = threading.Thread(target=writer.run, args=(stop,))
    thread.start()
    chance = random.Random(5)
    threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
    while not stop.wait(0.2):
        note_changed(_corpus.KIND, chance.sample(range(1, count + 1), AT_ONCE))
    thread.join()


if __name__ == "__main__":
    main()
