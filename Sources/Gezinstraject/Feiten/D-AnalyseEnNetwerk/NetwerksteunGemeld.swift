/// Netwerksteun gemeld (groep D, analyse en netwerk).
///
/// Bron: MAA §4.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NetwerksteunGemeld: Gegevens {
    public var doorGezinslid: GezinslidId?
    public var doorPartij: Partij?
    public var personen: [GenoemdePersoon]?
    public var bekend: [NetwerkpersoonId]?

    public init() {}

    public static let type = Feittype.netwerksteunGemeld
    public static let naam = "NetwerksteunGemeld"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro, .aud],
        naAfsluiting: true,
        voedt: ["T2.3.2"],
        bron: "MAA §4.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("doorGezinslid", &doorGezinslid, "Het gezinslid dat het vertelt")
        bezoeker.optioneel("doorPartij", &doorPartij, "De partij die het vertelt")
        bezoeker.optioneel("personen", &personen, "Nieuw genoemde netwerkpersonen")
        bezoeker.optioneel("bekend", &bekend, "Al eerder genoemde netwerkpersonen")
    }

    /// Een gezinslid of een partij vertelt het.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard (doorGezinslid == nil) == (doorPartij == nil) else { return [] }
        return [
            feit.schending(
                "I-D11-EEN_BRON",
                "Een gezinslid of een partij vertelt het: precies een van beide.",
                "Vul doorGezinslid of doorPartij in, en niet allebei."
            )
        ]
    }
}
