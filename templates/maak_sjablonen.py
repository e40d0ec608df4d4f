"""Makes the templates from the definitions of the program; two runs give the same bytes.

python templates/maak_sjablonen.py
"""

from __future__ import annotations

from pathlib import Path

from expertteam_xl.forms.templates import form_templates
from expertteam_xl.outputs.declaration_region_template import region_template
from expertteam_xl.outputs.declaration_template import gemeente_template
from expertteam_xl.outputs.declaration_words import GEMEENTE_TEMPLATE, REGION_TEMPLATE
from expertteam_xl.outputs.empty_register import empty_register
from expertteam_xl.outputs.empty_register_writer import to_bytes
from expertteam_xl.outputs.monitor_layout import TEMPLATE as MONITOR_TEMPLATE
from expertteam_xl.outputs.monitor_template import monitor_template

FOLDER = Path(__file__).parent


def main() -> None:
    """Write every template into this folder."""
    for name, data in made().items():
        (FOLDER / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")


def made() -> dict[str, bytes]:
    """Name of every template to its bytes."""
    return {
        "register.xlsx": to_bytes(empty_register()),
        GEMEENTE_TEMPLATE: gemeente_template(),
        REGION_TEMPLATE: region_template(),
        **form_templates(),
        MONITOR_TEMPLATE: monitor_template(),
    }


if __name__ == "__main__":
    main()
