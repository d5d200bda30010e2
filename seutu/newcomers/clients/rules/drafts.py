"""How long what was typed and not saved is kept."""

from __future__ import annotations

import datetime as dt

# A fortnight: past a week's leave, and short of becoming a second register that nobody looks after.
KEPT_FOR = dt.timedelta(days=14)
# Long enough for a form that is sent once more from a page left open over night.
RECEIPTS_KEPT_FOR = dt.timedelta(days=2)
FIELDS_AT_MOST = 400
CHARACTERS_AT_MOST = 200_000
