/// Netwerkrol beeindigd (groep D, analyse en netwerk).
///
/// Bron: MAA §4.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NetwerkrolBeeindigd: Gegevens {
    public var persoon = NetwerkpersoonId.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.netwerkrolBeeindigd
    public static let naam = "NetwerkrolBeeindigd"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.3.2"],
        bron: "MAA §4.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("persoon", &persoon, "Wie")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }
}
