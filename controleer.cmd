@echo off
rem Sleep een register, of meer tegelijk, op dit bestand: elk wordt gecontroleerd.
rem De Verkenner zet geen aanhalingstekens om een naam met een ampersand of komma. Daarom gaat de
rem hele opdrachtregel mee naar doe.py, en sluit 'exit' cmd af voor het de rest van zo'n naam leest.
rem Van map wisselen hoeft niet: dat kan cmd niet naar een netwerkmap.
setlocal EnableExtensions EnableDelayedExpansion
set "EXPERTTEAM_XL_REGEL=!cmdcmdline!"
set "VENSTER="
if defined EXPERTTEAM_XL_REGEL if not "!EXPERTTEAM_XL_REGEL:/c=!"=="!EXPERTTEAM_XL_REGEL!" set "VENSTER=1"
setlocal DisableDelayedExpansion
chcp 65001 >nul
title Register controleren
set "MAP=%~dp0"
if not exist "%MAP%doe.py" goto verhuisd

set "PYTHON="
call :probeer py -3
call :probeer python
call :probeer python3
if not defined PYTHON goto geenpython

%PYTHON% "%MAP%doe.py" slepen %*
set "CODE=%ERRORLEVEL%"
if %CODE% LSS 0 pause
if %CODE% GTR 3 pause
goto einde

:geenpython
echo Python 3.11 of nieuwer ontbreekt op deze computer.
echo Installeer het uit de Microsoft Store (zoek op Python), of vraag uw systeembeheerder.
goto mislukt

:verhuisd
echo Het programma staat niet meer in deze map: "%MAP%"
echo Maak de snelkoppeling opnieuw: open de map van het programma en typ: py doe.py snelkoppeling

:mislukt
set "CODE=1"
echo.
pause

:einde
if defined VENSTER exit %CODE%
exit /b %CODE%

:probeer
if defined PYTHON exit /b 0
%* -c "import sys; sys.exit(sys.version_info[:2] < (3, 11))" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0
