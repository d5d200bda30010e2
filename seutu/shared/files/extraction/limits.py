"""What the process of a reader may use. It sets the limits on itself, before it looks at the file."""

from __future__ import annotations

import resource

MEMORY = 1024 * 1024 * 1024
OPEN_FILES = 32


def set_limits(seconds: int) -> None:
    """Allow so many seconds of processor time, one gigabyte of memory, few open files and no writing.

    Some systems (macOS) know a limit by name and refuse to set it. There the clock of the parent remains.
    """
    wanted = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in wanted.items():
        _set(limit, most)


def _set(limit: int, most: int) -> None:
    _soft, hard = resource.getrlimit(limit)
    lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(limit, (lowest, lowest))
    except (ValueError, OSError):
        return
