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

    /// Uitkomst van de verkenning.
    public enum Uitkomst: String, Opsomming {
        case mogelijk
        case nietMogelijk = "niet_mogelijk"
        case geenGeschiktePersonen = "geen_geschikte_personen"
    }
}
