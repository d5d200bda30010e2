"""What is asked of who brings the ledger in: the file, what its columns mean, which kind of cost each account is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.spreadsheets.sheet import MOST_OCTETS
from seutu.newcomers.projects.models import CostKind, LedgerImport, Project
from seutu.newcomers.projects.rules.ledger import Column
from seutu.shared.ui.numbers import file_size

NOTHING = "-"
NOT_A_COST = "none"
SAMPLES, LONGEST_SAMPLE, LOOKED_AT = 3, 40, 50
COLUMNS = {
    Column.DAY: pgettext_lazy("ledger", "Day"),
    Column.AMOUNT: pgettext_lazy("ledger", "Amount"),
    Column.DEBIT: pgettext_lazy("ledger", "Debit"),
    Column.CREDIT: pgettext_lazy("ledger", "Credit"),
    Column.ACCOUNT: pgettext_lazy("ledger", "Account, or kind of cost"),
    Column.VOUCHER: pgettext_lazy("ledger", "Voucher"),
    Column.TEXT: pgettext_lazy("ledger", "Explanation"),
}


class LedgerFileForm(forms.Form):
    file = forms.FileField(
        label=_("File of the ledger"),
        help_text=_("CSV or Excel (.xlsx), at most 20,000 rows. Nothing is brought in before you have seen it."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_OCTETS:
            most = {"most": file_size(MOST_OCTETS)}
            raise forms.ValidationError(gettext("The file is too large. The most is %(most)s.") % most)
        return file


class ColumnsForm(forms.Form):
    """A choice for each column of the file."""

    def __init__(self, brought: LedgerImport, guessed: Mapping[int, Column], data: Any = None) -> None:
        super().__init__(data)
        choices = [(NOTHING, gettext("Not needed")), *((each.value, words) for each, words in COLUMNS.items())]
        for place, heading in enumerate(brought.table["headings"]):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or gettext("Column %(number)s") % {"number": place + 1},
                help_text=_samples(brought.table["rows"], place),
                choices=choices,
                initial=guessed[place].value if place in guessed else NOTHING,
                widget=forms.Select(attrs={"class": "w-m"}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        chosen = [value for value in given.values() if value != NOTHING]
        # A copy: what has an error is taken out of the values meanwhile.
        for name, value in list(given.items()):
            if value != NOTHING and chosen.count(value) > 1:
                self.add_error(name, gettext("Another column has this meaning. Choose it for one only."))
        if not self.errors:
            self._ask_for_missing(set(chosen))
        return given

    def _ask_for_missing(self, chosen: set[str]) -> None:
        if Column.DAY.value not in chosen:
            self.add_error(None, gettext("Choose the column that has the day."))
        if Column.ACCOUNT.value not in chosen:
            self.add_error(None, gettext("Choose the column that has the account or the kind of cost."))
        if not chosen & {Column.AMOUNT.value, Column.DEBIT.value, Column.CREDIT.value}:
            self.add_error(None, gettext("Choose the column that has the amount, or those of debit and credit."))
        if Column.AMOUNT.value in chosen and chosen & {Column.DEBIT.value, Column.CREDIT.value}:
            self.add_error(
                None, gettext("Choose either the amount, or debit and credit: otherwise a cost counts twice.")
            )

    def columns(self) -> dict[int, Column]:
        """What each column means."""
        given: dict[str, str] = self.cleaned_data
        return {int(name.partition("_")[2]): Column(value) for name, value in given.items() if value != NOTHING}


class AccountsForm(forms.Form):
    """A choice of a kind of cost for each account that is not sorted yet; what is left empty waits."""

    def __init__(self, project: Project, accounts: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        self.accounts = list(accounts)
        self.kinds = {str(kind.pk): kind for kind in CostKind.objects.filter(project=project)}
        choices = [
            ("", gettext("Not chosen yet")),
            *((key, kind.name) for key, kind in self.kinds.items()),
            (NOT_A_COST, gettext("No cost of the project: its rows are left out")),
        ]
        for place, account in enumerate(self.accounts):
            self.fields[f"account_{place}"] = forms.ChoiceField(
                label=account, choices=choices, required=False, widget=forms.Select(attrs={"class": "w-m"})
            )

    def sorted_accounts(self) -> dict[str, CostKind | None]:
        """The accounts for which something was chosen."""
        found: dict[str, CostKind | None] = {}
        for place, account in enumerate(self.accounts):
            chosen = self.cleaned_data.get(f"account_{place}", "")
            if chosen:
                found[account] = self.kinds.get(chosen)
        return found


def _samples(rows: Sequence[Sequence[str]], place: int) -> str:
    found = list(dict.fromkeys(row[place] for row in rows[:LOOKED_AT] if row[place]))[:SAMPLES]
    shown = [text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…" for text in found]
    return " · ".join(shown) or gettext("The column is empty.")
