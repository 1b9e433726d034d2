public import CivilTime

/// Netwerkrol afgesproken (groep D, analyse en netwerk).
///
/// Bron: MAA §4.3, §5.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NetwerkrolAfgesproken: Gegevens {
    public var persoon = NetwerkpersoonId.leeg
    public var rol: Netwerkrol?
    public var tot: Dag?

    public init() {}

    public static let type = Feittype.netwerkrolAfgesproken
    public static let naam = "NetwerkrolAfgesproken"
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
        bezoeker.verplicht("persoon", &persoon, "Met wie")
        bezoeker.optioneel("rol", &rol, "Welke rol")
        bezoeker.optioneel("tot", &tot, "Afgesproken einddag")
    }
}
