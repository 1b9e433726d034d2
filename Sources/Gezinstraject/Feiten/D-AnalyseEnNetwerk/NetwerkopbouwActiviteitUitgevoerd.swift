/// Netwerkopbouw activiteit uitgevoerd (groep D, analyse en netwerk).
///
/// Bron: SPI Beschrijving; MAA §4.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NetwerkopbouwActiviteitUitgevoerd: Gegevens {
    public var soort = Soort.leeg

    public init() {}

    public static let type = Feittype.netwerkopbouwActiviteitUitgevoerd
    public static let naam = "NetwerkopbouwActiviteitUitgevoerd"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.3.3", "P2.1.2"],
        bron: "SPI Beschrijving; MAA §4.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "Soort activiteit")
    }

    /// Soort activiteit.
    public enum Soort: String, Opsomming {
        case eigenKrachtConferentie = "eigen_kracht_conferentie"
        case socialeNetwerkstrategie = "sociale_netwerkstrategie"
        case maatje
        case vrijwilliger
        case buurt
        case overig
    }
}
