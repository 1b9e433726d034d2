/// Netwerk in kaart gebracht (groep D, analyse en netwerk).
///
/// Bron: MAA §4.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NetwerkInKaartGebracht: Gegevens {
    public var resultaat = Resultaat.leeg
    public var metGezin = false
    public var methode: Methode?
    public var deelnemers: [GezinslidId]?
    public var personen: [GenoemdePersoon]?
    public var bekend: [NetwerkpersoonId]?

    public init() {}

    public static let type = Feittype.netwerkInKaartGebracht
    public static let naam = "NetwerkInKaartGebracht"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.3.1", "T2.3.2", "T2.3.3"],
        bron: "MAA §4.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("resultaat", &resultaat, "Wat er gevonden is")
        bezoeker.verplicht("metGezin", &metGezin, "Samen met het gezin")
        bezoeker.optioneel("methode", &methode, "Methode")
        bezoeker.optioneel("deelnemers", &deelnemers, "Gezinsleden die meededen")
        bezoeker.optioneel("personen", &personen, "Nieuw genoemde netwerkpersonen")
        bezoeker.optioneel("bekend", &bekend, "Al eerder genoemde netwerkpersonen")
    }

    /// Wat er gevonden is.
    public enum Resultaat: String, Opsomming {
        case positiefAanwezig = "positief_aanwezig"
        case beperkt
        case afwezig
        case negatief
    }

    /// Methode.
    public enum Methode: String, Opsomming {
        case gesprek
        case ekConferentie = "ek_conferentie"
        case socialeNetwerkstrategie = "sociale_netwerkstrategie"
        case overig
    }
}
