from collections.abc import Sequence

from django.apps import AppConfig

from seutu.shared.core.registry import PublicSurface, public_surfaces


class DynastyConfig(AppConfig):
    name = "seutu.publishing.dynasty"

    def ready(self) -> None:
        public_surfaces.register(PublicSurface(key="dynasty", addresses=_addresses))


def _addresses() -> Sequence[str]:
    from seutu.publishing.dynasty.surfaces import addresses  # the apps are not loaded above

    return addresses()
