/// Iemand uit het sociale netwerk die hier voor het eerst genoemd wordt.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GenoemdePersoon: Veldobject, Veldwaarde {
    public var id = NetwerkpersoonId.leeg
    public var relatie: String?

    public init() {}

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "")
        bezoeker.optioneel("relatie", &relatie, privacy: .vrijeTekst, "")
    }
}
