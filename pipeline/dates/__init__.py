"""Time expressions in Thai, Russian and English prose, with EDTF values."""

from pipeline.dates.find import find_dates, find_dates_in_text

__all__ = ["find_dates", "find_dates_in_text"]
