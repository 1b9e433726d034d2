public import Gezinstraject

/// De vijf thema's van het kader op beleidsniveau (SPI, LEL Bevindingen toezichtonderzoek; ZWO, DEL Inleiding).
///
/// Dezelfde namen als op casusniveau, met een andere uitleg.
public enum Beleidsthema: String, CaseIterable, Sendable {
    /// Toeleiding.
    case p1 = "P1"
    /// Gezin centraal.
    case p2 = "P2"
    /// De aanpak.
    case p3 = "P3"
    /// Samenwerking.
    case p4 = "P4"
    /// Continu.
    case p5 = "P5"

    /// De naam in de stukken.
    public var naam: String {
        switch self {
        case .p1: "Toeleiding"
        case .p2: "Gezin centraal"
        case .p3: "De aanpak"
        case .p4: "Samenwerking"
        case .p5: "Continu"
        }
    }

    /// De uitleg in de stukken.
    public var uitleg: String {
        switch self {
        case .p1: "gezinnen zijn in beeld en worden bereikt met de aanpak"
        case .p2: "de aanpak stelt het gezin en zijn sociale netwerk centraal"
        case .p3: "de aanpak is planmatig, samenhangend en vasthoudend en de regisseur is toegerust"
        case .p4: "er moet goede samenwerking zijn tussen de instanties die bij een gezin betrokken zijn"
        case .p5:
            "indien nodig moeten zorg en ondersteuning langdurig kunnen worden ingezet, in wisselende aard en intensiteit"
        }
    }
}

/// De dertien criteria van het kader op beleidsniveau (SPI, LEL).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Beleidscriterium: String, CaseIterable, Sendable {
    case p11 = "P1.1"
    case p12 = "P1.2"
    case p21 = "P2.1"
    case p31 = "P3.1"
    case p32 = "P3.2"
    case p33 = "P3.3"
    case p34 = "P3.4"
    case p41 = "P4.1"
    case p42 = "P4.2"
    case p43 = "P4.3"
    case p51 = "P5.1"
    case p52 = "P5.2"
    case p53 = "P5.3"

    /// De naam in de stukken.
    public var naam: String {
        switch self {
        case .p11: "GGSR zijn in beeld"
        case .p12: "De aanpak bereikt alle gezinnen waarvoor dit nodig is"
        case .p21: "De aanpak stelt het gezin en zijn sociale netwerk centraal"
        case .p31: "Planmatig"
        case .p32: "Een toegeruste regisseur"
        case .p33: "Samenhangend"
        case .p34: "Vasthoudend"
        case .p41: "Coördinatie"
        case .p42: "Benodigde partijen werken mee aan de aanpak"
        case .p43: "Toereikende informatie"
        case .p51: "De duur van de aanpak is toereikend"
        case .p52: "De aanpak is flexibel"
        case .p53: "De aanpak krijgt indien nodig een vervolg"
        }
    }

    /// Het thema waar het criterium onder valt.
    public var thema: Beleidsthema {
        switch self {
        case .p11, .p12: .p1
        case .p21: .p2
        case .p31, .p32, .p33, .p34: .p3
        case .p41, .p42, .p43: .p4
        case .p51, .p52, .p53: .p5
        }
    }
}

extension Beleidsindicator {
    /// Het criterium waar de indicator onder valt.
    public var criterium: Beleidscriterium {
        switch self {
        case .p111, .p112: .p11
        case .p121, .p122: .p12
        case .p211, .p212, .p213: .p21
        case .p311, .p312, .p313, .p314, .p315, .p316, .p317: .p31
        case .p321, .p322, .p323: .p32
        case .p331, .p332: .p33
        case .p341, .p342: .p34
        case .p411, .p412: .p41
        case .p421, .p422, .p423: .p42
        case .p431: .p43
        case .p511: .p51
        case .p521: .p52
        case .p531: .p53
        }
    }

    /// De tekst van de indicator, letterlijk uit de tabellen (SPI, LEL).
    public var titel: String {
        switch self {
        case .p111: "Alle netwerkpartners hanteren dezelfde omschrijving van GGSR"
        case .p112: "De gemeente heeft zicht op de populatie GGSR"
        case .p121: "De netwerkpartners weten waar gezinnen voor de aanpak kunnen worden aangemeld"
        case .p122: "Netwerkpartners en alle relevante partijen melden GGSR aan voor de aanpak"
        case .p211: "Binnen de aanpak wordt de eigen kracht van het gezin ondersteund en benut"
        case .p212: "Binnen de aanpak wordt het sociale netwerk van het gezin benut"
        case .p213: "Binnen de aanpak is de behoefte van het gezin uitgangspunt bij het bepalen wat nodig is"
        case .p311: "De gemeente heeft beleid voor de groep GGSR"
        case .p312: "De gemeente zorgt voor een gezamenlijke visie op de aanpak voor GGSR"
        case .p313:
            "De netwerkpartners hebben gezamenlijke doelen geformuleerd ten aanzien van de aanpak van GGSR"
        case .p314: "De resultaten van de aanpak worden bijgehouden"
        case .p315: "De netwerkpartners evalueren de resultaten van de aanpak"
        case .p316: "De gemeente evalueert de resultaten van de aanpak"
        case .p317: "Op basis van de evaluatie wordt het beleid gecontinueerd dan wel bijgesteld"
        case .p321:
            "In de aanpak is er één centrale persoon voor het gezin die de intensieve zorg en ondersteuning aan het "
                + "gezin op elkaar afstemt (de regisseur)"
        case .p322: "De doorzettingsmacht voor de regisseur is geregeld"
        case .p323: "De regisseur is voldoende toegerust om zijn functie uit te oefenen"
        case .p331: "Uitgangspunt bij de aanpak is dat de netwerkpartners werken met en gezamenlijk plan per gezin"
        case .p332:
            "Uitgangspunt bij de aanpak is dat deze betrekking heeft op de problemen van alle gezinsleden en op alle "
                + "leefgebieden"
        case .p341: "Uitgangspunt bij de aanpak is dat outreachend wordt gewerkt"
        case .p342: "Uitgangspunt bij de aanpak is dat het gezin niet wordt losgelaten"
        case .p411: "De gemeente voert regie op de aanpak voor GGSR"
        case .p412:
            "Bij stagnatie van de intensieve zorg en ondersteuning op casusniveau zijn opschalingsmogelijkheden geregeld"
        case .p421: "Alle partijen die relevant zijn, zijn verbonden aan de aanpak"
        case .p422: "Er zijn samenwerkingsafspraken gemaakt over de aanpak"
        case .p423:
            "De netwerkpartners geven hun medewerkers de bevoegdheid om beslissingen te nemen over de intensieve zorg "
                + "en ondersteuning voor de gezinnen"
        case .p431: "Netwerkpartners hebben afspraken gemaakt over het actief delen van informatie"
        case .p511:
            "De afspraak is dat de intensieve zorg en ondersteuning doorlopen totdat de problemen zijn opgelost of "
                + "beheersbaar zijn"
        case .p521:
            "Netwerkpartners zorgen voor beschikbaarheid van zorg en ondersteuning voor de gezinnen binnen de aanpak"
        case .p531:
            "Netwerkpartners hebben de afspraak gemaakt dat de intensieve zorg en ondersteuning indien nodig een "
                + "vervolg kunnen krijgen"
        }
    }

    /// De stukken waarin een bevinding over de indicator staat, en de tabel daarin.
    public var bron: String {
        let verbeterpuntenVan: [String] =
            switch self {
            case .p111, .p421: ["ZWO-BD"]
            case .p112, .p315, .p316, .p317: ["ZWO-BD", "ZWO-BJ"]
            case .p314, .p531: ["ZWO-BJ"]
            case .p322, .p342, .p521: ["ZWO-BD", "ZWO-BJ", "DEL"]
            case .p313, .p323, .p423: ["DEL"]
            default: []
            }
        let tabel = criterium.thema == .p3 ? "Aanpak" : criterium.thema.naam
        return (["SPI", "LEL"] + verbeterpuntenVan).joined(separator: ", ") + " \(tabel)"
    }
}
