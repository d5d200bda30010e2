"""The system's libvoikko: quick, small, and the best there is; Debian has it in libvoikko1 and voikko-fi."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

from seutu.shared.search.analysis.analyzers.analyzer import DictionaryAnalyzer, NotAtHand
from seutu.shared.search.analysis.analyzers.readings import keys_of
from seutu.shared.search.analysis.keys import Keys
from seutu.shared.search.analysis.per_thread import PerThread

# Where Debian, Fedora and Homebrew keep the dictionary. It has no version that the library would tell.
DICTIONARY_PLACES = ("/usr/lib/voikko", "/usr/lib64/voikko", "/usr/share/voikko", "/opt/homebrew/lib/voikko")


class Voikko(DictionaryAnalyzer):
    """Asks libvoikko, by a handle for each thread: they cost a millisecond and 0.1 MB each."""

    name = "voikko"

    def __init__(self) -> None:
        """Load the library and the dictionary.

        :raises NotAtHand: one of them is missing.
        """
        super().__init__()
        self._handles = PerThread(_handle)
        version = self._handles.get().getVersion()
        self.identity = f"voikko-{version}-{_dictionary_sum()}"

    def known(self, word: str) -> Keys | None:
        # Names of offices have a reading without the automaton's output, always beside one that has it.
        return keys_of([reading.get("FSTOUTPUT", "") for reading in self._handles.get().analyze(word)], self.part_keys)


def _handle() -> Any:
    try:
        import libvoikko  # may be missing
    except ImportError as error:
        raise NotAtHand("the Python package libvoikko is not installed") from error
    try:
        # On its own first: a Voikko that does not come to be complains to stderr when it goes.
        libvoikko.VoikkoLibrary.open()
        return libvoikko.Voikko("fi")
    except OSError as error:
        raise NotAtHand("the system has no libvoikko (Debian: apt install libvoikko1 voikko-fi)") from error
    except libvoikko.VoikkoException as error:
        raise NotAtHand("the system has no Finnish dictionary (Debian: apt install voikko-fi)") from error


def _dictionary_sum() -> str:
    files = [path for place in DICTIONARY_PLACES for path in sorted(Path(place).glob("*/mor-*/mor.vfst"))]
    return "-".join(f"{zlib.crc32(path.read_bytes()):08x}" for path in files)
