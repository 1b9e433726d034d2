/// Aanpak gestart (groep B, toeleiding).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AanpakGestart: Gegevens {
    public init() {}

    public static let type = Feittype.aanpakGestart
    public static let naam = "AanpakGestart"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T1.1.2", "T1.1.3", "T3.1.3"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {}

    /// De aanpak start een keer; of dat niet voor de prioritering was blijkt daar.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNiet(
            AanpakGestart.self,
            bij: feit,
            "I-B13-EENMAAL",
            "De aanpak is in dit traject al gestart.",
            "Corrigeer de dag van de bestaande start als die niet klopt."
        )
    }
}
