"""A field of rich text: a plain text area that `js/editor.js` turns into an editor where scripts run."""

from __future__ import annotations

from typing import Any

from django import forms


class RichTextarea(forms.Textarea):
    """The field keeps its name and its value: HTML as `core.rich_text` allows it, or plain text."""

    template_name = "ui/editor.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 6, **(attrs or {})})
