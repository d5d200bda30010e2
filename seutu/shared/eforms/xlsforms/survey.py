"""The sheet survey, row by row: questions, and the groups that they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from seutu.shared.eforms.expressions import BadExpression, parse
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Privacy
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.xlsforms import columns as headings
from seutu.shared.eforms.xlsforms import types
from seutu.shared.eforms.xlsforms.columns import TEXTS, Columns
from seutu.shared.eforms.xlsforms.parameters import kept_parameters, range_constraint
from seutu.shared.eforms.xlsforms.refusals import Refusal, Why
from seutu.shared.eforms.xlsforms.texts import TextReader
from seutu.shared.eforms.xlsforms.types import RowType, kind_of, row_type, without
from seutu.shared.eforms.xlsforms.workbook import Row, Table

_YES = frozenset({"yes", "true"})
_NO = frozenset({"no", "false"})
_EXTERNAL = re.compile(r"select_(?:one|multiple)_(?:from_file|external) (\S+)|select_one_external")
_OF_QUESTIONS = frozenset(
    {"required", "required_message", "constraint", "constraint_message", "calculation", "default", "parameters"}
)
# A default that is worked out when the form is opened.
_CALL = re.compile(r"[a-z][\w:-]*\(.*\)")
_EXPRESSIONS = ("required", "relevant", "constraint", "calculation")


@dataclass
class Open:
    """A group whose end has not come yet."""

    kind: GroupKind
    row: Row
    cells: Mapping[str, str]
    items: list[Item] = field(default_factory=list)


class Survey:
    """Reads the sheet. Afterwards ``items`` are the form's, ``form_texts`` those of the whole, ``rows`` by name.

    ``municipality_lists`` are lists that municipalities are chosen from.
    """

    def __init__(self, table: Table, columns: Columns, texts: TextReader, lists: frozenset[str]) -> None:
        self.table = table
        self.columns = columns
        self.texts = texts
        self.lists = lists
        self.form_texts: dict[str, Text] = {}
        self.municipality_lists: set[str] = set()
        self.rows: dict[str, int] = {}
        self.open: list[Open] = []
        self.items: list[Item] = []

    def read(self) -> None:
        """Read every row."""
        for row in self.table.rows:
            cells = self.columns.cells(row.cells)
            written = cells.get("type", "")
            if not written:
                self.refuse(Why.NO_TYPE, row, "type")
                continue
            self.read_row(row, cells, row_type(written))
        for group in self.open:
            self.refuse(Why.BEGIN_WITHOUT_END, group.row, "type")

    def read_row(self, row: Row, cells: Mapping[str, str], found: RowType) -> None:
        if found.edge == "end":
            self.end(row, found)
            return
        if not cells.get("name"):
            self.refuse(Why.NO_NAME, row, "name")
        self.rows.setdefault(cells.get("name", ""), row.number)
        self.judge(row, cells)
        if found.edge:
            self.judge_group(row)
            self.open.append(Open(self.group_kind(cells, found), row, cells))
        elif found.word == "note" and cells.get(headings.KIND) in types.FORM_TEXTS:
            self.form_texts[cells[headings.KIND]] = self.row_texts(row, cells)["label"]
        elif (item := self.question(row, cells, found)) is not None:
            self.add(item)

    def refuse(self, why: Why, row: Row, column: str, word: str = "", cause: object = None) -> None:
        heading = self.columns.heading_of(column)
        self.texts.refusals.append(Refusal(why, self.table.name, row.number, heading, word, cause))

    def add(self, item: Item) -> None:
        (self.open[-1].items if self.open else self.items).append(item)

    def end(self, row: Row, found: RowType) -> None:
        is_repeat = found.group is GroupKind.REPEAT
        if not self.open or (self.open[-1].kind is GroupKind.REPEAT) is not is_repeat:
            self.refuse(Why.END_WITHOUT_BEGIN, row, "type")
            return
        group = self.open.pop()
        self.add(self.group(group))

    # -- groups --------------------------------------------------------------------------------

    def group_kind(self, cells: Mapping[str, str], found: RowType) -> GroupKind:
        """A group that is shown as one screen is a page, where it is not inside another."""
        if found.group is GroupKind.REPEAT:
            return GroupKind.REPEAT
        own = cells.get(headings.KIND, "")
        if own in {GroupKind.PAGE.value, GroupKind.GROUP.value}:
            return GroupKind(own)
        is_page = types.FIELD_LIST in cells.get("appearance", "").split() and not self.open
        return GroupKind.PAGE if is_page else GroupKind.GROUP

    def judge_group(self, row: Row) -> None:
        """Refuse what only a question can have."""
        for column in self.columns.known:
            if column.name in _OF_QUESTIONS and column.place in row.cells:
                self.texts.refusals.append(
                    Refusal(Why.UNSUPPORTED_COLUMN, self.table.name, row.number, column.heading, word=column.heading)
                )

    def group(self, group: Open) -> Group:
        cells, texts = group.cells, self.row_texts(group.row, group.cells)
        appearance = cells.get("appearance", "")
        if group.kind is GroupKind.PAGE:
            appearance = without(types.FIELD_LIST, appearance)
        extra = self.columns.kept_cells(group.row.cells)
        return Group(
            name=cells.get("name", ""),
            kind=group.kind,
            items=tuple(group.items),
            label=texts["label"],
            hint=texts["hint"],
            relevant=cells.get("relevant", ""),
            least=self.number(group.row, cells, headings.LEAST),
            most=self.number(group.row, cells, headings.MOST),
            extra=extra | ({"appearance": appearance} if appearance else {}),
        )

    # -- questions -----------------------------------------------------------------------------

    def question(self, row: Row, cells: Mapping[str, str], found: RowType) -> Field | None:
        kind = self.kind(row, cells, found)
        if kind is None:
            return None
        texts, extra = self.row_texts(row, cells), self.columns.kept_cells(row.cells)
        appearance = cells.get("appearance", "")
        if kind is FieldKind.LONG_TEXT:
            appearance = without(types.MULTILINE, appearance)
        if kind is FieldKind.MUNICIPALITY:
            appearance = without(types.AUTOCOMPLETE, appearance)
            self.municipality_lists.add(found.list_name)
        if found.word == types.IMAGE:
            extra["type"] = types.IMAGE
        extra |= kept_parameters(found, cells.get("parameters", ""), lambda word: self.parameter(row, word))
        return Field(
            name=cells.get("name", ""),
            kind=kind,
            label=texts["label"],
            hint=texts["hint"],
            required=_required(cells.get("required", "")),
            required_message=texts["required_message"],
            relevant=cells.get("relevant", ""),
            constraint=range_constraint(found, cells.get("parameters", ""), cells.get("constraint", "")),
            constraint_message=texts["constraint_message"],
            calculation=cells.get("calculation", ""),
            default=cells.get("default", ""),
            choices="" if kind is FieldKind.MUNICIPALITY else found.list_name,
            appearance=" ".join(appearance.split()),
            privacy=self.privacy(row, cells, kind),
            most=self.number(row, cells, headings.MOST),
            extra=extra,
        )

    def kind(self, row: Row, cells: Mapping[str, str], found: RowType) -> FieldKind | None:
        written = cells["type"]
        if external := _EXTERNAL.match(written):
            self.refuse(Why.EXTERNAL_FILE, row, "type", external[1] or written)
        elif found.kind is None:
            self.refuse(Why.UNSUPPORTED_TYPE, row, "type", written)
        elif found.list_name.startswith("${"):
            self.refuse(Why.EXTERNAL_FILE, row, "type", found.list_name)
        elif found.has_other:
            self.refuse(Why.OR_OTHER, row, "type")
        elif found.list_name and found.list_name not in self.lists:
            self.refuse(Why.UNKNOWN_LIST, row, "type", found.list_name)
        else:
            own = cells.get(headings.KIND, "")
            kind = kind_of(found, own, cells.get("appearance", ""))
            if kind is None:
                self.refuse(Why.UNKNOWN_KIND, row, headings.KIND, own)
            return kind
        return None

    def parameter(self, row: Row, word: str) -> None:
        self.refuse(Why.UNSUPPORTED_PARAMETER, row, "parameters", word)

    def privacy(self, row: Row, cells: Mapping[str, str], kind: FieldKind) -> Privacy:
        usual = Privacy.SENSITIVE if kind is FieldKind.IDENTITY_CODE else Privacy.PERSONAL
        written = cells.get(headings.PRIVACY, usual.value)
        if written in {each.value for each in Privacy}:
            return Privacy(written)
        self.refuse(Why.UNKNOWN_PRIVACY, row, headings.PRIVACY, written)
        return usual

    # -- what questions and groups have alike ---------------------------------------------------

    def judge(self, row: Row, cells: Mapping[str, str]) -> None:
        """Refuse the expressions that Seutu cannot evaluate."""
        for part in _EXPRESSIONS:
            source = cells.get(part, "")
            if not source or (part == "required" and source.lower() in _YES | _NO):
                continue
            self.judge_expression(row, part, source)
        default = cells.get("default", "")
        if "${" in default:
            self.refuse(Why.REFERENCE_IN_TEXT, row, "default")
        elif _CALL.fullmatch(default):
            self.judge_expression(row, "default", default)

    def judge_expression(self, row: Row, part: str, source: str) -> None:
        try:
            parse(source)
        except BadExpression as error:
            self.refuse(Why.BAD_EXPRESSION, row, part, cause=error)

    def row_texts(self, row: Row, cells: Mapping[str, str]) -> dict[str, Text]:
        marks = self.texts.marks(self.table.name, row.number, cells.get(headings.UNREVIEWED, ""))
        return {name: self.texts.text(self.table.name, row, self.columns, name, marks) for name in TEXTS}

    def number(self, row: Row, cells: Mapping[str, str], column: str) -> int:
        written = cells.get(column, "0")
        if written.isascii() and written.isdigit() and len(written) <= 7:
            return int(written)
        self.refuse(Why.NOT_A_NUMBER, row, column, written)
        return 0


def _required(written: str) -> str:
    if written.lower() in _YES:
        return "yes"
    return "" if written.lower() in _NO else written
