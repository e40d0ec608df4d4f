"""Writes the monitor of a period for an audience, as a workbook to print."""

from __future__ import annotations

from pathlib import Path

from expertteam_xl.errors import RegisterError
from expertteam_xl.files import make_folder, same_file
from expertteam_xl.monitoring.model import Figures
from expertteam_xl.outputs.monitor_fill import filled_monitor
from expertteam_xl.outputs.monitor_layout import TEMPLATE
from expertteam_xl.outputs.monitor_leaks import refuse_leaks
from expertteam_xl.outputs.monitor_model import printout
from expertteam_xl.outputs.own_template import Template, read_template
from expertteam_xl.outputs.templates import template as shipped
from expertteam_xl.outputs.together import refuse_taken, write_together


def write_monitor(
    figures: Figures,
    target: Path | str,
    *,
    template: Template | None = None,
    overwrite: bool = False,
) -> Path:
    """Write a monitor; the file appears whole or not at all.

    The finished file is searched for what its audience may not see before it gets its name.

    Args:
        figures: what `expertteam_xl.monitor` gave.
        target: the file, or a folder for a file with its usual name.
        template: the region's own template; None for the one that is shipped.
        overwrite: whether a file that is there may be replaced.

    Returns:
        The file.

    Raises:
        RegisterError: the file exists or can't be written, the template can't be used, or the file
            would hold something that its audience may not see.
    """
    printed = printout(figures)
    path = Path(target)
    if path.is_dir():
        path /= printed.file_name
    _refuse_target(template, path)
    refuse_taken([path], overwrite=overwrite)
    look = shipped(TEMPLATE) if template is None else read_template(template)
    data = filled_monitor(look, printed)
    refuse_leaks(data, printed, look)
    make_folder(path.parent)
    write_together({path: data}, overwrite=overwrite)
    return path


def _refuse_target(template: Template | None, target: Path) -> None:
    """Refuses a template that the monitor would replace.

    Raises:
        RegisterError: it is the file that will be written.
    """
    if template is None or isinstance(template, bytes):
        return
    if same_file(Path(template), target):
        raise RegisterError(
            f"Het sjabloon '{target.name}' heeft de naam van de monitor en zou vervangen worden; "
            "bewaar het onder een andere naam."
        )
