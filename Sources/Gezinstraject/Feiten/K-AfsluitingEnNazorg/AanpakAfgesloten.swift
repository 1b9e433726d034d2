/// Aanpak afgesloten (groep K, afsluiting en nazorg).
///
/// Bron: MAA §2.6, §4.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AanpakAfgesloten: Gegevens {
    public var reden = Reden.leeg
    public var toelichting: String?

    public init() {}

    public static let type = Feittype.aanpakAfgesloten
    public static let naam = "AanpakAfgesloten"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm],
        naAfsluiting: false,
        voedt: ["T3.2.2", "T5.1.1", "T5.3.1"],
        bron: "MAA §2.6, §4.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("reden", &reden, "Reden van afsluiting")
        bezoeker.optioneel("toelichting", &toelichting, privacy: .vrijeTekst, "Toelichting")
    }

    /// Het traject is gestart.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gestart(bij: feit, "I-K9-GESTART")
    }

    /// Reden van afsluiting.
    public enum Reden: String, Opsomming {
        case resultaatBereikt = "resultaat_bereikt"
        case regieNietMeerNodig = "regie_niet_meer_nodig"
        case goedGenoeg = "goed_genoeg"
        case gezinWerktNietMee = "gezin_werkt_niet_mee"
        case gezinOnbereikbaar = "gezin_onbereikbaar"
        case verhuisd
        case overleden
        case termijnVerstreken = "termijn_verstreken"
        case capaciteit
        case eldersBelegd = "elders_belegd"
    }
}
