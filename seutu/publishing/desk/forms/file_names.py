"""What the name of a file tells of an attachment."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST_TITLE = 300
# “Liite 3 Kartta.pdf”, “bilaga_12 - karta.pdf”: the number is shown beside the title, and need not stand in it.
_NUMBERED = re.compile(r"(?:liite|bilaga|attachment)[\s_.-]*(\d{1,3})(?!\d)[\s_.:,-]*(.*)", re.IGNORECASE | re.DOTALL)
# What a machine runs and nobody reads.
_PROGRAMS = frozenset(
    "exe msi msix com scr bat cmd ps1 vbs vbe js jse wsf wsh hta jar apk app dmg pkg deb rpm sh bin dll cpl lnk".split()
)


def is_program(name: str) -> bool:
    """Whether a file calls itself a programme."""
    return name.rpartition(".")[2].lower() in _PROGRAMS and "." in name


def told_by_name(name: str, taken: Collection[int]) -> tuple[str, int]:
    """The title and the number of an attachment: the number that its name tells when it is free, else the next one."""
    stem = name.rsplit(".", 1)[0] or name
    next_free = max(taken, default=0) + 1
    found = _NUMBERED.fullmatch(stem.strip())
    if not found:
        return stem[:LONGEST_TITLE], next_free
    number, title = int(found[1]), found[2].strip()
    is_free = number > 0 and number not in taken
    return (title or stem)[:LONGEST_TITLE], number if is_free else next_free
