"""The rows that a full register keeps of one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from expertteam_xl.convenant.gemeenten import Gemeente
from expertteam_xl.example.course import HELD, Course, Meeting
from expertteam_xl.example.days import Days, between, later
from expertteam_xl.example.model import Record
from expertteam_xl.example.parties import EXPERTS
from expertteam_xl.example.records import Life, basics, discussion, placement

_NOTES = (
    "Verzonnen voorbeeld: wacht op stukken",
    "Verzonnen voorbeeld: dossier compleet",
    "Verzonnen voorbeeld: twee keer gebeld",
    None,
    None,
    "nvt",
)
_ELEMENTS = (
    "Probleemschets",
    "Beschrijving",
    "Soort hulp",
    "Concrete stappen en termijnen",
    "Onderbouwing",
    "Doelen in tijd en effect",
    "Randvoorwaarden",
)
_KNELPUNTEN = (
    "integraal",
    "sociaal domein",
    "wachtlijst",
    "wachtlijst",
    "specialisme",
    "18-/18+",
    "anders",
)
_LEEFGEBIEDEN = ("wonen", "gezin", "school", "gezondheid", "vrije tijd")
_NOT_FIRST = ("gezinshuis", "instelling")
_HULPVORMEN = ("thuis", "ambulant", "ambulant", "pleegzorg", "gezinshuis", "instelling")
_SCORES = ("Snel geholpen", "Hulpverleners effectief", "Creatieve oplossing", "Rollen duidelijk")


@dataclass(frozen=True)
class CaseFile:
    """Writes down what happened to a case; every date on or before the peildatum.

    Attributes:
        days: the terms and the peildatum.
        chance: where the variety comes from.
    """

    days: Days
    chance: Random

    def case(self, course: Course, place: str, gemeente: Gemeente) -> Record:
        """The row of Casussen."""
        record = basics(course) | {
            "Woonplaats": place,
            "Uitvoeringsdienst": gemeente.service,
            "Soort": "adviesvraag" if course.question else "aanmelding",
            "Type aanmelder": self.announcer(course),
            "Afgestemd met USD op": course.start,
            "Kader": "gedwongen"
            if course.stream == "A" and self.chance.random() < 0.3
            else "vrijwillig",
            "Procesregisseur": "consulent USD",
            "Geëscaleerd": self.chance.choice(("nee", "nee", "nee", "ambtelijk", None)),
            "JIM": self.chance.choice(("ja", "nee", None)),
            "Knelpunt": self.chance.choice(_KNELPUNTEN),
            "Opmerkingen": self.chance.choice(_NOTES),
        }
        record["Geboortejaar" if isinstance(course.birth, int) else "Geboortedatum"] = course.birth
        return record | self._intake(course) | self._outcome(course)

    def announcer(self, course: Course) -> str:
        """Who brought a case in: a role that its werkstroom allows."""
        if course.question:
            return self.chance.choice(("ouder", "jeugdige", "consulent USD"))
        if course.stream == "A":
            return self.chance.choice(("consulent USD", "consulent GI", "Veilig Thuis"))
        return self.chance.choice(
            ("consulent USD", "consulent USD", "partner", "partner onderwijs")
        )

    def _intake(self, course: Course) -> Record:
        record: Record = {}
        if not course.question:
            first = course.first.day if course.meetings else course.start
            record["Ouders/jeugdige geïnformeerd op"] = min(course.start, first)
        if course.triage and not course.question:
            record |= {
                "Triage door (discipline)": "GZ-psycholoog",
                "Overeenstemming": "ja",
            }
        if course.stream == "A":
            ground = course.ground or "c"
            record |= {"Grond A": ground, "Wens verwijzer": "ja" if "c" in ground else None}
        elif not course.question:
            record |= dict.fromkeys(("B-a", "B-b", "B-c", "B-d", "B-e"), "ja")
            record["B-f"] = self.chance.choice(("ja", "nee", "onbekend"))
        if course.meetings:
            record["Uitgenodigd op"] = min(course.start, course.first.day)
        return record

    def _outcome(self, course: Course) -> Record:
        record: Record = {"Oplossing gerealiseerd op": course.solved}
        if course.closed:
            record |= {
                "Uitkomst UHP": self.chance.choice(
                    ("voorkomen", "voorkomen", "niet voorkomen", "uitgesteld", "nvt")
                ),
                "Peildatum UHP": course.closed,
                "Kosten inzet": self.chance.randint(4, 90) * 100,
            }
        return record

    def fill(self, life: Life) -> None:
        """The rows of the other tables that are about the case alone."""
        course = life.course
        for stay in course.stays:
            life.add("Plaatsingen", placement(stay))
        if course.meetings and course.first.state == HELD:
            self._consent(life)
        if course.oral:
            life.add("Adviezen", self._oral(course.oral))
        if course.closed:
            self._closing(life)

    def talk(self, meeting: Meeting) -> Record:
        """The row of Besprekingen of one session."""
        record = discussion(meeting)
        if meeting.state != HELD:
            return record
        present = self.chance.random() < 0.8
        record |= {
            "Bespreekminuten": self.chance.choice((15, 20, 25, 30, 30, 35, 40, 45)),
            "Ouders aanwezig": "ja" if present else "nee",
            "Reden afwezig": None if present else "werk",
            "Regievoerder": "consulent USD",
            "Besluit door": self.chance.choice(("overeenstemming", "overeenstemming", "verwijzer")),
            "Netwerk besproken": "ja",
            "Voorwaarden benoemd": "ja",
            "Mandaat geregeld": "ja",
            "Schakelfunctionaris": self.chance.choice(("nee", "nee", "ja", None)),
        }
        if not present:
            told = later(meeting.day, self.chance.randint(0, 4))
            record["Ouders achteraf geïnformeerd op"] = min(told, self.days.on)
        return record

    def advice(self, meeting: Meeting) -> Record:
        """The row of Adviezen of a session that gave one."""
        sent, kind = meeting.sent, self.chance.choice(_HULPVORMEN)
        record: Record = {
            "Soort": "zwaarwegend",
            "Adviesdatum": meeting.day,
            "Besluit verzonden op": sent,
            "Aan consulent op": sent,
            "Aan ouders/jeugdige op": sent,
            "Uitvoerende partner(s)": self.partner(),
            "Aanvaard op": sent,
            "Hulpvorm": kind,
            "Motivering afwijking": "ja" if kind in _NOT_FIRST else None,
            "Uitvoering": self.chance.choice(("volledig", "volledig", "deels", "onbekend")),
        }
        return dict.fromkeys(_ELEMENTS, "ja") | record

    def _oral(self, day: date) -> Record:
        return {"Soort": "mondeling", "Adviesdatum": day, "Aan consulent op": day}

    def partner(self) -> str:
        """The name of one of the partners who give help."""
        return self.chance.choice(EXPERTS)[0]

    def goals(self, course: Course, meeting: Meeting) -> list[Record]:
        """Two rows of Doelen: on the way, and in the end."""
        rows = []
        for kind, most in (("tussentijds", 60), ("einddoel", 150)):
            due = later(meeting.day, self.chance.randint(most // 2, most))
            row: Record = {"Type": kind, "Termijn": due, "Resultaat": "open"}
            row["Leefgebied"] = self.chance.choice(_LEEFGEBIEDEN)
            if course.closed and course.closed >= meeting.day:
                reached = min(due, course.closed)
                row |= {"Resultaat": "behaald", "Behaald op": reached}
            elif due <= self.days.on:
                row["Termijn"] = later(self.days.on, self.chance.randint(20, 90))
            rows.append(row)
        return rows

    def agreement(self, meeting: Meeting) -> Record:
        """A row of Afspraken: the solution, who carries it out and when."""
        due = later(meeting.day, self.chance.randint(10, 50))
        done = later(meeting.day, self.chance.randint(3, 10))
        return {
            "Type": "oplossing",
            "Uitvoerder": self.partner(),
            "Termijn": max(due, self.days.on) if done > self.days.on else due,
            "Gereed op": done if done <= self.days.on else None,
        }

    def _consent(self, life: Life) -> None:
        """Written consent of a parent, and of a youth who may be old enough for it."""
        course = life.course
        birth = course.birth.year if isinstance(course.birth, date) else course.birth or 0
        oldest = course.first.day.year - birth
        adult = 18
        from_age = self.days.terms.toestemming_leeftijd
        who = ["ouder"] if oldest <= adult else []
        who += ["jeugdige"] if oldest >= from_age else []
        for person in who:
            life.add("Toestemmingen", self._consented(course, person))

    def _consented(self, course: Course, person: str) -> Record:
        told = course.start
        return {
            "Door": person,
            "Datum": told,
            "Schriftelijk": "ja",
            "Geïnformeerd doel": told,
            "Geïnformeerd intrekking": told,
            "Geïnformeerd weigering": told,
            "Herleidbaar": "nee",
            "Aanwezigheid gewenst": "ja",
        }

    def _closing(self, life: Life) -> None:
        closed = life.course.closed
        if closed is None:
            return
        scaled = life.course.status == "afgeschaald"
        life.add(
            "Afsluitingen",
            {
                "Datum": closed,
                "Type": "afgeschaald" if scaled else "afgesloten",
                "Door": "consulent USD",
                "Waardering samenwerking": self.chance.randint(5, 10),
                "Waardering effect": self.chance.randint(4, 10),
                "Geregistreerd op": min(later(closed, self.chance.randint(0, 7)), self.days.on),
            },
        )
        for group in ("ouder", "jeugdige", "partner", "gemeente"):
            if self.chance.random() < 0.4:
                life.add("Ervaringen", self._experience(closed, group))

    def _experience(self, closed: date, group: str) -> Record:
        until = min(later(closed, 20), self.days.on)
        record: Record = {
            "Datum": self.chance.choice(between(closed, until) or [until]),
            "Groep": group,
            "Score": self.chance.randint(5, 10),
        }
        for item in _SCORES:
            if self.chance.random() < 0.5:
                record[item] = self.chance.randint(4, 10)
        return record
