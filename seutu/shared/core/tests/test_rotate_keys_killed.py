"""The change of keys as it happens: killed with -9, begun again, and a site that saves all the while."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.processes]  # starts Python five times

ROOT = Path(__file__).resolve().parents[4]

BEGINNING = textwrap.dedent(
    """
    import sys
    import django
    from django.conf import settings
    file, keys = sys.argv[1:]
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
    settings.configure(
        DATABASES={"default": {"ENGINE": "seutu.shared.core.sqlite", "NAME": file, "OPTIONS": options}},
        INSTALLED_APPS=["seutu.shared.core"], USE_TZ=True, SECRET_KEY="k" * 40, INDEX_KEY=b"i" * 32,
        FIELD_KEYS={key: key.encode() * 32 for key in keys},
    )
    django.setup()
    from django.db import connection
    from seutu.shared.core.encryption.rotation import rotate, sealed_tables, values_by_key
    from seutu.shared.core.tests.secret_records import Secret
    table, = sealed_tables([Secret])
    """
)
FILL = """
with connection.schema_editor() as editor:
    editor.create_model(Secret)
Secret.objects.bulk_create(Secret(code=f"c{n}", note="0") for n in range(1500))
print("filled", flush=True)
"""
ROTATE = """
rotate(table, batch=50, tell=lambda done: print(done.rows, done.values, flush=True))
print(dict(values_by_key(table)), flush=True)
"""
SAVE = """
print("ready", flush=True)
for n in range(1, 400):
    record = Secret.objects.order_by("?").first()
    record.note = str(int(record.note) + 1)
    record.save()
print("saved", flush=True)
"""
LOOK = """
print(sum(int(note) for note in Secret.objects.values_list("note", flat=True)))
print(len({code for code in Secret.objects.values_list("code", flat=True)}))
print(sum(Secret.objects.filter(code_index__of=f"c{n}").count() for n in range(0, 1500, 100)))
"""


@pytest.fixture
def start(tmp_path):
    started = []

    def start(program, keys):
        command = [sys.executable, "-c", BEGINNING + program, str(tmp_path / "secrets.sqlite3"), keys]
        started.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_nothing_is_lost_however_it_goes(start):
    assert start(FILL, "a").communicate()[0] == "filled\n"

    saving = start(SAVE, "ba")
    assert saving.stdout.readline() == "ready\n"
    killed = start(ROTATE, "ba")
    assert killed.stdout.readline()
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL

    again = start(ROTATE, "ba").communicate()[0].splitlines()
    assert saving.communicate()[0] == "saved\n"
    last = start(ROTATE, "ba").communicate()[0].splitlines()

    assert 0 < int(again[-2].split()[1]) < 3 * 1500  # the killed run had done a part
    assert last[-1] == "{'b': 4500}"
    assert start(LOOK, "b").communicate()[0].split() == ["399", "1500", "15"]
