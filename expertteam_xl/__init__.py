"""Excel-compatible automation for the register of a Regionaal Expertteam Jeugd.

Read a register with `read_register`, check it with `check`, and write the marked copy with
`write_findings`. Nothing here prints, exits or changes its input.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "DefinitionError",
    "Figures",
    "Finding",
    "Outcome",
    "Period",
    "Quarter",
    "RegisterError",
    "Report",
    "Split",
    "__version__",
    "check",
    "monitor",
    "read_register",
    "split_costs",
    "write_declarations",
    "write_findings",
    "write_monitor",
]

if TYPE_CHECKING:
    from expertteam_xl.billing.model import Split
    from expertteam_xl.billing.split import split_costs
    from expertteam_xl.checks import Report, check
    from expertteam_xl.errors import DefinitionError, RegisterError
    from expertteam_xl.findings import Finding, Outcome
    from expertteam_xl.monitoring import Figures, Period, monitor
    from expertteam_xl.outputs.declaration import write_declarations
    from expertteam_xl.outputs.monitor import write_monitor
    from expertteam_xl.outputs.signals import write_findings
    from expertteam_xl.quarters import Quarter
    from expertteam_xl.register import read_register

_HOMES = {
    "DefinitionError": "expertteam_xl.errors",
    "Finding": "expertteam_xl.findings",
    "Outcome": "expertteam_xl.findings",
    "Figures": "expertteam_xl.monitoring",
    "Period": "expertteam_xl.monitoring",
    "monitor": "expertteam_xl.monitoring",
    "write_monitor": "expertteam_xl.outputs.monitor",
    "Quarter": "expertteam_xl.quarters",
    "RegisterError": "expertteam_xl.errors",
    "Report": "expertteam_xl.checks",
    "Split": "expertteam_xl.billing.model",
    "check": "expertteam_xl.checks",
    "read_register": "expertteam_xl.register",
    "split_costs": "expertteam_xl.billing.split",
    "write_declarations": "expertteam_xl.outputs.declaration",
    "write_findings": "expertteam_xl.outputs.signals",
}


def __getattr__(name: str) -> Any:
    """Fetch a public name from its room on first use: pandas and pandera are slow to import."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
