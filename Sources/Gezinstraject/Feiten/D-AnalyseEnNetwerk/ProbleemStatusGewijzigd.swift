/// Probleem status gewijzigd (groep D, analyse en netwerk).
///
/// Bron: MAA §2.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ProbleemStatusGewijzigd: Gegevens {
    public var probleem = ProbleemId.leeg
    public var status = Status.leeg

    public init() {}

    public static let type = Feittype.probleemStatusGewijzigd
    public static let naam = "ProbleemStatusGewijzigd"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T2.2.2", "T3.1.2", "T3.1.4", "T5.1.1", "T5.3.1"],
        bron: "MAA §2.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("probleem", &probleem, "Welk probleem")
        bezoeker.verplicht("status", &status, "Nieuwe status")
    }

    /// Beheersbaar is een oordeel: er staat bij van wie het komt.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard status == .beheersbaar, feit.volgens == nil else { return [] }
        return [
            feit.schending(
                "I-D3-BEHEERSBAAR_VOLGENS",
                "Dat een probleem beheersbaar is, is een oordeel; er staat niet van wie het komt.",
                "Vul volgens in: een gezinslid, een partij, een document of een eigen waarneming."
            )
        ]
    }

    /// Nieuwe status.
    public enum Status: String, Opsomming {
        case open
        case inAanpak = "in_aanpak"
        case beheersbaar
        case opgelost
        case verergerd
        case onoplosbaar
    }
}
