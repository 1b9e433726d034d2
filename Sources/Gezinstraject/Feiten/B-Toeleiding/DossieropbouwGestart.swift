public import CivilTime

/// Dossieropbouw gestart (groep B, toeleiding).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DossieropbouwGestart: Gegevens {
    public var vanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.dossieropbouwGestart
    public static let naam = "DossieropbouwGestart"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm, .beh],
        naAfsluiting: true,
        voedt: [
            "T1.1.3", "T2.1.1", "T2.1.2", "T2.1.3", "T2.1.4", "T2.2.1", "T2.2.2", "T2.3.1", "T2.3.2", "T2.3.3",
            "T3.1.1", "T3.1.2", "T3.1.3", "T3.1.4", "T3.1.5", "T3.2.1", "T3.2.2", "T4.1.1", "T4.1.2", "T4.1.5",
            "T4.2.1", "T4.3.1", "T5.2.1", "T5.2.2", "T5.2.3", "T5.3.1",
        ],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht(
            "vanaf",
            &vanaf,
            "Eerste dag waarvan dit dossier volledig is; ontbreekt de gebeurtenis, dan is het dossier "
                + "volledig vanaf het begin"
        )
    }

    /// Een traject heeft een begin van het dossier.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNiet(
            DossieropbouwGestart.self,
            bij: feit,
            "I-B15-EENMAAL",
            "Voor dit traject is al vastgelegd vanaf wanneer het dossier volledig is.",
            "Corrigeer de bestaande vastlegging als de dag niet klopt."
        )
    }
}
