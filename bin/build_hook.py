"""What the wheel needs and git does not have: the compiled translations. Called by hatchling when it builds a wheel."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTranslations(BuildHookInterface):
    """Compiles each catalogue into a folder that goes away, and puts it where the catalogue would have been."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # a checkout compiles its own at every start
        self.folder = tempfile.TemporaryDirectory(prefix="seutu-translations-")
        root = Path(self.root)
        for number, source in enumerate(sorted(root.glob("seutu/**/LC_MESSAGES/*.po"))):
            compiled = Path(self.folder.name, f"{number}.mo")
            language = source.parent.parent.name
            with source.open("rb") as catalogue, compiled.open("wb") as file:
                write_mo(file, read_po(catalogue, locale=language))
            build_data["force_include"][str(compiled)] = source.with_suffix(".mo").relative_to(root).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()
