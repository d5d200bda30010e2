"""What a person typed, taken apart. The language is described in `docs/search-language.md`."""

from seutu.shared.search.expression import changing
from seutu.shared.search.expression.parsing import parse
from seutu.shared.search.expression.terms import Clause, Expression, Mending, Term
from seutu.shared.search.expression.understanding import understood
from seutu.shared.search.expression.writing import written

__all__ = ["Clause", "Expression", "Mending", "Term", "changing", "parse", "understood", "written"]
