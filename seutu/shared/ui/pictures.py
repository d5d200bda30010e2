"""A chart of a page as a picture of its own, in the colours of paper: for documents, where no stylesheet reaches."""

from __future__ import annotations

import re

from django.template.loader import render_to_string

_WIDE = re.compile(r'<svg class="chart" viewBox="([^"]+)"[^>]*>(.*?)</svg>', re.DOTALL)
# What charts.css says on white paper; the width of letters is that of the documents' own font.
_STYLE = """
text { font-family: "Source Sans 3"; font-size: 15px; fill: #18201e }
.strong { font-weight: 600 } .soft { fill: #4a5652 } .end { text-anchor: end } .middle { text-anchor: middle }
.axis { stroke: #74807b } .grid { stroke: #d7dcd9 } .actual { fill: #17604a }
.target { fill: none; stroke: #18201e; stroke-width: 1.75; stroke-dasharray: 5 3 }
.line { fill: none; stroke: #17604a; stroke-width: 3; stroke-linejoin: round; stroke-linecap: round }
.line--target { stroke: #18201e; stroke-width: 1.75; stroke-dasharray: 6 4 }
.line--expected { stroke-dasharray: 2 6 }
.point { fill: #fff; stroke: #17604a; stroke-width: 2.5 }
.hidden-mark { stroke: #74807b; stroke-dasharray: 2 3 }
"""


def picture_of(template: str, chart: object) -> str:
    """The wide drawing that ``template`` makes of ``chart``, as a whole SVG.

    :raises ValueError: the template draws no chart.
    """
    found = _WIDE.search(render_to_string(template, {"chart": chart, "labelled_by": ""}))
    if found is None:
        raise ValueError(f"{template} draws no chart")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{found[1]}"><style>{_STYLE}</style>{found[2].strip()}</svg>'
    )
