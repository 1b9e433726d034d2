/// Deelafsluiting vastgelegd (groep K, afsluiting en nazorg).
///
/// Bron: MAA §6.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DeelafsluitingVastgelegd: Gegevens {
    public var onderdeel = Onderdeel.leeg
    public var leefgebied: StjLeefgebied?
    public var partij: Partij?
    public var doel: DoelId?
    public var reden = Reden.leeg

    public init() {}

    public static let type = Feittype.deelafsluitingVastgelegd
    public static let naam = "DeelafsluitingVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T5.1.1"],
        bron: "MAA §6.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("onderdeel", &onderdeel, "Wat afgesloten wordt")
        bezoeker.optioneel("leefgebied", &leefgebied, "Welk leefgebied")
        bezoeker.optioneel("partij", &partij, "Welke partij")
        bezoeker.optioneel("doel", &doel, "Welk doel")
        bezoeker.verplicht("reden", &reden, "Reden")
    }

    /// Alleen het onderdeel dat wordt afgesloten is genoemd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let genoemd: [Onderdeel?] = [
            leefgebied.map { _ in .leefgebied }, partij.map { _ in .partij }, doel.map { _ in .doel },
        ]
        guard genoemd.compactMap({ $0 }) != [onderdeel] else { return [] }
        return [
            feit.schending(
                "I-K2-ONDERDEEL_GENOEMD",
                "Een deelafsluiting noemt alleen het onderdeel dat wordt afgesloten.",
                "Vul alleen \(onderdeel.rawValue) in, en leg een ander onderdeel apart vast."
            )
        ]
    }

    /// Wat afgesloten wordt.
    public enum Onderdeel: String, Opsomming {
        case leefgebied
        case partij
        case doel
    }

    /// Reden.
    public enum Reden: String, Opsomming {
        case bereikt
        case vermoeidheid
        case overdracht
    }
}
