public import CivilTime
public import WireValues

/// Toetsing gestart (groep L, toetsing en audit).
///
/// Bron: MAA §1.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ToetsingGestart: Gegevens {
    public var id = ToetsingId.leeg
    public var aanpak = Aanpakcode.leeg
    public var gezinnen: [UUID] = []
    public var peildatum = Dag.leeg

    public init() {}

    public static let type = Feittype.toetsingGestart
    public static let naam = "ToetsingGestart"
    public static let kenmerken = Typekenmerken(
        groep: .l,
        stroom: .toetsing,
        bereik: .toetsing,
        logt: [.aud],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §1.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van de toetsing")
        bezoeker.verplicht("aanpak", &aanpak, "Welke aanpak")
        bezoeker.verplicht("gezinnen", &gezinnen, minimum: 1, "Geselecteerde gezinnen")
        bezoeker.verplicht("peildatum", &peildatum, "Peildag")
    }
}
