"""Characters that no text of ours may hold. Readers of files use this, so it imports the standard library only."""

from __future__ import annotations

import re

# C0 and C1 controls but tab, line feed and carriage return; lone surrogates and non-characters.
# One of them in a text makes a whole XML feed unreadable, and PostgreSQL refuses NUL.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")


def strip_control(text: str) -> str:
    """``text`` without control characters; line ends become ``\\n``."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
