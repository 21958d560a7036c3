"""What a notebook shows: HTML that is safe, and drawings that need no network."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from pipeline.errors import OutputError

FONTS = "system-ui, 'Noto Sans', 'Noto Sans Thai', 'Leelawadee UI', Thonburi, Loma, 'DejaVu Sans', sans-serif"
"""Fonts that have Latin, Cyrillic and Thai on one system or another."""

STYLE = f"""<style>
.synchronicle {{ font-family: {FONTS}; line-height: 1.8; color: inherit; }}
.synchronicle mark {{ color: inherit; padding: .1em .15em; border-radius: .2em; border-bottom: 2px solid; }}
.synchronicle .person {{ background: #0072b233; border-bottom: 2px solid #0072b2; }}
.synchronicle .place {{ background: #009e7333; border-bottom: 2px dashed #009e73; }}
.synchronicle .organization {{ background: #cc79a733; border-bottom: 2px dotted #cc79a7; }}
.synchronicle .event {{ background: #d55e0033; border-bottom: 4px double #d55e00; }}
.synchronicle .date {{ background: #e69f0033; border-bottom: 2px groove #e69f00; }}
.synchronicle .text {{ white-space: pre-wrap; max-width: 50em; }}
.synchronicle .legend {{ margin-bottom: 1em; }}
.synchronicle table {{ border-collapse: collapse; }}
.synchronicle td, .synchronicle th {{ text-align: left; vertical-align: top; padding: .3em .6em;
  border: 1px solid #8886; max-width: 28em; }}
.synchronicle .disputed {{ color: #d55e00; font-weight: bold; }}
</style>"""
"""Colours that the colour-blind tell apart (Okabe and Ito), each with a line of its own, on light and on dark."""


@dataclass(frozen=True)
class Html:
    """A piece of HTML that a notebook shows as it is; whoever makes one escapes what comes from sources."""

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True)
class Drawing:
    """An altair chart that is shown without a network; `chart` is there to be changed or saved.

    JupyterLab draws the chart itself, with its tooltips; every other viewer gets a picture (SVG).
    `drawing.chart.save("timeline.html", inline=True)` writes a page that works offline too.
    """

    chart: Any = field(repr=False)

    def _repr_html_(self) -> str:
        import vl_convert

        return str(vl_convert.vegalite_to_svg(self.chart.to_dict()))

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        media_type = f"application/vnd.vegalite.v{altair().SCHEMA_VERSION.lstrip('v').split('.')[0]}+json"
        return {"text/html": self._repr_html_(), media_type: self.chart.to_dict()}


def altair() -> ModuleType:
    """The drawing library. Raises OutputError where the extra `notebooks` is not installed."""
    try:
        import altair as library
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise OutputError(
            f"drawings need {error.name}, which is not installed", "Run `pip install 'synchronicle[notebooks]'`"
        ) from error
    return library
