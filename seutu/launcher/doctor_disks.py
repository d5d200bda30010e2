"""What kind of disk the data folder lies on."""

from __future__ import annotations

import re
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from seutu.shared.core.registry import Finding

# Linux tells here what is mounted where: source, folder, kind, options. Elsewhere nothing is asked.
MOUNTS = Path("/proc/self/mounts")
OF_THE_NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs afs ceph glusterfs lustre davfs fuse.sshfs fuse.s3fs fuse.rclone fuse.glusterfs".split()
)
ESCAPED = re.compile(r"\\([0-7]{3})")


def network_disk(folder: Path) -> list[Finding]:
    """SQLite trusts locks and shared memory that disks of a network do not keep (sqlite.org/faq.html#q5)."""
    kind = _kind_of_disk(folder)
    if connection.vendor != "sqlite" or kind not in OF_THE_NETWORK:
        return []
    words = _("The folder lies on a disk of the network (%(kind)s), on which SQLite can lose what was written.")
    advice = _("Move the data folder to a disk of this machine, or use PostgreSQL.")
    return [Finding("problem", words % {"kind": kind}, advice)]


def _kind_of_disk(folder: Path) -> str:
    """The kind of the file system that the folder lies in; empty where it is not told."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    found = ("", "")
    for line in lines:
        _source, mounted, kind, *_options = line.split(" ")
        mounted = ESCAPED.sub(lambda code: chr(int(code[1], 8)), mounted)
        # The one that is mounted last over the longest way counts.
        if folder.resolve().is_relative_to(mounted) and len(mounted) >= len(found[0]):
            found = (mounted, kind)
    return found[1]
