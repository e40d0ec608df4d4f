"""Names, headers and words that the templates of declarations and their filling share."""

from __future__ import annotations

GEMEENTE_TEMPLATE, REGION_TEMPLATE = "declaratie.xlsx", "declaratie-regio.xlsx"

LINES = "tblRegels"
"""The table of lines, in both workbooks."""

GEMEENTEN, PARTNERS, CAPPED = "tblGemeenten", "tblPartners", "tblAfgetopt"
NOBODY, ISSUED, FINDINGS = "tblNietToewijsbaar", "tblEerder", "tblBevindingen"
"""The other tables of the region's workbook."""

DAY, MEETING, STREAM, VERSION = "Overlegdatum", "Overlegnummer", "Werkstroom", "Convenant"
PARTNER, AGB, CASE, BASIS = "Partner", "AGB", "Casusnummer", "Verdeelbasis"
MINUTES, TARIFF, AMOUNT, SORT = "Minuten", "Tarief per uur", "Bedrag", "Soort"
GEMEENTE, SOURCE, QUARTER = "Gemeente", "Bron", "Kwartaal"

LINE_HEADERS = (
    DAY, MEETING, STREAM, VERSION, PARTNER, AGB, CASE, BASIS, MINUTES, TARIFF, AMOUNT, SORT,
)  # fmt: skip
"""Everything about a line that a gemeente sees; no other column ever leaves (domein §6, §7)."""

REGULAR, LATE, CORRECTION = "regulier", "nagekomen", "correctie"
SORTS = (REGULAR, LATE, CORRECTION)

NOT_ASSIGNABLE = "niet toewijsbaar"
"""What stands in the region's workbook where a gemeente would."""

CONCEPT_LINE = "CONCEPT – niet definitief, niet betalen"
CONCEPT_MARK, ON_MARK, NUMBER_MARK = "{concept}", "{peildatum}", "{declaratienummer}"
"""What the headers and footers of a template hold where the filling puts something."""

CAPACITY = 99
"""Partners that the first sheet of our own template has room for: as many as two digits number."""

ON_ONE_PAGE = 30
"""Partners up to which the first sheet stays on one page when it is printed."""


def partner_name(number: int, part: str) -> str:
    """Name of a cell for the partner with a number from 1 on: ``partner_01_bedrag``."""
    return f"partner_{number:02}_{part}"
