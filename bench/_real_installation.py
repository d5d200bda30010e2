"""A real installation in a passing folder: its people and form, and its services, kept going as systemd does."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "seitsemän leveää lautaa"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FORM = "mittaus"
# The work of a killed worker is free after this: a minute is the usual, which would be most of a short run.
LEASE_SECONDS = 5
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Cast:
    """Whom the load plays, and what their pages need: ids."""

    organization: int
    unit: int
    topic: int
    funding_code: int
    clerks: tuple[str, ...]
    counsellors: tuple[str, ...]


@dataclass
class Installation:
    """An installation whose database is made, on which this process has Django set up too."""

    folder: Path
    port: int
    cast: Cast

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def made(folder: Path | None, port: int, *, tables: str = "", database: str = "") -> Iterator[Installation]:
    """An installation in ``folder``, or in one that goes when the block ends.

    ``tables`` names a SQLite file that has all tables, to save the time of making them; ``database`` a PostgreSQL.
    """
    with contextlib.nullcontext(folder) if folder else tempfile.TemporaryDirectory(prefix="seutu-hard-") as place:
        data = Path(place) / "data"
        data.mkdir(exist_ok=True)
        set_environment(data, database)
        if tables:
            shutil.copyfile(tables, data / "seutu.sqlite3")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        if not tables:
            call_command("migrate", verbosity=0)
        try:
            yield Installation(data, port, _cast())
        finally:
            connections.close_all()


def set_environment(data: Path, database: str) -> None:
    """Say to all that is started from now on which installation it is."""
    for name in [name for name in os.environ if name.startswith("SEUTU_")]:
        del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "seutu.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
        "SEUTU_DATA_DIR": str(data),
        "SEUTU_JOURNAL_DIR": f"{data}.journal",
        "SEUTU_SECRET_KEY": "measured-" * 8,
        "SEUTU_FIELD_KEYS": f"bench:{base64.b64encode(b'f' * 32).decode()}",
        "SEUTU_INDEX_KEY": base64.b64encode(b"i" * 32).decode(),
        "SEUTU_HOSTS": "localhost,127.0.0.1",
        # So that each of the load's people comes from a network of their own, as the limits count them.
        "SEUTU_TRUSTED_PROXIES": "127.0.0.1",
        "SEUTU_DATABASE": database,
    }
    sys.path.insert(0, str(ROOT))


# -- who is there -------------------------------------------------------------------------


def _cast(of_each: int = 2) -> Cast:
    from seutu.newcomers.clients.models import FundingCode, Topic
    from seutu.shared.organizations.models import Organization, Unit
    from seutu.shared.organizations.roles import Role

    town = Organization.objects.create(name_fi="Mittala", slug="mittala", municipality_code="167")
    unit = Unit.objects.create(organization=town, name_fi="Mittalan neuvontapiste")
    code = FundingCode.objects.create(code="mitta", name_fi="Mittaus", starts_on=dt.date(2020, 1, 1))
    topic = Topic.objects.first() or Topic.objects.create(name_fi="Mittaaminen")
    _publish_form(town)
    names = [(f"{role}-{number}", role) for role in (Role.CLERK, Role.COUNSELLOR) for number in range(of_each)]
    for name, role in names:
        _person(name, role, town, unit if role == Role.COUNSELLOR else None)
    people = [tuple(_email(name) for name, each in names if each == role) for role in (Role.CLERK, Role.COUNSELLOR)]
    return Cast(town.pk, unit.pk, topic.pk, code.pk, *people)


def _email(name: str) -> str:
    return f"{name}@mittala.example"


def _person(name: str, role: Any, town: Any, unit: Any) -> None:
    from seutu.shared.accounts.actions import give_second_factor
    from seutu.shared.accounts.models import User
    from seutu.shared.audit.actor import System
    from seutu.shared.organizations.models import Membership

    user = User(email=_email(name), display_name=f"Mittaaja {name}")
    user.set_password(PASSWORD)
    user.save()
    starts_on = dt.date(2020, 1, 1)
    Membership.objects.create(user=user, organization=town, unit=unit, role=role, starts_on=starts_on)
    give_second_factor(user, SECRET, by=System("bench"))


def _publish_form(town: Any) -> None:
    from seutu.shared.core import clock
    from seutu.shared.eforms.models import EForm, FormVersion
    from seutu.shared.eforms.spec.codec import sha256_of, to_json
    from seutu.shared.eforms.spec.items import Field, FieldKind, Spec
    from seutu.shared.eforms.spec.texts import Text

    fields = [
        Field(name="asia", kind=FieldKind.TEXT, label=Text({"fi": "Asia"})),
        Field(name="liite", kind=FieldKind.FILE, label=Text({"fi": "Liite"})),
    ]
    spec = Spec(title=Text({"fi": "Mittauslomake"}), languages=["fi"], items=fields)
    form = EForm.objects.create(organization=town, slug=FORM, draft_spec=to_json(spec))
    form.current = FormVersion.objects.create(
        form=form, number=1, spec=to_json(spec), sha256=sha256_of(spec), published_at=clock.now()
    )
    form.save()


# -- what runs ----------------------------------------------------------------------------


@dataclass
class Service:
    """One command that is started anew whenever it ends, whatever ended it."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    starts: int = 0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
        self.started_at = time.monotonic()
        self.starts += 1


@dataclass
class Services:
    """The services of an installation: web and worker, each by itself as in `deploy/`, or one command with both."""

    installation: Installation
    together: bool = False
    processes: int = 4
    services: list[Service] = field(default_factory=list)

    def __enter__(self) -> Services:
        folder = self.installation.folder
        seutu = [sys.executable, "-m", "seutu.cli", "--data", str(folder)]
        serve = [*seutu, "serve", "--port", str(self.installation.port), "--processes", str(self.processes)]
        if self.together:
            self.services = [Service("serve", serve, folder / "serve.log")]
        else:
            worker = [*seutu, "worker", "--lease-seconds", str(LEASE_SECONDS)]
            self.services = [
                Service("web", [*serve, "--without-worker"], folder / "web.log"),
                Service("worker", worker, folder / "worker.log"),
            ]
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        for service in self.services:
            service.start()
        self._keeper.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._keeper.join()
        for service in self.services:
            if service.process and service.process.poll() is None:
                service.process.send_signal(signal.SIGTERM)
        for service in self.services:
            with contextlib.suppress(subprocess.TimeoutExpired):
                if service.process:
                    service.process.wait(12)
        kill(processes_of(self.installation.folder))
        for service in self.services:
            if service.process:
                service.process.wait(5)

    def _keep(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            for service in self.services:
                is_new = time.monotonic() - service.started_at < 1
                if service.process and service.process.poll() is not None and not is_new:
                    service.start()

    def starts(self) -> int:
        return sum(service.starts for service in self.services)


@dataclass(frozen=True)
class Process:
    """A process of an installation. ``age`` is in seconds."""

    pid: int
    parent: int
    command: str
    age: float


def processes_of(folder: Path) -> list[Process]:
    """Whatever runs on the data folder, whoever its parent is by now: what its environment says does not change."""
    own, found = f"SEUTU_DATA_DIR={folder}".encode(), []
    ticks, booted = os.sysconf("SC_CLK_TCK"), time.clock_gettime(time.CLOCK_BOOTTIME)
    for place in Path("/proc").iterdir():
        if not place.name.isdigit() or int(place.name) == os.getpid():
            continue
        try:
            if own not in (place / "environ").read_bytes().split(b"\0"):
                continue
            state, parent, *rest = (place / "stat").read_text().rpartition(") ")[2].split()
            command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if state != "Z":
            found.append(Process(int(place.name), int(parent), command, booted - int(rest[17]) / ticks))
    return found


def kill(processes: list[Process]) -> None:
    """SIGKILL, to each of them at once."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
