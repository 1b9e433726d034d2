/// Netwerkrol geweigerd (groep D, analyse en netwerk).
///
/// Bron: MAA §4.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NetwerkrolGeweigerd: Gegevens {
    public var persoon = NetwerkpersoonId.leeg
    public var rol: Netwerkrol?

    public init() {}

    public static let type = Feittype.netwerkrolGeweigerd
    public static let naam = "NetwerkrolGeweigerd"
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
        bezoeker.verplicht("persoon", &persoon, "Wie weigert")
        bezoeker.optioneel("rol", &rol, "Welke rol")
    }
}
