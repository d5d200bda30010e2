"""Numbers in words: thousands parted by hard spaces, a true minus, the decimal sign of the active language."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils import translation

HARD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
KILO = 1000


def _is_english() -> bool:
    return (translation.get_language() or "fi").startswith("en")


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """1 511 or 1 234,50; in English 1,511."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    plain = f"{abs(exact):,.{decimals}f}"
    if not _is_english():
        plain = plain.replace(",", HARD).replace(".", ",")
    return f"{MINUS}{plain}" if exact < 0 else plain


def money(value: int | float | Decimal) -> str:
    """1 234,50 €; in English €1,234.50."""
    plain = number(value, 2)
    if not _is_english():
        return f"{plain}{HARD}€"
    return f"{MINUS}€{plain[1:]}" if plain.startswith(MINUS) else f"€{plain}"


def percent(value: int | float | Decimal, decimals: int = 0) -> str:
    """70 %; in English 70%."""
    return f"{number(value, decimals)}{'' if _is_english() else HARD}%"


def file_size(octets: int) -> str:
    """640 kt; in Swedish and English 640 kB. Thousands, as the systems of readers count."""
    finnish = (translation.get_language() or "fi").startswith("fi")
    byte = "t" if finnish else "B"
    if octets < KILO * KILO:
        return f"{number(max(1, round(octets / KILO)))}{HARD}k{byte}"
    return f"{number(octets / KILO / KILO, 1)}{HARD}M{byte}"
