"""The expressions of electronic forms: when a field is asked, what its answer must be, and what is computed.

The language is a part of XLSForm's, which is XPath 1.0 as ODK uses it; `docs/eform-expressions.md` tells makers of
forms what is in it. Whatever else is written is refused by name (`BadExpression`), so that a form does here what it
does elsewhere or is not taken at all.

* **expression**: a source that was read and can be evaluated, as often as one likes and from several threads.
* **value**: an answer, or what an expression comes to. Unanswered is ``None`` or ``""``; what is no number comes back
  as ``""``. A `tuple` is one answer of several choices, a `list` the answers of a repeat's rounds.
* **circle**: computed fields that need each other.

Where ODK's two engines differ, this is what holds here. ``regex()`` is about the whole text, as in JavaRosa (ODK
Collect and Validate); Enketo looks for the pattern anywhere, as ODK's specification of XForms says. A pattern between
``^`` and ``$`` means the same in both. ``sum()`` passes over empty answers, numbers are equal when they are nearly so,
and a comma in an answer is a decimal comma, as in JavaRosa. A text that is a day in ISO form counts as that day in
reckoning and in comparison by size. A comparison with the answers of a repeat holds if it holds for any of them, as in
XPath; elsewhere the first of them counts. Infinity is no number here.

Nothing that is evaluated raises, reads a clock, or takes longer than its size allows: sources, depth, texts and memory
are bounded, rows of operators are loops, and patterns are matched in linear time.
"""

from seutu.shared.eforms.expressions.dependencies import Circle, order
from seutu.shared.eforms.expressions.evaluating import evaluate, is_true
from seutu.shared.eforms.expressions.parsing import Expression, parse
from seutu.shared.eforms.expressions.refusals import BadExpression, Reason
from seutu.shared.eforms.expressions.renaming import rename
from seutu.shared.eforms.expressions.values import Value

__all__ = [
    "BadExpression",
    "Circle",
    "Expression",
    "Reason",
    "Value",
    "evaluate",
    "is_true",
    "order",
    "parse",
    "rename",
]
