@echo off
rem Sleep een register op dit bestand: het wordt gecontroleerd.
if "%~1"=="" (
  echo Sleep een Excel-register op dit bestand om het te controleren.
) else (
  py "%~dp0doe.py" controleer "%~1"
)
echo.
pause
