/// Terugval gesignaleerd (groep K, afsluiting en nazorg).
///
/// Bron: MAA §4.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct TerugvalGesignaleerd: Gegevens {
    public var door: Door?
    public var ernst: Ernst?

    public init() {}

    public static let type = Feittype.terugvalGesignaleerd
    public static let naam = "TerugvalGesignaleerd"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .ap, .tpm, .pro, .beh, .aud],
        naAfsluiting: true,
        voedt: ["T5.3.1"],
        bron: "MAA §4.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("door", &door, "Wie het signaleert")
        bezoeker.optioneel("ernst", &ernst, "Ernst")
    }

    /// Het traject is gesloten.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gesloten(bij: feit, "I-K13-GESLOTEN")
    }

    /// Wie het signaleert.
    public enum Door: String, Opsomming {
        case gezin
        case netwerk
        case partij
    }

    /// Ernst.
    public enum Ernst: String, Opsomming {
        case licht
        case matig
        case ernstig
    }
}
