/// Veiligheidsmelding gedaan (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: ZWO-BJ; DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VeiligheidsmeldingGedaan: Gegevens {
    public var bij = Bij.leeg
    public var leden: [GezinslidId]?

    public init() {}

    public static let type = Feittype.veiligheidsmeldingGedaan
    public static let naam = "VeiligheidsmeldingGedaan"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pro, .pm, .cm],
        naAfsluiting: true,
        voedt: ["T3.2.2", "T5.3.1"],
        bron: "ZWO-BJ; DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("bij", &bij, "Waar gemeld")
        bezoeker.optioneel("leden", &leden, "Over wie")
    }

    /// Waar gemeld.
    public enum Bij: String, Opsomming {
        case amk
        case veiligThuis = "veilig_thuis"
        case raadVoorDeKinderbescherming = "raad_voor_de_kinderbescherming"
        case politie
    }
}
