"""A provider of OpenID Connect on this machine, and a browser that goes there and back."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from werkzeug.serving import make_server

CLIENT = {"client_id": "seutu", "client_secret": "secret of the tests"}
CLERKS, OPERATORS = "group-of-clerks", "group-of-operators"


class Provider:
    """The mock behind a layer that remembers what it was asked for; ``claims`` of a person are set by `knows`."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self.application, self.address = application, ""
        self.asked: list[str] = []
        self.token_forms: list[dict[str, list[str]]] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.asked.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == "/oauth2/token":
            self._remember_form(environ)
        return self.application(environ, start_response)

    def _remember_form(self, environ: dict[str, Any]) -> None:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        environ["wsgi.input"] = io.BytesIO(body)
        self.token_forms.append(parse_qs(body.decode()))

    def knows(self, subject: str, **claims: Any) -> None:
        """Let the person have these claims from now on."""
        requests.put(f"{self.address}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def consents(self, location: str, subject: str) -> str:
        """Go where the browser was sent, say who one is, and give the address that the provider sends back to."""
        answer = requests.post(location, data={"sub": subject}, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def refuses(self, location: str) -> str:
        return requests.post(location, data={"action": "deny"}, allow_redirects=False, timeout=5).headers["Location"]


@contextmanager
def running() -> Iterator[Provider]:
    import authlib.deprecate

    # The mock stands on what its own library has given up; authlib turns its warnings on as it is imported.
    warnings.simplefilter("ignore", authlib.deprecate.AuthlibDeprecationWarning)
    import oidc_provider_mock

    provider = Provider(oidc_provider_mock.app())
    server = make_server("localhost", 0, provider, threaded=True)
    provider.address = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(2)
        server.server_close()


def table(address: str, **changed: Any) -> dict[str, Any]:
    """A row of ``settings.OIDC`` for the provider at ``address``."""
    return {
        "name": "Kuuselan kunta",
        "name_sv": "",
        "issuer": address,
        **CLIENT,
        "email_domains": ["kuusela.example"],
        "roles": {"clerk": [CLERKS], "operator": [OPERATORS]},
        "passwords": True,
        "groups_claim": "groups",
        "email_claim": "email",
        "subject_claim": "sub",
        **changed,
    }


def begin(client: Any, slug: str = "kuusela", language: str = "", **query: str) -> str:
    """Press the button; the address at the provider where the browser is sent."""
    answer = client.get(f"{language}/tyo/kirjaudu/{slug}/?{urlencode(query)}")
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def come_back(client: Any, address: str) -> Any:
    """Follow the provider's answer to our own address."""
    parts = urlsplit(address)
    assert parts.netloc == "testserver", address
    return client.get(f"{parts.path}?{parts.query}")


def sign_in(client: Any, provider: Provider, subject: str, slug: str = "kuusela", language: str = "") -> Any:
    """The whole way there and back; the answer to coming back."""
    return come_back(client, provider.consents(begin(client, slug, language), subject))


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
