"""Where an installation keeps its things, and how Django is started on it."""

from __future__ import annotations

import errno
import os
import secrets
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
IS_CHECKOUT = (PACKAGE.parent / "pyproject.toml").exists()
KEY_FILE = "secret-key"
PASSING_KEY = "for-this-look-only-"
SECRET_KEY_NAMES = ("SEUTU_SECRET_KEY", "SEUTU_SECRET_KEY_FILE")


class Refusal(Exception):
    """Why a command cannot go on: one sentence for the person who gave it."""


def default_data_dir() -> Path:
    """``SEUTU_DATA_DIR``, else ``data`` in the checkout, else ``seutu`` where the platform keeps a user's data."""
    given = os.environ.get("SEUTU_DATA_DIR")
    if given:
        return Path(given)
    return PACKAGE.parent / "data" if IS_CHECKOUT else _data_of_user() / "seutu"


def demo_data_dir() -> Path:
    """Where the demo is kept: never where ``SEUTU_DATA_DIR`` points, since a real installation may lie there."""
    return PACKAGE.parent / "data" / "demo" if IS_CHECKOUT else _data_of_user() / "seutu-demo"


def _data_of_user() -> Path:
    # Not the current folder: the next command would be given in another one, and find nothing.
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".local" / "share"


def open_data_dir(path: Path) -> Path:
    """Make the data folder when it is missing, and use it from now on.

    :raises Refusal: it cannot be made or written in.
    """
    path = path.expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path) as file:
            file.write(b"Is there room?")
    except OSError as error:
        raise Refusal(about_disk(error, path)) from error
    os.environ["SEUTU_DATA_DIR"] = str(path)
    return path


def existing(path: Path) -> Path:
    """The data folder of an installation that is there: what copies or changes one does not make one.

    :raises Refusal: there is none.
    """
    path = path.expanduser().resolve()
    if not path.is_dir():
        raise Refusal(f"There is no installation in {path}. Name its data folder: seutu --data DIR COMMAND")
    return path


def keep_secret_key(data_dir: Path) -> None:
    """Use the data folder's own secret key unless the environment gives one; made once, read by its owner only.

    :raises Refusal: it cannot be written.
    """
    if any(os.environ.get(name) for name in SECRET_KEY_NAMES):
        return
    path = data_dir / KEY_FILE
    try:
        if not path.exists():
            write_secret(path, new_secret_key())
    except OSError as error:
        raise Refusal(about_disk(error, path)) from error
    os.environ["SEUTU_SECRET_KEY_FILE"] = str(path)


def use_secret_key(data_dir: Path) -> None:
    """Use the secret key that is there and make none: without one, a passing key that is kept nowhere."""
    if any(os.environ.get(name) for name in SECRET_KEY_NAMES):
        return
    path = data_dir / KEY_FILE
    if path.exists():
        os.environ["SEUTU_SECRET_KEY_FILE"] = str(path)
    else:
        os.environ["SEUTU_SECRET_KEY"] = PASSING_KEY + new_secret_key()


def new_secret_key() -> str:
    """A key that nobody can guess."""
    return secrets.token_urlsafe(50)


def write_secret(path: Path, secret: str) -> None:
    """Write a secret that is not there yet, for its owner only."""
    # Linked into place when whole: neither a crash nor a second start at the same time leaves a broken or other key.
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # mode 600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        return
    finally:
        Path(unfinished).unlink()


def start_django() -> None:
    """Read the settings and load the apps.

    :raises Refusal: a setting has a value that Seutu does not understand.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seutu.settings")
    import django  # only now are the variables that the settings read in place
    from django.core.exceptions import ImproperlyConfigured

    from seutu.environment import BadSetting

    try:
        django.setup()
    except (BadSetting, ImproperlyConfigured) as error:
        raise Refusal(str(error)) from error


def about_disk(error: OSError, where: Path) -> str:
    """What kept ``where`` from being written, in a sentence."""
    if error.errno == errno.ENOSPC:
        return f"The disk is full: {where} cannot be written. Make room, then run the same command again."
    if error.errno == errno.EROFS:
        return f"The disk is read-only: {where} cannot be written."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{where} cannot be a folder: a file stands in its way."
    return f"{where} cannot be written: {error.strerror}."
