/// Netwerkopbouw uitgesteld (groep D, analyse en netwerk).
///
/// Bron: MAA §4.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NetwerkopbouwUitgesteld: Gegevens {
    public var motief = Motief.leeg

    public init() {}

    public static let type = Feittype.netwerkopbouwUitgesteld
    public static let naam = "NetwerkopbouwUitgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.3.3"],
        bron: "MAA §4.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("motief", &motief, "Motief")
    }

    /// Motief.
    public enum Motief: String, Opsomming {
        case tijdgebrek
        case taakCasemanager = "taak_casemanager"
        case gezinWilNiet = "gezin_wil_niet"
        case overig
    }
}
