"""Every column of every table, once: domein.md's data model as data.

Order of the tables is the order of the sheets in an empty register; the first column of a table
is the one that names a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from expertteam_xl.kinds import Kind
from expertteam_xl.schema import Column, TableSpec


def _words(*words: str, **spellings: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Allowed words in order; other spellings are given by the word with ``_`` for a blank."""
    others = {word.replace("_", " "): spelled for word, spelled in spellings.items()}
    return MappingProxyType({word: others.get(word, ()) for word in words})


_CASUSNUMMER_VORM = r"ET-\d{4}-\d{3}"
_WERKSTROOM = MappingProxyType(
    {
        "A": ("doorbraaktafel", "DBT", "werkstroom A", "tafel A", "stroom A", "A doorbraaktafel"),
        "B": (
            "vastgelopen",
            "vastgelopen casus",
            "vastgelopen casuïstiek",
            "expertteam",
            "werkstroom B",
            "stroom B",
            "B vastgelopen",
            "B expertteam",
        ),
    }
)
_CASUS_REF = "Casussen.Casusnummer"
_OVERLEG_REF = "Overleggen.Overlegnummer"
_PARTNER_REF = "Partners.Partner"


def _casus_ref(*, required: bool = True) -> Column:
    return Column(
        "Casusnummer",
        Kind.NUMMER,
        ("Casusnr", "Casus", "Dossiernr", "Kenmerk"),
        required=required,
        refers=_CASUS_REF,
        help="Het casusnummer zoals op Casussen.",
    )


def _overleg_ref(*, required: bool = True) -> Column:
    return Column(
        "Overlegnummer",
        Kind.NUMMER,
        ("Overlegnr", "Sessienr", "Sessienummer"),
        required=required,
        refers=_OVERLEG_REF,
        help="Het overlegnummer zoals op Overleggen.",
    )


def _score(header: str, help_text: str, aliases: tuple[str, ...] = ()) -> Column:
    return Column(header, Kind.SCORE, aliases, low=1, high=10, privacy="K0", help=help_text)


def _ja_nee(header: str, help_text: str = "", aliases: tuple[str, ...] = ()) -> Column:
    return Column(header, Kind.JA_NEE, aliases, help=help_text)


def _date(
    header: str, help_text: str = "", aliases: tuple[str, ...] = (), *, required: bool = False
) -> Column:
    return Column(header, Kind.DATUM, aliases, required=required, help=help_text)


def _text(
    header: str, help_text: str = "", aliases: tuple[str, ...] = (), *, privacy: str = "K1"
) -> Column:
    return Column(header, Kind.TEKST, aliases, privacy=privacy, help=help_text)


CASUSSEN = TableSpec(
    "Casussen",
    (
        Column(
            "Casusnummer",
            Kind.NUMMER,
            ("Nr", "Nummer", "Casusnr", "Casus", "Dossiernr", "Dossiernummer", "Kenmerk"),
            required=True,
            unique=True,
            pattern=_CASUSNUMMER_VORM,
            help="Volgnummer ET-jjjj-nnn, zonder initialen, geboortedatum of BSN.",
        ),
        Column(
            "Jeugdigesleutel",
            Kind.NUMMER,
            ("Cliëntcode", "Clientnummer", "Jeugdigecode"),
            help="Code die dezelfde jeugdige herkent; de sleutellijst blijft buiten het bestand.",
        ),
        Column("Gezinsnummer", Kind.NUMMER, ("Gezin", "Gezinscode"), help="Code van het gezin."),
        _date(
            "Aanmelddatum",
            "Dag waarop de casus is aangemeld; hier begint de klok van T01 en T02.",
            (
                "Datum aanmelding",
                "Aanmelding",
                "Binnengekomen",
                "Aangemeld op",
                "Datum aangemeld",
                "Datum van aanmelding",
                "Datum binnengekomen",
                "Binnengekomen op",
            ),
            required=True,
        ),
        Column(
            "Woonplaats",
            Kind.WOONPLAATS,
            ("Plaats", "Woonplaats/Gemeente", "Gemeente/Woonplaats", "Woonplaats jeugdige"),
            required=True,
            help="Woonplaats of gemeente volgens het woonplaatsbeginsel.",
        ),
        Column(
            "Gemeente",
            Kind.WOONPLAATS,
            help="Volgt uit de woonplaats; alleen invullen als die anders is.",
        ),
        _text("Uitvoeringsdienst", "De USD van de gemeente.", ("USD",)),
        Column(
            "Geboortejaar",
            Kind.JAAR,
            low=1900,
            high=2100,
            help="Jaartal is genoeg; liever geen geboortedatum.",
        ),
        Column("Geboortedatum", Kind.DATUM, privacy="K2", help="Liever alleen het geboortejaar."),
        Column(
            "Soort",
            Kind.CODE,
            ("Soort aanmelding",),
            words=_words("aanmelding", "adviesvraag", adviesvraag=("consultatie", "advies")),
            help="Aanmelding, of een adviesvraag zonder aanmelding.",
        ),
        Column(
            "Werkstroom",
            Kind.CODE,
            ("Tafel", "Stroom"),
            words=_WERKSTROOM,
            help="A (doorbraaktafel) of B (vastgelopen casus); leeg onder het convenant van 2018.",
        ),
        Column(
            "Grond A",
            Kind.CODES,
            ("Grond", "Reden"),
            words=_words("a", "b", "c"),
            help="Een of meer van a, b en c, met komma's.",
        ),
        _ja_nee("Wens verwijzer", "Wil de verwijzer bij grond c bespreken?"),
        _ja_nee("B-a", "Geen lokale oplossing."),
        _ja_nee("B-b", "De vraag gaat over de jeugdige."),
        _ja_nee("B-c", "Zeer urgent, geen veiligheidscrisis."),
        _ja_nee("B-d", "Naar schatting vrijwillig kader."),
        _ja_nee("B-e", "Naar schatting meerdere aanbieders."),
        _ja_nee("B-f", "Overbruggingszorg."),
        Column("Kader", Kind.CODE, words=_words("vrijwillig", "gedwongen")),
        Column(
            "Type aanmelder",
            Kind.CODE,
            ("Verwijzer", "Aangemeld door", "Aanmelder"),
            required=True,
            words=_words(
                "consulent USD",
                "consulent GI",
                "Veilig Thuis",
                "partner",
                "partner onderwijs",
                "gemeente",
                "ouder",
                "jeugdige",
                "anders",
                consulent_USD=("consulent uitvoeringsdienst", "USD", "consulent"),
                consulent_GI=("GI", "jeugdbeschermer"),
                Veilig_Thuis=("VT", "Veilig Thuis GV"),
                partner_onderwijs=("onderwijs", "school"),
                ouder=("ouders",),
            ),
            help="Rol van wie aanmeldt, geen naam.",
        ),
        _date("Afgestemd met USD op", "Dag van afstemming met de uitvoeringsdienst."),
        _date(
            "Triagedatum",
            "Dag waarop de casus gerouteerd is (T01).",
            ("Datum triage", "Gerouteerd", "Triage op", "Gerouteerd op"),
        ),
        Column(
            "Triage-uitkomst",
            Kind.CODE,
            ("Uitkomst", "Uitkomst triage"),
            words=_words(
                "bespreken",
                "mondeling advies",
                "niet bespreken",
                "doorverwezen",
                "ingetrokken",
                bespreken=("wel bespreken", "te bespreken", "op tafel"),
                niet_bespreken=("niet op tafel",),
            ),
            help="Wat de triage besloot.",
        ),
        _text("Triage door (discipline)", "Discipline, geen naam."),
        _ja_nee("Overeenstemming", "Waren C&A en consulent het eens over bespreken?"),
        _text("Beslisser", "Wie besliste bij verschil van inzicht; een rol, geen naam."),
        _date("Ouders/jeugdige geïnformeerd op"),
        _date("Uitgenodigd op"),
        _text("Procesregisseur", "Rol, geen naam."),
        _text("Ander overleg", "Waarvan afgebakend, zoals MDA++."),
        Column(
            "Geëscaleerd",
            Kind.CODE,
            ("Escalatie",),
            words=_words("nee", "ambtelijk", "bestuurlijk", "expertisecentrum"),
        ),
        _ja_nee("JIM", "Is er een JIM of vertrouwenspersoon?", ("Vertrouwenspersoon",)),
        Column(
            "Knelpunt",
            Kind.CODE,
            words=_words(
                "integraal",
                "sociaal domein",
                "wachtlijst",
                "specialisme",
                "18-/18+",
                "anders",
                integraal=("integrale hulp",),
                sociaal_domein=("sociaal-domeinbreed", "sociaaldomein breed"),
                wachtlijst=("overbrugging", "wachtlijst/overbrugging"),
                specialisme=("hyperspecialisme",),
            ),
        ),
        Column(
            "Uitkomst UHP",
            Kind.CODE,
            words=_words("voorkomen", "niet voorkomen", "uitgesteld", "nvt", "onbekend"),
            help="Is een uithuisplaatsing voorkomen?",
        ),
        _date("Peildatum UHP"),
        _date("Oplossing gerealiseerd op"),
        Column("Kosten inzet", Kind.GELD, low=0),
        Column(
            "Status",
            Kind.CODE,
            required=True,
            words=_words(
                "aangemeld",
                "getrieerd",
                "gepland",
                "besproken",
                "in uitvoering",
                "afgeschaald",
                "afgesloten",
                "niet op tafel",
                "ingetrokken",
                in_uitvoering=("uitvoering", "loopt", "lopend"),
                afgesloten=("gesloten",),
            ),
            help="Stand van de casus.",
        ),
        _date(
            "Overlegdatum",
            "Alleen zonder, of met een leeg, blad Overleggen: de dag van het overleg.",
            ("Datum overleg", "Datum ET", "Datum expertteam"),
        ),
        _date(
            "Besluit verzonden op",
            "Alleen zonder, of met een leeg, blad Adviezen.",
            (
                "Advies verzonden",
                "Advies verstuurd",
                "Advies verzonden op",
                "Advies verstuurd op",
                "Besluit verzonden",
                "Besluit verstuurd",
                "Besluit verstuurd op",
            ),
        ),
        _date(
            "Afgesloten op",
            "Alleen zonder, of met een leeg, blad Afsluitingen.",
            ("Datum afgesloten", "Datum afsluiting"),
        ),
        _text(
            "Opmerkingen",
            "Vrije tekst; gaat nooit mee naar buiten.",
            ("Bijzonderheden", "Opm"),
            privacy="K2",
        ),
    ),
    ("Aanmeldingen", "Aanmelding", "Casus", "Cases", "Register", "Casuïstiek", "Dossiers"),
    "Een rij per casus.",
)

OVERLEGGEN = TableSpec(
    "Overleggen",
    (
        Column(
            "Overlegnummer",
            Kind.NUMMER,
            ("Sessienr", "Sessienummer", "Overlegnr"),
            required=True,
            unique=True,
            privacy="K0",
        ),
        _date("Overlegdatum", "", ("Datum overleg", "Datum ET", "Datum"), required=True),
        Column("Starttijd", Kind.TIJD, ("Aanvang", "Tijd", "Begintijd"), privacy="K0"),
        Column("Duur (min)", Kind.MINUTEN, ("Duur",), low=0, privacy="K0"),
        Column("Werkstroom", Kind.CODE, ("Tafel", "Stroom"), words=_WERKSTROOM, privacy="K0"),
        Column(
            "Status",
            Kind.CODE,
            required=True,
            words=_words(
                "gepland",
                "gehouden",
                "vervallen",
                "geannuleerd",
                gehouden=("doorgegaan", "geweest"),
                geannuleerd=("afgezegd",),
            ),
            privacy="K0",
            help="Vervallen: er was geen casus; geannuleerd: een andere reden.",
        ),
        Column("Vervallen gemeld op", Kind.DATUMTIJD, ("Gemeld op",), privacy="K0"),
        _text("Voorzitter (discipline)", "", ("Voorzitter",), privacy="K0"),
        _ja_nee("Voorzitter van C&A"),
        _ja_nee("Niet belanghebbend"),
        _text("Secretaris", "", ("Projectsecretaris",), privacy="K0"),
        _ja_nee("Informatie per leefgebied"),
        _ja_nee("Tijd beschikbaar"),
        _ja_nee("Voorbereiding akkoord"),
    ),
    ("Sessies", "Agenda", "Overleg"),
    "Een rij per overleg.",
)

BESPREKINGEN = TableSpec(
    "Besprekingen",
    (
        _overleg_ref(),
        _casus_ref(),
        Column("Bespreekminuten", Kind.MINUTEN, ("Tijd", "Min", "Minuten", "Bespreektijd"), low=1),
        _ja_nee("Ouders aanwezig"),
        _text("Reden afwezig", "Een code, geen verhaal."),
        _date("Ouders achteraf geïnformeerd op"),
        _ja_nee(
            "Sessie afgerond",
            "Werkstroom A: is de sessie met oplossingen afgesloten?",
            ("Afgerond",),
        ),
        _text("Regievoerder", "Rol, geen naam."),
        Column("Besluit door", Kind.CODE, words=_words("overeenstemming", "verwijzer")),
        _ja_nee("Netwerk besproken"),
        _ja_nee("Voorwaarden benoemd"),
        _ja_nee("Mandaat geregeld"),
        Column("Afweging terugkeer", Kind.CODE, ("Afweging",), words=_words("opnieuw", "regulier")),
        _date("Afwegingsdatum", "", ("Datum afweging",)),
        _ja_nee("Schakelfunctionaris"),
    ),
    ("Bespreking", "Besproken casussen"),
    "Een rij per casus die in een overleg besproken is.",
)

DEELNAMES = TableSpec(
    "Deelnames",
    (
        _overleg_ref(),
        Column(
            "Partner",
            Kind.TEKST,
            ("Organisatie",),
            required=True,
            refers=_PARTNER_REF,
            privacy="K0",
            help="Mag leeg zijn bij de rol ouder of jeugdige.",
        ),
        _text("Deelnemer", "Functie, geen naam.", ("Functie",)),
        Column(
            "Rol",
            Kind.CODE,
            required=True,
            words=_words(
                "voorzitter",
                "secretaris",
                "consulent",
                "jeugdbeschermer",
                "Veilig Thuis",
                "expert",
                "ouder",
                "jeugdige",
                "gemeente",
                "schakelfunctionaris",
                Veilig_Thuis=("VT",),
                ouder=("ouders",),
                secretaris=("projectsecretaris",),
            ),
        ),
        _ja_nee("Uitgenodigd"),
        Column("Overleg (min)", Kind.MINUTEN, ("Aanwezig", "Overleg")),
        Column("Voorbereiding (min)", Kind.MINUTEN, ("Vbt", "Voorbereiding")),
        Column("Reistijd (min)", Kind.MINUTEN, ("Reis", "Reistijd")),
        Column("Uren", Kind.UREN, ("Tijd",)),
        Column("Casusnummers", Kind.NUMMERS, ("Casussen", "Casusnummer"), refers=_CASUS_REF),
        _text("Tariefcode", "", privacy="K0"),
    ),
    ("Urenregistratie", "Deelname", "Deelnemers"),
    "Een rij per deelnemer aan een overleg.",
)

ADVIEZEN = TableSpec(
    "Adviezen",
    (
        Column(
            "Adviesnummer", Kind.NUMMER, ("Adviesnr", "Besluitnummer"), required=True, unique=True
        ),
        _casus_ref(),
        Column(
            "Overlegnummer",
            Kind.NUMMER,
            ("Overlegnr", "Sessienr", "Sessienummer"),
            refers=_OVERLEG_REF,
            help="Leeg bij een mondeling advies.",
        ),
        Column(
            "Soort",
            Kind.CODE,
            words=_words(
                "zwaarwegend",
                "mondeling",
                zwaarwegend=("zwaarwegend advies", "besluit"),
                mondeling=("mondeling advies",),
            ),
        ),
        _date("Adviesdatum", "", ("Datum advies", "Datum"), required=True),
        _ja_nee("Probleemschets"),
        _ja_nee("Beschrijving"),
        _ja_nee("Soort hulp"),
        _ja_nee("Concrete stappen en termijnen", "", ("Stappen en termijnen",)),
        _ja_nee("Onderbouwing"),
        _ja_nee("Doelen in tijd en effect"),
        _ja_nee("Randvoorwaarden"),
        _date(
            "Besluit verzonden op",
            "Dag waarop het besluit verstuurd is (T05).",
            (
                "Advies verstuurd",
                "Advies verzonden",
                "Advies verzonden op",
                "Advies verstuurd op",
                "Besluit verzonden",
                "Besluit verstuurd",
                "Besluit verstuurd op",
            ),
        ),
        _date("Aan consulent op"),
        _date("Aan ouders/jeugdige op"),
        _text("Uitvoerende partner(s)", "", ("Uitvoerende partner",), privacy="K0"),
        _date("Aanvaard op"),
        Column(
            "Hulpvorm",
            Kind.CODE,
            words=_words("thuis", "ambulant", "pleegzorg", "gezinshuis", "instelling"),
        ),
        _ja_nee("Motivering afwijking"),
        Column("Uitvoering", Kind.CODE, words=_words("volledig", "deels", "niet", "onbekend")),
    ),
    ("Besluiten", "Advies"),
    "Een rij per advies of besluit.",
)

DOELEN = TableSpec(
    "Doelen",
    (
        Column("Doelnummer", Kind.NUMMER, ("Doelnr",), required=True),
        Column(
            "Adviesnummer",
            Kind.NUMMER,
            ("Adviesnr",),
            required=True,
            refers="Adviezen.Adviesnummer",
        ),
        Column(
            "Type",
            Kind.CODE,
            required=True,
            words=_words("tussentijds", "einddoel", tussentijds=("tussendoel", "tussentijds doel")),
        ),
        _date("Termijn", required=True),
        _text("Leefgebied", "Een code."),
        Column("Resultaat", Kind.CODE, words=_words("behaald", "deels", "niet", "open")),
        _date("Behaald op"),
        _date("Afwijking gemeld op"),
    ),
    ("Doel",),
    "Een rij per doel, zonder de tekst van het doel.",
)

AFSPRAKEN = TableSpec(
    "Afspraken",
    (
        Column("Nr", Kind.NUMMER, ("Nummer", "Afspraaknummer"), required=True),
        _overleg_ref(),
        _casus_ref(),
        Column("Type", Kind.CODE, words=_words("oplossing", "actie")),
        Column(
            "Uitvoerder", Kind.TEKST, required=True, privacy="K0", help="Organisatie, geen naam."
        ),
        _date("Termijn", required=True),
        _date("Gereed op"),
    ),
    ("Acties", "Actielijst"),
    "Een rij per afspraak.",
)

PLAATSINGEN = TableSpec(
    "Plaatsingen",
    (
        _casus_ref(),
        Column(
            "Type",
            Kind.CODE,
            required=True,
            words=_words(
                "tussenvoorziening",
                "pleegzorg",
                "gezinshuis",
                "instelling",
                "thuis",
                tussenvoorziening=("TV",),
            ),
        ),
        _date(
            "Plaatsingsdatum",
            "Bij een weigering (vol): de datum daarvan.",
            ("Start", "Datum plaatsing", "Startdatum"),
            required=True,
        ),
        _date("Uitstroomdatum", "", ("Eind", "Einddatum", "Uitstroom")),
        _ja_nee("Vol", "Grond b: niet geplaatst omdat de voorziening vol was."),
        _text("Locatiecode"),
        _date("Vervolg geregeld op"),
        _ja_nee("Gemotiveerd"),
    ),
    ("Tussenvoorziening", "TV", "Plaatsing"),
    "Een rij per plaatsing.",
)

TOESTEMMINGEN = TableSpec(
    "Toestemmingen",
    (
        _casus_ref(),
        Column(
            "Door",
            Kind.CODE,
            required=True,
            words=_words(
                "ouder",
                "vertegenwoordiger",
                "jeugdige",
                ouder=("ouders",),
                vertegenwoordiger=("wettelijk vertegenwoordiger",),
            ),
        ),
        _date("Datum", required=True),
        _ja_nee("Schriftelijk"),
        _date("Geïnformeerd doel"),
        _date("Geïnformeerd intrekking"),
        _date("Geïnformeerd weigering"),
        _ja_nee("Herleidbaar"),
        _ja_nee("Aanwezigheid gewenst"),
        _date("Ingetrokken op"),
    ),
    ("Toestemming",),
    "Een rij per toestemming.",
)

AFSLUITINGEN = TableSpec(
    "Afsluitingen",
    (
        _casus_ref(),
        _date(
            "Datum", "", ("Afgesloten op", "Datum afgesloten", "Datum afsluiting"), required=True
        ),
        Column("Type", Kind.CODE, words=_words("afgesloten", "afgeschaald")),
        _text("Door", "Rol, geen naam."),
        _text("Reden open doelen", "Een code, geen verhaal."),
        _score("Waardering samenwerking", "1 tot en met 10."),
        _score("Waardering effect", "1 tot en met 10."),
        _date("Geregistreerd op"),
    ),
    ("Afsluiting",),
    "Een rij per afsluitformulier.",
)

ERVARINGEN = TableSpec(
    "Ervaringen",
    (
        _date("Datum"),
        Column(
            "Groep",
            Kind.CODE,
            words=_words("partner", "gemeente", "ouder", "jeugdige", ouder=("ouders",)),
        ),
        _score("Score", "1 tot en met 10."),
        _score("Snel geholpen", ""),
        _score("Hulpverleners effectief", ""),
        _score("Creatieve oplossing", ""),
        _score("Rollen duidelijk", ""),
        _score("Eigen kracht", ""),
        _casus_ref(required=False),
    ),
    ("Ervaring",),
    "Een rij per ingevulde ervaring.",
)

MOMENTEN = TableSpec(
    "Momenten",
    (
        Column(
            "Soort",
            Kind.CODE,
            words=_words(
                "kwartaalbespreking",
                "tussentijdse evaluatie",
                "evaluatie",
                "verlengingsbrief",
                "besluit vervolg",
            ),
            privacy="K0",
        ),
        Column("Datum", Kind.DATUM, privacy="K0"),
        _text("Periode", "Bijvoorbeeld 2021-K1 of 2022.", privacy="K0"),
    ),
    (),
    "Een rij per moment van het convenant.",
)

PARTNERS = TableSpec(
    "Partners",
    (
        Column("Partner", Kind.TEKST, ("Organisatie", "Naam partner"), required=True, privacy="K0"),
        Column(
            "Soort",
            Kind.CODE,
            words=_words(
                "partner", "partner onderwijs", "gemeente", "C&A", "GI", "VT", VT=("Veilig Thuis",)
            ),
            privacy="K0",
        ),
        _text("Expertise", "", privacy="K0"),
        _ja_nee("Kernpartij"),
        _ja_nee("Declarabel"),
        _text("Sector", "", privacy="K0"),
        Column("AGB", Kind.NUMMER, ("AGB-code",), privacy="K0"),
        Column("KvK", Kind.NUMMER, ("KvK-nummer",), privacy="K0"),
        Column("Getekend op", Kind.DATUM, privacy="K0"),
        Column("Einddatum", Kind.DATUM, privacy="K0"),
        _ja_nee("Gecontracteerd in regio"),
        _ja_nee("Passende expertise"),
        _ja_nee("Doorzettingsmacht"),
        _ja_nee("Flexibel"),
        _ja_nee("Bereikbaar buiten kantooruren"),
    ),
    ("Deelnemende partners",),
    "Een rij per partij van het convenant.",
)

TARIEVEN = TableSpec(
    "Tarieven",
    (
        Column(
            "Partner",
            Kind.TEKST,
            ("Organisatie",),
            required=True,
            refers=_PARTNER_REF,
            privacy="K0",
        ),
        Column("Tariefcode", Kind.TEKST, required=True, privacy="K0"),
        Column(
            "€ per uur",
            Kind.GELD,
            ("Tarief", "Uurtarief", "Euro per uur", "Tarief per uur"),
            required=True,
            low=0,
            privacy="K0",
        ),
        Column("Geldig van", Kind.DATUM, ("Geldig vanaf", "Vanaf"), required=True, privacy="K0"),
        Column(
            "Geldig tot",
            Kind.DATUM,
            ("Geldig t/m", "Tot en met", "T/m"),
            privacy="K0",
            help="Tot en met deze dag; leeg: tot nader bericht.",
        ),
    ),
    ("Tarief",),
    "Een rij per tarief en geldigheid.",
)

CENA_UREN = TableSpec(
    "C&A-uren",
    (
        Column("Datum", Kind.DATUM, privacy="K0"),
        Column(
            "Functie",
            Kind.CODE,
            words=_words(
                "voorzitter",
                "secretaris",
                "secretariaat",
                "triage",
                secretaris=("projectsecretaris",),
            ),
            privacy="K0",
        ),
        Column("Uren", Kind.UREN, low=0, privacy="K0"),
        _casus_ref(required=False),
    ),
    ("Uren C&A", "CenA-uren"),
    "Een rij per post gewerkte uren van C&A.",
)


def _notes(name: str, help_text: str) -> TableSpec:
    return TableSpec(
        name,
        (
            Column("Code", Kind.TEKST, privacy="K0"),
            Column("Datum", Kind.DATUM, privacy="K0"),
            Column("Periode", Kind.TEKST, privacy="K0"),
            Column("Status", Kind.TEKST, privacy="K0"),
            Column("Advies", Kind.TEKST, ("Actie", "Advies/actie"), privacy="K0"),
            Column("Geadresseerde", Kind.TEKST, privacy="K0"),
        ),
        (),
        help_text,
    )


TABLES = (
    CASUSSEN,
    OVERLEGGEN,
    BESPREKINGEN,
    DEELNAMES,
    ADVIEZEN,
    DOELEN,
    AFSPRAKEN,
    PLAATSINGEN,
    TOESTEMMINGEN,
    AFSLUITINGEN,
    ERVARINGEN,
    MOMENTEN,
    PARTNERS,
    TARIEVEN,
    CENA_UREN,
    _notes("Signalering", "Een rij per signaal."),
    _notes("Leren", "Een rij per les."),
    _notes("Basisvereisten", "Zelfbeoordeling op de basisvereisten."),
)
