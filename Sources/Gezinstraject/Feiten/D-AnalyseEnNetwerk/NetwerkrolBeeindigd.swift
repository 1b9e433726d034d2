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

    /// Met deze persoon is in dit traject een rol afgesproken die nog niet beeindigd is.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let (persoon, traject) = (persoon, feit.traject)
        let laatste = geschiedenis.laatste(
            over: persoon,
            van: [.netwerkrolAfgesproken, .netwerkrolBeeindigd],
            in: traject
        )
        guard laatste?.type != .netwerkrolAfgesproken else { return [] }
        return [
            feit.schending(
                "I-D15-WAS_AFGESPROKEN",
                "Met deze persoon is dan in dit traject geen rol afgesproken, of zij is al beeindigd.",
                "Leg eerst NetwerkrolAfgesproken vast, op dezelfde of een eerdere dag.",
                botstMet: laatste,
                vereist: Vereiste { $0.traject == traject && $0.als(NetwerkrolAfgesproken.self)?.persoon == persoon }
            )
        ]
    }
}
