/// Rol waarin iemand vastlegt (DOMAIN §4.7).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Rol: String, Opsomming {
    case pm = "PM"
    case cm = "CM"
    case ap = "AP"
    case tpm = "TPM"
    case pro = "PRO"
    case beh = "BEH"
    case aud = "AUD"
    case bel = "BEL"
    case sys = "SYS"
}

/// Soort partij rond het gezin (MAA §1.3 Figuur 1; open lijst).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Partij: String, Opsomming {
    case schuldhulpverlening
    case bewindvoering
    case socialeZaken = "sociale_zaken"
    case maatschappelijkWerk = "maatschappelijk_werk"
    case ggz
    case gezinsvoogdij
    case jeugdreclassering
    case bureauJeugdzorg = "bureau_jeugdzorg"
    case raadVoorDeKinderbescherming = "raad_voor_de_kinderbescherming"
    case amk
    case veiligThuis = "veilig_thuis"
    case thuiszorg
    case politie
    case gehandicaptenzorg
    case mee
    case jeugdhulp
    case jeugdgezondheidszorg
    case ggd
    case woningbouw
    case onderwijs
    case arbeidsintegratie
    case huisarts
    case reclassering
    case verslavingszorg
    case voedselbank
    case cjg
    case uwv
    case leerplicht
    case jongerenwerk
    case justitie
    case gemeente
    case veiligheidshuis
    case sociaalTeam = "sociaal_team"
    case overig
}

/// Weg waarlangs een gezin in beeld komt (MAA §2.1).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Route: String, Opsomming {
    case politiemelding
    case meldingPartner = "melding_partner"
    case meldingDerde = "melding_derde"
    case driehoeksoverleg
    case buurtWijk = "buurt_wijk"
    case verzoekGezin = "verzoek_gezin"
    case verwijzing
    case ggzAmkOverig = "ggz_amk_overig"
}

/// Grond voor prioritering (MAA §1.2).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Prioriteringsgrond: String, Opsomming {
    case overlast
    case criminaliteit
    case maatschappelijkeUitval = "maatschappelijke_uitval"
    case complexeProblemen = "complexe_problemen"
    case stagnatie
    case overig
}

/// Grondslag om informatie te delen.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Grondslag: String, Opsomming {
    case toestemming
    case wettelijkeTaak = "wettelijke_taak"
    case vitaalBelang = "vitaal_belang"
    case overig
}

/// Waarvoor informatie toereikend moet zijn (MAA B1 Samenwerking).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Informatiedoel: String, Opsomming {
    case analyse
    case doelen
    case aanpak
    case samenhang
}

/// Gelegenheid waarbij het gezin betrokken wordt.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Gelegenheid: String, Opsomming {
    case analyse
    case doelen
    case aanpak
    case evaluatie
    case eigenKracht = "eigen_kracht"
    case netwerk
    case mdo
    case rondetafel
}

/// Leefgebied van de definitie GGSR (ZWO, DEL).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum StjLeefgebied: String, Opsomming {
    case gezin
    case wonen
    case werk
    case inkomen
    case gezondheid
    case onderwijs
    case veiligheid
}

/// Leefgebied uit de lijst van een aanpak (DOMAIN §0.2).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Leefgebied: String, Opsomming {
    case gezin
    case wonen
    case werk
    case inkomen
    case gezondheid
    case onderwijs
    case veiligheid
    case lichamelijkeGezondheid = "lichamelijke_gezondheid"
    case geestelijkeGezondheid = "geestelijke_gezondheid"
    case sociaalNetwerk = "sociaal_netwerk"
    case praktischFunctioneren = "praktisch_functioneren"
}

/// Rol van iemand uit het sociale netwerk.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Netwerkrol: String, Opsomming {
    case praktisch
    case emotioneel
    case signaleren
    case oppas
    case overig
}

/// Soort zorg of ondersteuning.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Zorgsoort: String, Opsomming {
    case schuldhulp
    case bewindvoering
    case maatschappelijkWerk = "maatschappelijk_werk"
    case woonbegeleiding
    case huisvesting
    case ggz
    case ggzBegeleiding = "ggz_begeleiding"
    case verslavingszorg
    case jeugdhulp
    case opvoedhulp
    case gezinsvoogdij
    case jeugdreclassering
    case reclassering
    case schoolbegeleiding
    case dagbesteding
    case arbeidstoeleiding
    case gehandicaptenzorg
    case thuisbegeleiding
    case medisch
    case training
    case overig
}

/// Dwangmaatregel.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Dwangmaatregel: String, Opsomming {
    case ots
    case uithuisplaatsing
    case verplichteHulp = "verplichte_hulp"
    case huisuitzetting
    case uitkeringGekort = "uitkering_gekort"
    case strafrechtelijk
    case ibsRm = "ibs_rm"
}

/// Nummer van een indicator op casusniveau (INDICATORS §1.1).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Indicatorcode: String, Opsomming {
    case t111 = "T1.1.1"
    case t112 = "T1.1.2"
    case t113 = "T1.1.3"
    case t211 = "T2.1.1"
    case t212 = "T2.1.2"
    case t213 = "T2.1.3"
    case t214 = "T2.1.4"
    case t221 = "T2.2.1"
    case t222 = "T2.2.2"
    case t231 = "T2.3.1"
    case t232 = "T2.3.2"
    case t233 = "T2.3.3"
    case t311 = "T3.1.1"
    case t312 = "T3.1.2"
    case t313 = "T3.1.3"
    case t314 = "T3.1.4"
    case t315 = "T3.1.5"
    case t321 = "T3.2.1"
    case t322 = "T3.2.2"
    case t411 = "T4.1.1"
    case t412 = "T4.1.2"
    case t413 = "T4.1.3"
    case t414 = "T4.1.4"
    case t415 = "T4.1.5"
    case t421 = "T4.2.1"
    case t422 = "T4.2.2"
    case t431 = "T4.3.1"
    case t432 = "T4.3.2"
    case t511 = "T5.1.1"
    case t521 = "T5.2.1"
    case t522 = "T5.2.2"
    case t523 = "T5.2.3"
    case t531 = "T5.3.1"
}

/// Nummer van een indicator op beleidsniveau (SPI, LEL, ZWO, DEL).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Beleidsindicator: String, Opsomming {
    case p111 = "P1.1.1"
    case p112 = "P1.1.2"
    case p121 = "P1.2.1"
    case p122 = "P1.2.2"
    case p211 = "P2.1.1"
    case p212 = "P2.1.2"
    case p213 = "P2.1.3"
    case p311 = "P3.1.1"
    case p312 = "P3.1.2"
    case p313 = "P3.1.3"
    case p314 = "P3.1.4"
    case p315 = "P3.1.5"
    case p316 = "P3.1.6"
    case p317 = "P3.1.7"
    case p321 = "P3.2.1"
    case p322 = "P3.2.2"
    case p323 = "P3.2.3"
    case p331 = "P3.3.1"
    case p332 = "P3.3.2"
    case p341 = "P3.4.1"
    case p342 = "P3.4.2"
    case p411 = "P4.1.1"
    case p412 = "P4.1.2"
    case p421 = "P4.2.1"
    case p422 = "P4.2.2"
    case p423 = "P4.2.3"
    case p431 = "P4.3.1"
    case p511 = "P5.1.1"
    case p521 = "P5.2.1"
    case p531 = "P5.3.1"
}

/// Plaats in het gezin.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Gezinsrol: String, Opsomming {
    case ouder
    case stiefouder
    case partner
    case kind
    case overig
}

/// Hoe iets het gezin bereikte.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Wijze: String, Opsomming {
    case gesprek
    case telefonisch
    case brief
    case overig
}

/// Korte of lange termijn.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Tijdshorizon: String, Opsomming {
    case kort
    case lang
}

/// Wie een doel bepaalde.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Doelbepaling: String, Opsomming {
    case gezamenlijk
    case doorGezin = "door_gezin"
    case instemmingAchteraf = "instemming_achteraf"
    case voorGezinBepaald = "voor_gezin_bepaald"
    case opgelegd
}

/// Waarom een rol overgaat of eindigt.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Wisselreden: String, Opsomming {
    case vermoeidheid
    case ziekte
    case verlof
    case herverdeling
    case functiewissel
    case overig
}

/// Binnen- of buitenschil van de partijen rond het gezin.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Schil: String, Opsomming {
    case binnen
    case buiten
}

/// Aanwezigheid van het gezin bij een overleg.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Overlegaanwezigheid: String, Opsomming {
    case niet
    case laatsteDeel = "laatste_deel"
    case geheel
}

/// Procesregie of inhoudelijke regie.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Regieaspect: String, Opsomming {
    case proces
    case inhoud
}

/// Soort overleg.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Overlegsoort: String, Opsomming {
    case mdo
    case rondetafel
    case evaluatie
    case overig
}

/// Van wie een contact uitging.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Initiatief: String, Opsomming {
    case professional
    case gezin
}

/// Waar een contact was.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Contactplaats: String, Opsomming {
    case thuis
    case vindplaats
    case kantoor
    case telefoon
}

/// Instantie die een indicatie geeft.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Indicatieinstantie: String, Opsomming {
    case ciz
    case bjz
    case overig
}

/// Meer of minder.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Richting: String, Opsomming {
    case omhoog
    case omlaag
}

/// Vorm van een nazorgcontact.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Nazorgvorm: String, Opsomming {
    case waakvlam
    case vingerAanPols = "vinger_aan_pols"
}

/// Uitkomst van een menselijk oordeel.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum MenselijkeUitkomst: String, Opsomming {
    case voldoet
    case verbeterpunt
    case nietVastgesteld = "niet_vastgesteld"
}
