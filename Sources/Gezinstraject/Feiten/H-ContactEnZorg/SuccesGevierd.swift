/// Succes gevierd (groep H, contact en zorg).
///
/// Bron: MAA §3.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct SuccesGevierd: Gegevens {
    public var omschrijving: String?

    public init() {}

    public static let type = Feittype.succesGevierd
    public static let naam = "SuccesGevierd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm, .pro],
        naAfsluiting: false,
        voedt: ["T3.2.2"],
        bron: "MAA §3.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "Wat er gevierd is")
    }
}
