"""The keys of encrypted fields: made at the first start, in a folder apart from the data, and never made twice.

A copy of the data folder must not hold the keys that open it. So that a start on a copy without its keys does not make
new ones in silence, the data folder remembers that keys were made, and nothing of them.
"""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from seutu.launcher.installation import Refusal, about_disk, write_secret

KEYS_DIR_NAME = "SEUTU_KEYS_DIR"
FIELD_KEYS, INDEX_KEY = "SEUTU_FIELD_KEYS", "SEUTU_INDEX_KEY"
FILES = {FIELD_KEYS: "field-keys", INDEX_KEY: "index-key"}
MADE = "field-keys-made"
README = "README.txt"
ABOUT = """The keys of the encrypted fields of Seutu. Without them, nobody can read what is encrypted in the database.

Copy this folder to a safe place, APART FROM THE COPIES OF THE DATA: who has both can read everything.
Keep old copies of the keys for as long as you keep old copies of the data.

field-keys   one key on each line; the first encrypts, all of them decrypt
index-key    the key of exact search in what is encrypted

How to change, bring back or lose them: docs/operations.md, “Keys”.

FI: Salausavaimet. Kopioi kansio turvalliseen paikkaan, ERILLEEN TIETOJEN VARMUUSKOPIOISTA.
SV: Krypteringsnycklar. Kopiera mappen till ett säkert ställe, SKILT FRÅN SÄKERHETSKOPIORNA AV DATA.
"""


def folder_of(data_dir: Path) -> Path:
    """``SEUTU_KEYS_DIR``, else a folder beside the data folder."""
    return Path(os.environ.get(KEYS_DIR_NAME) or f"{data_dir}.keys").expanduser().resolve()


def keep(data_dir: Path) -> None:
    """Use the keys of the installation's own folder for what the environment does not give; make them once.

    :raises Refusal: keys were made and are gone, or they cannot be written.
    """
    folder, made = folder_of(data_dir), data_dir / MADE
    # Looked at first: another process that starts now may be making them.
    were_made = made.exists()
    missing = use(data_dir)
    if not missing:
        return
    if were_made:
        raise Refusal(
            f"The keys of the encrypted fields are not in {folder}. Bring the folder back from its own copy. "
            f"If they are lost for good, delete {made}: new keys are made, and what was encrypted stays unreadable."
        )
    try:
        _make(folder, missing)
        note_made(data_dir)
    except OSError as error:
        raise Refusal(f"{about_disk(error, folder)} {KEYS_DIR_NAME} may name another folder for the keys.") from error
    use(data_dir)


def note_made(data_dir: Path) -> None:
    """Keep others from being made in silence where the keys are missing one day."""
    about = "Keys were made, and lie apart from the data. This file keeps others from being made.\n"
    (data_dir / MADE).write_text(about, encoding="ascii")


def use(data_dir: Path) -> list[str]:
    """Point the settings to the files that are there, and name those that neither files nor the environment give."""
    folder, missing = folder_of(data_dir), []
    for name, file in FILES.items():
        if os.environ.get(name) or os.environ.get(f"{name}_FILE"):
            continue
        os.environ.pop(name, None)  # an empty one beside a file would be taken for two answers
        if (folder / file).exists():
            os.environ[f"{name}_FILE"] = str(folder / file)
        else:
            missing.append(name)
    return missing


def _make(folder: Path, missing: list[str]) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / README).write_text(ABOUT, encoding="utf-8")
    for name in missing:
        write_secret(folder / FILES[name], new_field_key() if name == FIELD_KEYS else new_key())


def new_field_key() -> str:
    """A key with an id that no other will have."""
    return f"k{secrets.token_hex(4)}:{new_key()}"


def new_key() -> str:
    """32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode("ascii")
