/// Intensiteitswijziging afgewezen (groep H, contact en zorg).
///
/// Bron: MAA B1 Continu.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct IntensiteitswijzigingAfgewezen: Gegevens {
    public var zorg = ZorgId.leeg
    public var richting: Richting?
    public var buitenInvloedssfeer = false
    public var instantie: Indicatieinstantie?

    public init() {}

    public static let type = Feittype.intensiteitswijzigingAfgewezen
    public static let naam = "IntensiteitswijzigingAfgewezen"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T5.2.1"],
        bron: "MAA B1 Continu"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
        bezoeker.optioneel("richting", &richting, "Meer of minder")
        bezoeker.verplicht(
            "buitenInvloedssfeer",
            &buitenInvloedssfeer,
            "De afwijzing ligt buiten de invloed van de regisseur"
        )
        bezoeker.optioneel("instantie", &instantie, "Wie afwees")
    }
}
