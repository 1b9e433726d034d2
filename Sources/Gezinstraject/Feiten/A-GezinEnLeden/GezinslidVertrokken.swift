/// Gezinslid vertrokken (groep A, gezin en leden).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinslidVertrokken: Gegevens {
    public var gezinslid = GezinslidId.leeg
    public var reden = Reden.leeg

    public init() {}

    public static let type = Feittype.gezinslidVertrokken
    public static let naam = "GezinslidVertrokken"
    public static let kenmerken = Typekenmerken(
        groep: .a,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T3.1.4"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("gezinslid", &gezinslid, "Het lid dat vertrekt")
        bezoeker.verplicht("reden", &reden, "Reden; uithuisgeplaatst = blijft gezinslid")
    }

    /// Het lid is niet eerder vertrokken; wie uit huis geplaatst is kan nog vertrekken.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNietVertrokken(gezinslid, bij: feit, "I-A4-LID_ACTIEF")
    }

    /// Reden; uithuisgeplaatst = blijft gezinslid.
    public enum Reden: String, Opsomming {
        case uitwonend
        case scheiding
        case uithuisgeplaatst
        case overleden
        case overig
    }
}
