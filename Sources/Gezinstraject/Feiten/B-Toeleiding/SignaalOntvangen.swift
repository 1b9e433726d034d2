/// Signaal ontvangen (groep B, toeleiding).
///
/// Bron: MAA §2.1; LEL Beschrijving.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct SignaalOntvangen: Gegevens {
    public var route = Route.leeg
    public var aard: [Aard]?
    public var melder: Partij?

    public init() {}

    public static let type = Feittype.signaalOntvangen
    public static let naam = "SignaalOntvangen"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .pro, .beh],
        naAfsluiting: true,
        voedt: ["T1.1.2"],
        bron: "MAA §2.1; LEL Beschrijving"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("route", &route, "Langs welke weg")
        bezoeker.optioneel("aard", &aard, "Waar het signaal over gaat")
        bezoeker.optioneel("melder", &melder, "Wie het meldde")
    }

    /// Waar het signaal over gaat.
    public enum Aard: String, Opsomming {
        case overlast
        case criminaliteit
        case maatschappelijkeUitval = "maatschappelijke_uitval"
        case zorg
        case anders
    }
}
