/// Prioritering afgewezen (groep B, toeleiding).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PrioriteringAfgewezen: Gegevens {
    public var reden: Reden?
    public var verwijzing: Partij?

    public init() {}

    public static let type = Feittype.prioriteringAfgewezen
    public static let naam = "PrioriteringAfgewezen"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.tpm],
        naAfsluiting: false,
        voedt: ["T1.1.3", "P1.2.2"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("reden", &reden, "Reden")
        bezoeker.optioneel("verwijzing", &verwijzing, "Naar wie verwezen")
    }

    /// Het traject is aangemeld en nog niet gestart.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.voorStart(bij: feit, "I-B11-VOOR_START")
    }

    /// Reden.
    public enum Reden: String, Opsomming {
        case voldoetNiet = "voldoet_niet"
        case eldersBelegd = "elders_belegd"
        case onvoldoendeInfo = "onvoldoende_info"
        case overig
    }
}
