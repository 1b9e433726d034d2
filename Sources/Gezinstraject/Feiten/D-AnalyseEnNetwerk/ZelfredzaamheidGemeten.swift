/// Zelfredzaamheid gemeten (groep D, analyse en netwerk).
///
/// Bron: MAA §6.2; DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ZelfredzaamheidGemeten: Gegevens {
    public var instrument = Instrument.leeg
    public var domeinscores: [Domeinscore] = []
    public var afnemer: Actor?

    public init() {}

    public static let type = Feittype.zelfredzaamheidGemeten
    public static let naam = "ZelfredzaamheidGemeten"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm, .pro],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §6.2; DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("instrument", &instrument, "Instrument")
        bezoeker.verplicht("domeinscores", &domeinscores, minimum: 1, "Score per domein")
        bezoeker.optioneel("afnemer", &afnemer, "Wie afnam")
    }

    /// Instrument.
    public enum Instrument: String, Opsomming {
        case zrm
        case giz
        case overig
    }

    /// Score per domein.
    public struct Domeinscore: Veldobject, Veldwaarde {
        public var domein = ""
        public var score = 0

        public init() {}

        public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
            bezoeker.verplicht("domein", &domein, "")
            bezoeker.verplicht("score", &score, "")
        }
    }
}
