"""Displays of finished tables for a notebook; nothing they show needs a network.

    from pipeline import notebook, read_tables

    tables = read_tables("data/out")
    notebook.highlight(tables, "letter.txt")
    notebook.timeline(tables)

`highlight` and `compare` are HTML, in which whatever comes from a source is escaped. The others are drawings:
a picture in any viewer, and an interactive chart where the notebook can draw one; `.chart` is the altair
chart to go on from. They take a choice of events made with pandas: `timeline(tables, events=chosen)`.
Drawings need the extra `notebooks`.
"""

from pipeline.notebook.comparison import compare
from pipeline.notebook.counts import decades, together
from pipeline.notebook.display import Drawing, Html
from pipeline.notebook.highlight import highlight
from pipeline.notebook.timeline import timeline
from pipeline.notebook.world import world_map as map

__all__ = ["Drawing", "Html", "compare", "decades", "highlight", "map", "timeline", "together"]
