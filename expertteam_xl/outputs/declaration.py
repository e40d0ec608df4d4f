"""Writes the declarations of a quarter: a workbook for every gemeente, and one for the region."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from expertteam_xl.billing.model import Split
from expertteam_xl.errors import RegisterError
from expertteam_xl.files import make_folder, same_file
from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.declaration_fill import filled_declaration
from expertteam_xl.outputs.declaration_leaks import LeakCheck
from expertteam_xl.outputs.declaration_model import declarations
from expertteam_xl.outputs.declaration_region_fill import filled_region
from expertteam_xl.outputs.declaration_region_model import Region
from expertteam_xl.outputs.own_template import Template, read_template
from expertteam_xl.outputs.templates import template as shipped
from expertteam_xl.outputs.together import refuse_taken, write_together


def write_declarations(
    split: Split,
    folder: Path | str,
    *,
    template: Template | None = None,
    region_template: Template | None = None,
    concept: bool = False,
    overwrite: bool = False,
) -> list[Path]:
    """Write a workbook for every gemeente with lines, and the coordinator's for the region.

    All files appear or none. Each file of a gemeente is searched for what is not its own before
    any file gets its name.

    Args:
        split: what everybody pays.
        folder: where the files come; made when absent.
        template: the region's own template for a gemeente; None for the one that is shipped.
        region_template: the same for the region's workbook.
        concept: whether every page says CONCEPT.
        overwrite: whether files that are there may be replaced.

    Returns:
        The files: those of the gemeenten in the order of the convenant, the region's last.

    Raises:
        RegisterError: a file exists or can't be written, a template can't be used, or a file
            would hold something of another gemeente.
    """
    place = Path(folder)
    each = declarations(split, concept=concept)
    region = Region(split, tuple(each), concept)
    names = [*(declaration.file_name for declaration in each), region.file_name]
    targets = [place / name for name in names]
    refuse_taken(targets, overwrite=overwrite)
    for given in (template, region_template):
        _refuse_target(given, targets)
    look = read_template(shipped(w.GEMEENTE_TEMPLATE) if template is None else template)
    overview = read_template(
        shipped(w.REGION_TEMPLATE) if region_template is None else region_template
    )
    files: dict[Path, bytes] = {}
    check = LeakCheck(split)
    for declaration in each:
        data = filled_declaration(look, declaration)
        check.refuse_leaks(data, declaration)
        files[place / declaration.file_name] = data
    files[place / region.file_name] = filled_region(overview, region)
    make_folder(place)
    write_together(files, overwrite=overwrite)
    return list(files)


def _refuse_target(template: Template | None, targets: Sequence[Path]) -> None:
    """Refuses a template that a declaration would replace.

    Raises:
        RegisterError: it has the name and place of a result.
    """
    if template is None or isinstance(template, bytes):
        return
    if any(same_file(Path(template), target) for target in targets):
        name = Path(template).name
        raise RegisterError(
            f"Het sjabloon '{name}' heeft de naam van een declaratie en zou vervangen worden; "
            "bewaar het onder een andere naam."
        )
