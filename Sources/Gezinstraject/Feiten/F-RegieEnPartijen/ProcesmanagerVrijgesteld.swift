/// Procesmanager vrijgesteld (groep F, regie en partijen).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ProcesmanagerVrijgesteld: Gegevens {
    public var wie = Actor.leeg

    public init() {}

    public static let type = Feittype.procesmanagerVrijgesteld
    public static let naam = "ProcesmanagerVrijgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.tpm],
        naAfsluiting: false,
        voedt: ["T4.1.1", "T4.1.2", "T4.1.3", "T4.1.4"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "Wie vrijgesteld wordt")
    }

    /// Wie vrijgesteld wordt is de procesmanager.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.isProcesmanager(wie, bij: feit, "I-F8-ACTIEF")
    }
}
