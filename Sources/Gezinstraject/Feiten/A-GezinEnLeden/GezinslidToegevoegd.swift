public import CivilTime

/// Gezinslid toegevoegd (groep A, gezin en leden).
///
/// Bron: ZWO definitie.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinslidToegevoegd: Gegevens {
    public var id = GezinslidId.leeg
    public var rol = Gezinsrol.leeg
    public var geboren: Dag?
    public var gezagsdrager: Bool?
    public var sinds: Dag?

    public init() {}

    public static let type = Feittype.gezinslidToegevoegd
    public static let naam = "GezinslidToegevoegd"
    public static let kenmerken = Typekenmerken(
        groep: .a,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T1.1.1", "T2.1.1", "T3.1.4", "T4.2.1", "T4.3.1"],
        bron: "ZWO definitie"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van het gezinslid")
        bezoeker.verplicht("rol", &rol, "Plaats in het gezin")
        bezoeker.optioneel("geboren", &geboren, privacy: .persoonsgegeven, "Geboortedag; onbekend mag")
        bezoeker.optioneel("gezagsdrager", &gezagsdrager, "Heeft gezag over de kinderen; ontbreekt = onbekend")
        bezoeker.optioneel("sinds", &sinds, privacy: .persoonsgegeven, "Maakt deel uit van het gezin sinds deze dag")
    }

    /// De geboortedag ligt niet na deze dag.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        feit.nietGeborenNa(geboren, "I-A2-GEBOREN_NIET_NA")
    }
}
