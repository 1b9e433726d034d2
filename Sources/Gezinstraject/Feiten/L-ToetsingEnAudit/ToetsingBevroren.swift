public import WireValues

/// Toetsing bevroren (groep L, toetsing en audit).
///
/// Bron: MAA §1.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ToetsingBevroren: Gegevens {
    public var toetsing = ToetsingId.leeg
    public var bekendOp = ""
    public var regelversie = ""
    public var positie = 0
    public var uitkomsten: [BevrorenUitkomst] = []
    public var hash = ""

    public init() {}

    public static let type = Feittype.toetsingBevroren
    public static let naam = "ToetsingBevroren"
    public static let kenmerken = Typekenmerken(
        groep: .l,
        stroom: .toetsing,
        bereik: .toetsing,
        logt: [.aud],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §1.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("toetsing", &toetsing, "Welke toetsing")
        bezoeker.verplicht("bekendOp", &bekendOp, "Kennismoment, RFC 3339 UTC")
        bezoeker.verplicht("regelversie", &regelversie, "Versie van kader en normen")
        bezoeker.verplicht("positie", &positie, minimum: 0, "Laatste meegenomen positie")
        bezoeker.verplicht("uitkomsten", &uitkomsten, "De bevroren tabel")
        bezoeker.verplicht("hash", &hash, patroon: .sha256, "SHA-256 over de tabel, hexadecimaal")
    }

    /// De bevroren tabel.
    public struct BevrorenUitkomst: Veldobject, Veldwaarde {
        public var gezinId = UUID.leeg
        public var indicator = Indicatorcode.leeg
        public var uitkomst = MenselijkeUitkomst.leeg
        public var reden = ""

        public init() {}

        public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
            bezoeker.verplicht("gezinId", &gezinId, "")
            bezoeker.verplicht("indicator", &indicator, "")
            bezoeker.verplicht("uitkomst", &uitkomst, "")
            bezoeker.verplicht("reden", &reden, "")
        }
    }
}
