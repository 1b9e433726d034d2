/// Procesmanager overgedragen (groep F, regie en partijen).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ProcesmanagerOvergedragen: Gegevens {
    public var van = Actor.leeg
    public var naar = Actor.leeg
    public var reden: Wisselreden?
    public var overdrachtsdossier: Bool?
    public var warm: Bool?

    public init() {}

    public static let type = Feittype.procesmanagerOvergedragen
    public static let naam = "ProcesmanagerOvergedragen"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm],
        naAfsluiting: false,
        voedt: ["T4.1.1", "T4.1.2", "T4.1.3", "T4.1.4"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("van", &van, "Wie overdraagt")
        bezoeker.verplicht("naar", &naar, "Wie overneemt")
        bezoeker.optioneel("reden", &reden, "Reden")
        bezoeker.optioneel("overdrachtsdossier", &overdrachtsdossier, "Er is een overdrachtsdossier; ontbreekt = nee")
        bezoeker.optioneel("warm", &warm, "Warme overdracht")
    }

    /// Wie overdraagt is de procesmanager, en een ander neemt over.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        var gevonden = geschiedenis.isProcesmanager(van, bij: feit, "I-F7-VAN_ACTIEF")
        if naar == van {
            gevonden.append(
                feit.schending(
                    "I-F7-ANDERE_PERSOON",
                    "Een procesmanager draagt niet aan zichzelf over.",
                    "Noem in naar een ander dan in van."
                )
            )
        }
        return gevonden
    }
}
