/// Gezin deelname geweigerd (groep D, analyse en netwerk).
///
/// Bron: MAA §3.1, B1 Gezin Centraal.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinDeelnameGeweigerd: Gegevens {
    public var voor = Gelegenheid.leeg
    public var reden: Reden?
    public var toelichting: String?

    public init() {}

    public static let type = Feittype.gezinDeelnameGeweigerd
    public static let naam = "GezinDeelnameGeweigerd"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T2.1.1", "T2.1.2", "T2.1.3", "T2.1.4", "T2.2.1", "T2.3.1", "T2.3.2", "T2.3.3"],
        bron: "MAA §3.1, B1 Gezin Centraal"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("voor", &voor, "Waarvoor")
        bezoeker.optioneel("reden", &reden, "Wat er gebeurde; ontbreekt = weigert; elke reden telt als weigering")
        bezoeker.optioneel("toelichting", &toelichting, privacy: .vrijeTekst, "Waarom")
    }

    /// Het gezin is eerst voor deze gelegenheid uitgenodigd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let voor = voor
        return geschiedenis.vereist(
            GezinUitgenodigd.self,
            in: feit.traject,
            bij: feit,
            "I-D8-NA_UITNODIGING",
            "Het gezin is dan hiervoor in dit traject nog niet uitgenodigd.",
            "Leg eerst GezinUitgenodigd vast met dezelfde waarde bij voor.",
            mits: { $0.voor == voor }
        )
    }

    /// Wat er gebeurde; ontbreekt = weigert; elke reden telt als weigering.
    public enum Reden: String, Opsomming {
        case weigert
        case nietVerschenen = "niet_verschenen"
        case geenReactie = "geen_reactie"
    }
}
