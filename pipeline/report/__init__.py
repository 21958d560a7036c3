"""The report: finished tables and their texts as one HTML page that opens from disk and asks no network.

`data` makes the payload from the tables, `page` puts it together with the script and style of `page/`
and the libraries of `vendor/`.
"""

from __future__ import annotations

from pipeline.report.page import report_page, write_report

__all__ = ["report_page", "write_report"]
