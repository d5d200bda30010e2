"""The system's libvoikko: quick, small, and the best there is; Debian has it in libvoikko1 and voikko-fi."""

from __future__ import annotations

import os
import zlib
from ctypes import byref, c_char_p
from pathlib import Path

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
        self._handles = PerThread(Handle)
        self.identity = f"voikko-{self._handles.get().version}-{_dictionary_sum()}"

    def known(self, word: str) -> Keys | None:
        return keys_of(self._handles.get().outputs(word), self.part_keys)


class Handle:
    """One thread's way to the dictionary.

    It passes by the binding's own ``analyze``, which fetches ten properties of each reading: asking for the one that we
    need makes the whole a third quicker.
    """

    def __init__(self) -> None:
        """Load the dictionary.

        :raises NotAtHand: the binding, the library or the dictionary is missing.
        """
        self._handle, self._pid = None, os.getpid()
        try:
            import libvoikko  # may be missing

            self._library = libvoikko.VoikkoLibrary.open()
        except ImportError as error:
            raise NotAtHand("the Python package libvoikko is not installed") from error
        except OSError as error:
            raise NotAtHand("the system has no libvoikko (Debian: apt install libvoikko1 voikko-fi)") from error
        problem = c_char_p()
        handle = self._library.voikkoInit(byref(problem), b"fi", None)
        if problem.value is not None:
            raise NotAtHand("the system has no Finnish dictionary (Debian: apt install voikko-fi)")
        self._handle = handle
        self.version = libvoikko.Voikko.getVersion()

    def __del__(self) -> None:
        # After a fork, the handles of the parent's other threads may have stopped in the middle: they are left alone.
        if self._handle and self._pid == os.getpid():
            self._library.voikkoTerminate(self._handle)

    def outputs(self, word: str) -> list[str]:
        """What the automaton says of a word, for each of its readings."""
        readings = self._library.voikkoAnalyzeWordUcs4(self._handle, word)
        if not readings:
            return []
        outputs: list[str] = []
        # Names of offices have a reading without output, always beside one that has it.
        while reading := readings[len(outputs)]:
            outputs.append(self._library.voikko_mor_analysis_value_ucs4(reading, b"FSTOUTPUT") or "")
        self._library.voikko_free_mor_analysis(readings)
        return outputs


def _dictionary_sum() -> str:
    files = [path for place in DICTIONARY_PLACES for path in sorted(Path(place).glob("*/mor-*/mor.vfst"))]
    return "-".join(f"{zlib.crc32(path.read_bytes()):08x}" for path in files)
