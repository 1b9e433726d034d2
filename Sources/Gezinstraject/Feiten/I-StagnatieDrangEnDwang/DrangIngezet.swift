/// Drang ingezet (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §2.3, §3.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DrangIngezet: Gegevens {
    public var instrument = Instrument.leeg
    public var grond: String?

    public init() {}

    public static let type = Feittype.drangIngezet
    public static let naam = "DrangIngezet"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T3.2.2", "P3.4.2"],
        bron: "MAA §2.3, §3.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("instrument", &instrument, "Drangmiddel")
        bezoeker.optioneel("grond", &grond, privacy: .vrijeTekst, "Waarom")
    }

    /// Drangmiddel.
    public enum Instrument: String, Opsomming {
        case dreigingOts = "dreiging_ots"
        case dreigingHuisuitzetting = "dreiging_huisuitzetting"
        case voorwaardeHuurcontract = "voorwaarde_huurcontract"
        case kortenUitkering = "korten_uitkering"
        case huurschuldDruk = "huurschuld_druk"
        case overig
    }
}
