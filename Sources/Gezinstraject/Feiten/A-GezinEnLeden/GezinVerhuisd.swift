/// Gezin verhuisd (groep A, gezin en leden).
///
/// Bron: DEL, ZWO regio.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinVerhuisd: Gegevens {
    public var naarGemeente = ""
    public var wijk: String?

    public init() {}

    public static let type = Feittype.gezinVerhuisd
    public static let naam = "GezinVerhuisd"
    public static let kenmerken = Typekenmerken(
        groep: .a,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm],
        naAfsluiting: true,
        voedt: ["P1.1.2"],
        bron: "DEL, ZWO regio"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("naarGemeente", &naarGemeente, patroon: .gemeente, "CBS-code")
        bezoeker.optioneel("wijk", &wijk, "Nieuwe wijk- of buurtcode")
    }
}
