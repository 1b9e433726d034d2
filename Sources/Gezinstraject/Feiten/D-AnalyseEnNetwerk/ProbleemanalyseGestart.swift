/// Probleemanalyse gestart (groep D, analyse en netwerk).
///
/// Bron: MAA §3.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ProbleemanalyseGestart: Gegevens {
    public var format: Format?
    public var deelnemers: [GezinslidId]?
    public var professionals: [Actor]?

    public init() {}

    public static let type = Feittype.probleemanalyseGestart
    public static let naam = "ProbleemanalyseGestart"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T3.1.1"],
        bron: "MAA §3.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("format", &format, "Gebruikt format")
        bezoeker.optioneel("deelnemers", &deelnemers, "Deelnemende gezinsleden")
        bezoeker.optioneel("professionals", &professionals, "Deelnemende professionals")
    }

    /// Gebruikt format.
    public enum Format: String, Opsomming {
        case vhFormat = "vh_format"
        case anders
        case geen
    }
}
