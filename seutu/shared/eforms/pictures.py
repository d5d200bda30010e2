"""Pictures without what they say beside the picture: where and when it was taken, and by which device."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
MOST_PIXELS = 80_000_000
QUALITY = 90


class NoPicture(Exception):
    """It cannot be read as the picture that it begins as, or it has far too many pixels."""


def plain(data: bytes, kind: str) -> bytes:
    """The picture painted anew, turned as it was meant to be seen; only its pixels stay. Of an animation, the first.

    :raises NoPicture: it cannot be.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[FORMATS[kind]]) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise NoPicture
                turned = ImageOps.exif_transpose(opened)
                turned.load()
                return _painted(turned, FORMATS[kind])
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise NoPicture from error
    except Image.DecompressionBombWarning as error:
        raise NoPicture from error


def _painted(picture: Image.Image, form: str) -> bytes:
    mode = "RGB" if form == "JPEG" else "RGBA" if picture.has_transparency_data else "RGB"
    # A new picture has no place for comments, profiles or thumbnails of the old one.
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    written = io.BytesIO()
    bare.save(written, format=form, **({"quality": QUALITY} if form in {"JPEG", "WEBP"} else {}))
    return written.getvalue()
