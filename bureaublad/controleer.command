#!/bin/sh
# Controleert elk register dat erop gesleept wordt; dubbelklikken vraagt waar het register staat.
map=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd) || exit 1
for python in python3.14 python3.13 python3.12 python3.11 python3; do
    if "$python" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' >/dev/null 2>&1; then
        exec "$python" "$map/doe.py" slepen "$@"
    fi
done
echo 'Python 3.11 of nieuwer ontbreekt op deze computer.' >&2
echo 'Installeer het, of vraag uw systeembeheerder.' >&2
if [ -t 0 ]; then
    printf '\nDruk op Enter om dit venster te sluiten. '
    read -r _
fi
exit 1
