"""The pivots that are offered ready-made: those that boards, statistics and funders ask for most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadyFigure:
    """An indicator by up to two dimensions; a period of the calendar may be one of them."""

    indicator: str
    by: tuple[str, ...]

    @property
    def key(self) -> str:
        """The word by which it is chosen."""
        return "-".join((self.indicator, *self.by)).replace("_", "-")


READY: tuple[ReadyFigure, ...] = (
    ReadyFigure("contacts", ("provider_municipality", "month")),
    ReadyFigure("contacts", ("provider_municipality", "channel")),
    ReadyFigure("contacts", ("client_municipality", "quarter")),
    ReadyFigure("contacts", ("provider_municipality", "client_municipality")),
    ReadyFigure("contacts", ("own_language", "year")),
    ReadyFigure("contacts", ("age_band", "gender")),
    ReadyFigure("contacts", ("basis_group", "quarter")),
    ReadyFigure("contacts", ("funding_code", "quarter")),
    ReadyFigure("anonymous_contacts", ("provider_municipality", "quarter")),
    ReadyFigure("topics", ("topic", "client_municipality")),
    ReadyFigure("topics", ("topic", "year")),
    ReadyFigure("clients", ("client_municipality", "year")),
    ReadyFigure("clients", ("own_language",)),
    ReadyFigure("clients", ("provider_municipality", "quarter")),
    ReadyFigure("clients", ("age_band", "gender")),
    ReadyFigure("new_clients", ("client_municipality", "quarter")),
    ReadyFigure("households", ("client_municipality", "year")),
    ReadyFigure("contact_minutes", ("unit", "month")),
    ReadyFigure("work_minutes", ("work_kind", "quarter")),
    ReadyFigure("participants", ("provider_municipality", "quarter")),
    ReadyFigure("no_shows", ("channel", "year")),
    ReadyFigure("interpreted_contacts", ("service_language", "year")),
)
