/// Slechte boodschap gebracht (groep H, contact en zorg).
///
/// Bron: MAA §5.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct SlechteBoodschapGebracht: Gegevens {
    public var onderwerp: String?

    public init() {}

    public static let type = Feittype.slechteBoodschapGebracht
    public static let naam = "SlechteBoodschapGebracht"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §5.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("onderwerp", &onderwerp, privacy: .vrijeTekst, "Waarover")
    }
}
