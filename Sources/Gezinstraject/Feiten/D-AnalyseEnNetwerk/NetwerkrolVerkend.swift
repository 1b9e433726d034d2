/// Netwerkrol verkend (groep D, analyse en netwerk).
///
/// Bron: MAA §4.3, §5.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NetwerkrolVerkend: Gegevens {
    public var uitkomst = Uitkomst.leeg
    public var persoon: NetwerkpersoonId?
    public var rol: Netwerkrol?

    public init() {}

    public static let type = Feittype.netwerkrolVerkend
    public static let naam = "NetwerkrolVerkend"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.3.2"],
        bron: "MAA §4.3, §5.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("uitkomst", &uitkomst, "Uitkomst van de verkenning")
        bezoeker.optioneel("persoon", &persoon, "Over wie; ontbreekt alleen bij geen_geschikte_personen")
        bezoeker.optioneel("rol", &rol, "Welke rol")
    }

    /// Een persoon is genoemd, tenzij er geen geschikte personen zijn.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard (persoon == nil) != (uitkomst == .geenGeschiktePersonen) else { return [] }
        return [
            feit.schending(
                "I-D12-PERSOON_OF_GEEN",
                "Een verkenning noemt een persoon, behalve als er geen geschikte personen zijn.",
                "Vul persoon in, of laat persoon weg en kies bij uitkomst geen_geschikte_personen."
            )
        ]
    }

    /// Uitkomst van de verkenning.
    public enum Uitkomst: String, Opsomming {
        case mogelijk
        case nietMogelijk = "niet_mogelijk"
        case geenGeschiktePersonen = "geen_geschikte_personen"
    }
}
