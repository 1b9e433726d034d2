/// Procesmanager toegewezen (groep B, toeleiding).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ProcesmanagerToegewezen: Gegevens {
    public var wie = Actor.leeg

    public init() {}

    public static let type = Feittype.procesmanagerToegewezen
    public static let naam = "ProcesmanagerToegewezen"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.tpm],
        naAfsluiting: false,
        voedt: ["T1.1.2", "T1.1.3", "T4.1.1", "T4.1.2", "T4.1.3", "T4.1.4"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "De procesmanager (of de ene regisseur van het profiel)")
    }

    /// Er is in het traject geen procesmanager actief.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard let actief = feit.traject.flatMap(geschiedenis.aantreden(vanProcesmanagerIn:)) else { return [] }
        return [
            feit.schending(
                "I-B12-GEEN_ACTIEVE",
                "Het traject heeft dan al een procesmanager.",
                "Leg een wisseling vast als ProcesmanagerOvergedragen, of leg eerst ProcesmanagerVrijgesteld vast.",
                botstMet: actief
            )
        ]
    }
}
