"""`seutu serve`, from its start to its end, however that comes."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.launcher.conftest import Serve, answers, children_of, is_gone, seutu, soon

pytestmark = pytest.mark.processes


@pytest.mark.usefixtures("tables_are_made")
def test_sigterm_ends_everything(serve: Serve, free_port: int) -> None:
    process = serve()
    children = children_of(process)
    assert answers(free_port)

    process.send_signal(signal.SIGTERM)
    code = process.wait(30)

    assert code == 0
    assert len(children) >= 4  # the web server, its two processes, the worker
    assert all(is_gone(pid) for pid in children)


@pytest.mark.usefixtures("tables_are_made")
def test_the_children_notice_when_the_launcher_is_killed(serve: Serve, free_port: int) -> None:
    process = serve()
    children = children_of(process)

    process.send_signal(signal.SIGKILL)
    process.wait()

    assert len(children) >= 4
    assert soon(lambda: all(is_gone(pid) for pid in children), seconds=8)
    assert not answers(free_port)


@pytest.mark.usefixtures("tables_are_made")
def test_the_launcher_ends_when_the_web_server_was_killed(serve: Serve) -> None:
    process = serve()
    children = children_of(process)

    for pid in children:
        if not is_gone(pid):
            os.kill(pid, signal.SIGKILL)

    assert process.wait(10) == 1
    assert soon(lambda: all(is_gone(pid) for pid in children))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="what a process has cost is read from /proc")
@pytest.mark.usefixtures("tables_are_made")
def test_web_processes_that_were_killed_are_replaced_by_ones_that_need_not_load(serve: Serve, free_port: int) -> None:
    serving, killed = _web_server_of(serve())
    for pid in killed:
        os.kill(pid, signal.SIGKILL)

    assert soon(lambda: len(_children(serving) - killed) == len(killed))
    assert soon(lambda: answers(free_port))
    assert sum(map(_ticks, _children(serving))) < _ticks(serving)


def _web_server_of(launcher: subprocess.Popen[str]) -> tuple[int, set[int]]:
    """The web server, and the processes that answer for it."""
    return next((pid, found) for pid in children_of(launcher) if (found := _children(pid)))


def _children(pid: int) -> set[int]:
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def _ticks(pid: int) -> int:
    """Processor time that a process has had."""
    own, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return int(own) + int(system)


def test_a_second_start_costs_little_of_the_first_and_keeps_the_key(serve: Serve, tmp_path: Path) -> None:
    first = _processor_seconds(lambda: stop(serve()))
    key = (tmp_path / "secret-key").read_text()

    second = _processor_seconds(lambda: stop(serve()))

    # Processor time, and as a share: all processes have to load in it, on whatever machine. Tables are made only once.
    assert second < 0.7 * first
    assert (tmp_path / "secret-key").read_text() == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def _processor_seconds(run: Callable[[], None]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(10)


def test_a_taken_port_is_a_sentence_and_nothing_is_made(taken_port: int, tmp_path: Path) -> None:
    result = seutu("serve", "--port", taken_port, "--data", tmp_path / "new")

    assert result.returncode == 2
    assert result.stderr.strip().splitlines() == [
        f"seutu: Port {taken_port} is taken by another program. Choose another one: --port {taken_port + 1}"
    ]
    assert not (tmp_path / "new" / "seutu.sqlite3").exists()


def test_a_data_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    result = seutu("serve", "--data", tmp_path / "file")

    assert result.returncode == 2
    assert result.stderr.strip() == f"seutu: {tmp_path / 'file'} cannot be a folder: a file stands in its way."


def test_a_setting_that_is_nonsense_is_a_sentence(tmp_path: Path) -> None:
    result = seutu("serve", "--data", tmp_path, SEUTU_SITE="everything")

    assert result.returncode == 2
    assert result.stderr.startswith("seutu: SEUTU_SITE is “everything”.")
    assert "Traceback" not in result.stderr
