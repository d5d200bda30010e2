"""Faults of the machine, the settings, the keys and the code."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import socket
import time
from collections import namedtuple
from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from seutu.launcher import doctor, preparing
from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.shared.core import clock
from seutu.shared.tasks.heartbeat import Heart
from tests.launcher.planted_faults import Faults, Hands

FAULTS = Faults()
fault = FAULTS.add


# -- the data folder --------------------------------------------------------------------------


@fault("data", "Anna kirjoitusoikeus")
def nothing_can_be_written(hands: Hands) -> None:
    def refused(**options: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    # The tests may run as root, whom no right keeps out.
    hands.patch.setattr("seutu.launcher.doctor_checks.tempfile.TemporaryFile", refused)


@fault("data", "Vapauta levytilaa")
def there_is_hardly_any_room(hands: Hands) -> None:
    usage = namedtuple("usage", "free")(100_000_000)
    hands.patch.setattr("shutil.disk_usage", lambda folder: usage)


@fault("data", "chmod o-rwx")
def others_can_look_into_the_data_folder(hands: Hands) -> None:
    hands.it.data.chmod(0o755)


@fault("data", "chown -R")
def somebody_ran_a_command_as_another_user(hands: Hands) -> None:
    if os.geteuid() == 0:
        os.chown(hands.it.data / "files", 12345, 12345)
    else:
        (hands.it.data / "files").chmod(0o500)


@fault("data", "PostgreSQL")
def the_data_folder_lies_on_a_network_disk(hands: Hands) -> None:
    mounts = hands.it.data.parent / "mounts"
    folder = str(hands.it.data.parent.resolve()).replace(" ", r"\040")
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/kunta {folder} nfs4 rw 0 0\nproc /proc proc rw 0 0\n")
    hands.patch.setattr("seutu.launcher.doctor_disks.MOUNTS", mounts)


# -- keys -------------------------------------------------------------------------------------


@fault("key", "seutu make-key")
def the_secret_key_is_easy_to_guess(hands: Hands) -> None:
    hands.settings.SECRET_KEY = "secret" * 10
    session = SessionStore()
    session["begun"] = True
    session.save()


@fault("key", "chmod 600")
def others_can_read_the_secret_key(hands: Hands) -> None:
    (hands.it.data / "secret-key").chmod(0o644)


@fault("sessions", "Palauta entinen avain")
def the_secret_key_is_another_than_before(hands: Hands) -> None:
    hands.settings.SECRET_KEY = "another key, which somebody made when the first was lost"


@fault("field_keys", "puuttuu")
def the_field_key_is_another_than_before(hands: Hands) -> None:
    hands.settings.FIELD_KEYS = {"new": b"n" * 32}


@fault("field_keys", "Hakuavainta ei ole")
def the_index_key_is_gone(hands: Hands) -> None:
    hands.settings.INDEX_KEY = b""


@fault("field_keys", "seutu manage rotate_keys")
def the_index_key_is_another_than_before(hands: Hands) -> None:
    hands.settings.INDEX_KEY = b"n" * 32


@fault("field_keys", "seutu manage rotate_keys", level="warning")
def values_are_under_an_older_key(hands: Hands) -> None:
    hands.settings.FIELD_KEYS = {"new": b"n" * 32, **hands.settings.FIELD_KEYS}


@fault("field_keys", "varmuuskopiosta")
def an_encrypted_value_is_damaged(hands: Hands) -> None:
    with acting_as_system():
        key = scoped(Client.objects.all()).values_list("pk", flat=True)[0]
    half = "CAST(substr(identity_code, 1, length(identity_code) - 4) || x'00000000' AS BLOB)"
    hands.it.sql(f"UPDATE clients_client SET identity_code = {half} WHERE id = {key}")


@fault("field_keys", "chmod 600")
def others_can_read_the_field_keys(hands: Hands) -> None:
    (hands.it.keys / "field-keys").chmod(0o640)


@fault("field_keys", "SEUTU_KEYS_DIR", level="warning")
def the_field_keys_lie_among_the_data(hands: Hands) -> None:
    shutil.copy(hands.it.keys / "field-keys", hands.it.data / "keys")
    hands.patch.setenv("SEUTU_FIELD_KEYS_FILE", str(hands.it.data / "keys"))


# -- settings ---------------------------------------------------------------------------------


@fault("settings", "SEUTU_DEBUG")
def errors_show_their_inside(hands: Hands) -> None:
    hands.settings.DEBUG = True


@fault("settings", "SEUTU_HOSTS")
def any_address_is_answered(hands: Hands) -> None:
    hands.settings.ALLOWED_HOSTS, hands.settings.HTTPS = ["*"], True


@fault("settings", "SEUTU_HTTPS=1", level="warning")
def a_public_address_without_https(hands: Hands) -> None:
    hands.settings.ALLOWED_HOSTS = ["paatokset.example"]


@fault("settings", "SEUTU_DEMO=0", level="warning")
def a_demo_at_a_public_address(hands: Hands) -> None:
    hands.settings.ALLOWED_HOSTS, hands.settings.HTTPS, hands.settings.DEMO = ["paatokset.example"], True, True


@fault("settings", "SEUTU_TRUSTED_PROXIES")
def everybody_is_a_proxy(hands: Hands) -> None:
    hands.settings.TRUSTED_PROXIES = ["0.0.0.0/0"]


@fault("settings", "https://paatokset.example")
def a_trusted_origin_without_its_beginning(hands: Hands) -> None:
    hands.settings.CSRF_TRUSTED_ORIGINS = ["www.kuusela.example"]


@fault("setting_names", "Tarkoititko asetusta SEUTU_HOSTS?")
def a_setting_with_a_slip_in_its_name(hands: Hands) -> None:
    hands.patch.setenv("SEUTU_" + "HOST", "paatokset.example")


@fault("setting_names", "Tarkoititko asetusta SEUTU_OIDC_FILE?")
def a_setting_of_a_file_with_a_slip_in_its_name(hands: Hands) -> None:
    hands.patch.setenv("SEUTU_" + "ODIC_FILE", "/etc/seutu/sign-in.toml")


@fault("setting_names", "docs/operations.md", level="warning")
def a_setting_that_there_is_not(hands: Hands) -> None:
    hands.patch.setenv("SEUTU_" + "THEME", "dark")


@fault("secrets", "chmod 600")
def others_can_read_the_file_of_the_sign_in_services(hands: Hands) -> None:
    file = hands.it.keys / "sign-in.toml"
    file.touch(mode=0o644)
    hands.patch.setenv("SEUTU_OIDC_FILE", str(file))


@fault("sign_in_services", "kuusla")
def a_sign_in_service_of_an_organization_that_there_is_not(hands: Hands) -> None:
    hands.settings.OIDC = {"kuusla": {}}


@fault("region_map", "SEUTU_REGION_MAP")
def the_map_of_the_region_is_gone(hands: Hands) -> None:
    hands.settings.REGION_MAP = str(hands.it.data / "map.svg")


# -- the clock --------------------------------------------------------------------------------


@fault("clock", "oikeaan aikaan")
def the_clock_is_years_behind(hands: Hands) -> None:
    hands.patch.setattr(clock, "now", lambda: dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    Heart("tests").beat()  # the worker follows the same clock


@fault("clock", "tarkista koneen kello", level="warning")
def the_clock_is_behind_the_files(hands: Hands) -> None:
    later = time.time() + 9000
    os.utime(hands.it.data / "files", (later, later))


# -- what lies with the code ------------------------------------------------------------------


@fault("translations", "seutu manage translations compile")
def translations_are_newer_than_what_was_compiled(hands: Hands) -> None:
    catalogue = preparing.catalogues.path_of(hands.it.static / "app", "fi")
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    hands.patch.setattr(preparing.catalogues, "apps", lambda: [hands.it.static / "app"])


@fault("static", "seutu serve")
def static_files_are_those_of_the_former_version(hands: Hands) -> None:
    (hands.it.static / preparing.STATIC_STAMP).write_text("of the former version")


# -- the machine ------------------------------------------------------------------------------


@fault("port", "serve --port")
def another_program_has_the_port(hands: Hands) -> None:
    holder = hands.held.enter_context(socket.socket())
    holder.bind(("127.0.0.1", 0))
    holder.listen()
    hands.patch.setenv(doctor.PORT_NAME, str(holder.getsockname()[1]))
    hands.patch.setattr("seutu.launcher.ready.ask", lambda address: b"something else")
