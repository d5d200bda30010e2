"""A sign-in service on this machine that knows a clerk of Kuusela."""

from __future__ import annotations

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from seutu.shared.organizations.tests import oidc_server as oidc
from seutu.shared.organizations.tests.clerk_of_kuusela import EMAIL
from seutu.shared.organizations.tests.oidc_server import CLERKS


@pytest.fixture(scope="module")
def provider():
    with oidc.running() as running:
        yield running


@pytest.fixture
def sockets_of_this_machine(_only_this_machine):
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def configured(sockets_of_this_machine, settings, provider, municipality, other_municipality):
    settings.OIDC = {"kuusela": oidc.table(provider.address)}
    provider.knows("kerttu", email=EMAIL, name="Kerttu Kirjuri", groups=[CLERKS], amr=["pwd", "mfa"])
