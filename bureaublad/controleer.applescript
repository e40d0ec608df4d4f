-- Sleep een register op dit programma: het wordt gecontroleerd in een venster van Terminal.
-- Dubbelklikken vraagt waar het register staat. 'doe.py snelkoppeling' vult @START@ in.

on run
	try
		set gekozen to choose file with prompt "Kies het register, of meer tegelijk." with multiple selections allowed
	on error number -128
		return -- geannuleerd
	end try
	controleer(gekozen)
end run

on open gesleept
	controleer(gesleept)
end open

on controleer(bestanden)
	set opdracht to "/bin/sh " & quoted form of "@START@"
	repeat with bestand in bestanden
		set opdracht to opdracht & " " & quoted form of POSIX path of bestand
	end repeat
	tell application "Terminal"
		activate
		do script opdracht & "; exit"
	end tell
end controleer
