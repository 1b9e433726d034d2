/// Wachtlijst geplaatst (groep H, contact en zorg).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct WachtlijstGeplaatst: Gegevens {
    public var zorg = ZorgId.leeg
    public var verwachteWeken: Int?
    public var oorzaak: Oorzaak?

    public init() {}

    public static let type = Feittype.wachtlijstGeplaatst
    public static let naam = "WachtlijstGeplaatst"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T5.2.3"],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
        bezoeker.optioneel("verwachteWeken", &verwachteWeken, minimum: 0, "Verwachte wachttijd in weken")
        bezoeker.optioneel("oorzaak", &oorzaak, "Waardoor gewacht wordt; gezin = door het gezin zelf")
    }

    /// De zorg is niet al gestart of geweigerd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNietGestart(zorg, bij: feit, "I-H9-NOG_NIET_GESTART")
    }

    /// Waardoor gewacht wordt; gezin = door het gezin zelf.
    public enum Oorzaak: String, Opsomming {
        case capaciteit
        case indicatie
        case gezin
        case overig
    }
}
