@echo off
rem Dubbelklik: de bladzijde om het register op te slepen gaat open in de browser.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
title Expertteam: bladzijde (laat dit venster open)
set "MAP=%~dp0"

set "PYTHON="
call :probeer py -3
call :probeer python
call :probeer python3
if not defined PYTHON goto geenpython

%PYTHON% "%MAP%doe.py" start
if errorlevel 1 pause
exit /b %ERRORLEVEL%

:geenpython
echo Python 3.11 of nieuwer ontbreekt op deze computer.
echo Installeer het uit de Microsoft Store (zoek op Python), of vraag uw systeembeheerder.
echo.
pause
exit /b 1

:probeer
if defined PYTHON exit /b 0
%* -c "import sys; sys.exit(sys.version_info[:2] < (3, 11))" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0
