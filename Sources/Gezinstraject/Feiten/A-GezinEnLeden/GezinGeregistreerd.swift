/// Gezin geregistreerd (groep A, gezin en leden).
///
/// Bron: SPI Toeleiding.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinGeregistreerd: Gegevens {
    public var gemeente = ""
    public var wijk: String?
    public var pseudoniem: String?

    public init() {}

    public static let type = Feittype.gezinGeregistreerd
    public static let naam = "GezinGeregistreerd"
    public static let kenmerken = Typekenmerken(
        groep: .a,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .tpm, .beh],
        naAfsluiting: false,
        voedt: ["P1.1.2"],
        bron: "SPI Toeleiding"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("gemeente", &gemeente, patroon: .gemeente, "CBS-code van de gemeente (tenant)")
        bezoeker.optioneel("wijk", &wijk, "Wijk- of buurtcode, geen adres")
        bezoeker.optioneel(
            "pseudoniem",
            &pseudoniem,
            privacy: .persoonsgegeven,
            "Werknaam van het gezin voor de gebruikers"
        )
    }
}
