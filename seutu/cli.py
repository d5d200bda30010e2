"""Seutu's command line: `seutu [--data DIR] COMMAND …`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from seutu import __version__
from seutu.launcher import field_keys, installation
from seutu.launcher.installation import Refusal
from seutu.launcher.keeping import owner_role
from seutu.launcher.keeping.turns import taking_part
from seutu.launcher.serving import serve, tell


@dataclass(frozen=True)
class Command:
    """A command of the command line; ``run`` gets its arguments and the data folder, and returns the exit code."""

    name: str
    help: str
    run: Callable[[list[str], Path], int]
    data_dir: Callable[[], Path] = installation.default_data_dir


def main(arguments: list[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        data_dir, rest = _take_data_dir(given)
        if not rest or rest[0] in {"-h", "--help", "help"}:
            print(_usage())
            return 0 if rest else 2
        if rest[0] in {"-V", "--version"}:
            print(f"seutu {__version__}")
            return 0
        command = next((command for command in COMMANDS if command.name == rest[0]), None)
        if command is None:
            tell(f"seutu: there is no command “{rest[0]}”.\n\n{_usage()}")
            return 2
        return command.run(rest[1:], data_dir or command.data_dir())
    except Refusal as refusal:
        tell(f"seutu: {refusal}")
        return 2
    except KeyboardInterrupt:
        return 130


def _take_data_dir(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """The folder that ``--data`` names, wherever it stands, if it does, and the other arguments."""
    rest, found = [], None
    position = 0
    while position < len(arguments):
        name, equals, value = arguments[position].partition("=")
        position += 1
        if name != "--data":
            rest.append(arguments[position - 1])
            continue
        if not equals:
            value = arguments[position] if position < len(arguments) else ""
            position += 1
        if not value:
            raise Refusal("--data needs a folder: seutu --data DIR COMMAND")
        found = Path(value)
    return found, rest


def _usage() -> str:
    width = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name:<{width}}  {command.help}" for command in COMMANDS]
    return "\n".join(
        [
            "usage: seutu [--data DIR] COMMAND …",
            "       seutu --version",
            "",
            "commands (each explains itself: seutu COMMAND --help):",
            *lines,
            "",
            f"--data DIR is the folder that holds the installation ({installation.default_data_dir()} when not given).",
            f"The demo keeps itself apart, in {installation.demo_data_dir()}.",
            "Settings come from the environment; .env.example of the source lists them.",
        ]
    )


@contextmanager
def _opened(data_dir: Path) -> Iterator[None]:
    """Be at work in the data folder, with its keys."""
    data_dir = installation.open_data_dir(data_dir)
    with taking_part(data_dir):
        installation.keep_secret_key(data_dir)
        field_keys.keep(data_dir)
        yield


@contextmanager
def _started(data_dir: Path) -> Iterator[None]:
    with _opened(data_dir):
        installation.start_django()
        yield


def _asks_for_help(arguments: list[str]) -> bool:
    return bool({"-h", "--help"} & set(arguments))


def _serve(arguments: list[str], data_dir: Path) -> int:
    if _asks_for_help(arguments):
        return serve(arguments, data_dir)
    with _opened(data_dir):
        return serve(arguments, data_dir)


def _management(name: str, shown: str) -> Callable[[list[str], Path], int]:
    """A command that is a management command of an app, on a database that is ready for it."""

    def run(arguments: list[str], data_dir: Path) -> int:
        with _started(data_dir):
            from django.core.management import get_commands, load_command_class  # it needs the settings

            from seutu.launcher import preparing  # it needs the settings

            preparing.compile_translations()
            if not _asks_for_help(arguments):
                preparing.migrate_if_new(tell)
            app = get_commands()[name]
            load_command_class(app, name).run_from_argv(["seutu", shown, *arguments])
            return 0

    return run


def _import(arguments: list[str], data_dir: Path) -> int:
    if not arguments or arguments[0] in {"-h", "--help"}:
        print("usage: seutu import minutes PATH… --organization NAME [--dry-run] [--json]")
        return 0 if arguments else 2
    if arguments[0] != "minutes":
        raise Refusal(f"there is nothing called “{arguments[0]}” to import. Write: seutu import minutes PATH…")
    return _management("import_minutes", "import minutes")(arguments[1:], data_dir)


EFORMS = "usage: seutu eforms import FILE.xlsx --slug SLUG [--organization SLUG] [--publish]\n" + (
    "       seutu eforms export SLUG --out FILE.xlsx"
)


def _eforms(arguments: list[str], data_dir: Path) -> int:
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(EFORMS)
        return 0 if arguments else 2
    if arguments[0] not in {"import", "export"}:
        raise Refusal(f"there is no command “eforms {arguments[0]}”.\n{EFORMS}")
    name = arguments[0]
    return _management(f"{name}_eform", f"eforms {name}")(arguments[1:], data_dir)


def _demo(arguments: list[str], data_dir: Path) -> int:
    from seutu.launcher import demo  # only this command needs it

    return demo.main(arguments, data_dir)


def _doctor(arguments: list[str], data_dir: Path) -> int:
    from seutu.launcher import doctor  # only this command needs it

    return doctor.main(arguments, data_dir)


def _split(arguments: list[str], data_dir: Path) -> int:
    from seutu.newcomers.funding import command_line  # only this command needs it

    return command_line.main(arguments)


def _make_key(arguments: list[str], data_dir: Path) -> int:
    print(installation.new_secret_key())
    return 0


def _make_field_key(arguments: list[str], data_dir: Path) -> int:
    print(field_keys.new_field_key())
    return 0


def _manage(arguments: list[str], data_dir: Path) -> int:
    with _started(data_dir):
        from django.core.management import execute_from_command_line  # it needs the settings

        from seutu.launcher import preparing  # it needs the settings

        preparing.refuse_newer()
        # Two who migrate at once would both begin with the first table.
        with preparing.turn_to_migrate() if arguments[:1] == ["migrate"] else nullcontext():
            execute_from_command_line(["seutu manage", *arguments])
        return 0


def _backup(arguments: list[str], data_dir: Path) -> int:
    from seutu.launcher.keeping import backing_up  # only this command needs it

    if _asks_for_help(arguments):
        return backing_up.command(arguments, data_dir)
    data_dir = installation.existing(data_dir)
    owner_role.use()
    with _started(data_dir):
        from seutu.launcher import preparing  # it needs the settings

        preparing.refuse_newer()
        return backing_up.command(arguments, data_dir)


def _restore(arguments: list[str], data_dir: Path) -> int:
    from seutu.launcher.keeping import restoring  # only this command needs it

    owner_role.use()
    return restoring.restore(arguments, data_dir.expanduser().resolve())


def _verify(arguments: list[str], data_dir: Path) -> int:
    from seutu.launcher.keeping import restoring  # only this command needs it

    return restoring.verify(arguments)


def _upgrade(arguments: list[str], data_dir: Path) -> int:
    from seutu.launcher.keeping import upgrading  # only this command needs it

    return upgrading.command(arguments, data_dir)


COMMANDS = (
    Command("demo", "show the demo region in the browser, with invented people", _demo, installation.demo_data_dir),
    Command("serve", "serve the pages, and do the waiting work", _serve),
    Command("worker", "do the waiting work only", _management("run_worker", "worker")),
    Command("import", "bring in documents: import minutes PATH… --organization NAME", _import),
    Command(
        "import_register",
        "bring in clients or contacts: import_register FILE --kind clients --unit NAME --by EMAIL",
        _management("import_register", "import_register"),
    ),
    Command("eforms", "bring in or write a form as a spreadsheet: eforms import FILE.xlsx --slug SLUG", _eforms),
    Command("reindex", "make the search index anew, while the old one serves", _management("reindex", "reindex")),
    Command("backup", "copy the database and the files while the site runs: backup TO", _backup),
    Command("restore", "put a backup into an empty data folder: restore BACKUP", _restore),
    Command("verify", "say whether a backup is whole: verify BACKUP", _verify),
    Command("upgrade", "bring the database up to new code, after a backup: upgrade TO", _upgrade),
    Command("createuser", "make an account for a person", _management("create_user", "createuser")),
    Command("split", "divide a cost to the cent: split 300000.00 --state-percent 70 --by NAME=NUMBER …", _split),
    Command("doctor", "say what is wrong with this installation", _doctor),
    Command("make-key", "print a new secret key", _make_key),
    Command("make-field-key", "print a new key for the encrypted fields", _make_field_key),
    Command("manage", "Django's own commands: manage migrate, manage shell …", _manage),
)


if __name__ == "__main__":
    sys.exit(main())
