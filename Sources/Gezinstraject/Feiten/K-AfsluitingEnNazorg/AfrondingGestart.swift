/// Afronding gestart (groep K, afsluiting en nazorg).
///
/// Bron: MAA §3.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AfrondingGestart: Gegevens {
    public var reden: String?

    public init() {}

    public static let type = Feittype.afrondingGestart
    public static let naam = "AfrondingGestart"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T2.2.1", "T5.3.1"],
        bron: "MAA §3.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }
}
