"""The role that owns the tables: backup, restore and upgrade need it, and what serves must not have it."""

from __future__ import annotations

import os

from seutu import environment
from seutu.launcher.installation import Refusal

DATABASE, OWNER = "SEUTU_DATABASE", "SEUTU_DATABASE_OWNER"


def use() -> None:
    """Let the settings, which are read after this, name the database as its owner reaches it.

    :raises Refusal: the address is in a file that cannot be read.
    """
    try:
        address = environment.text(OWNER)
    except environment.BadSetting as error:
        raise Refusal(str(error)) from error
    if address:
        os.environ.pop(f"{DATABASE}_FILE", None)
        os.environ[DATABASE] = address
