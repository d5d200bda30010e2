"""The video of a meeting: the address that begins at a moment of it."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

# Services that read the moment from the query; a plain video file has it as a media fragment.
IN_QUERY = ("youtube.com", "youtu.be", "dailymotion.com")
NAME_IN_QUERY = {"dailymotion.com": "start"}


def at_second(url: str, seconds: int) -> str:
    """``url`` from ``seconds`` on: `?t=` where the service asks for it, else `#t=`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host not in IN_QUERY:
        return parts._replace(fragment=f"t={seconds}").geturl()
    name = NAME_IN_QUERY.get(host, "t")
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != name]
    return parts._replace(query=urlencode([*query, (name, str(seconds))])).geturl()


def moment(seconds: int) -> str:
    """A moment of a video as it is read: 1.02.33, or 2.33 in its first hour."""
    minutes, left = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}.{minutes:02}.{left:02}" if hours else f"{minutes}.{left:02}"
