/// Vertrouwen gezin vastgelegd (groep F, regie en partijen).
///
/// Bron: MAA B1 Samenwerking, §5.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VertrouwenGezinVastgelegd: Gegevens {
    public var gezinslid = GezinslidId.leeg
    public var oordeel = Oordeel.leeg
    public var inRol: InRol?
    public var inWie: Actor?

    public init() {}

    public static let type = Feittype.vertrouwenGezinVastgelegd
    public static let naam = "VertrouwenGezinVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro, .aud],
        naAfsluiting: true,
        voedt: ["T4.1.4"],
        bron: "MAA B1 Samenwerking, §5.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht(
            "gezinslid",
            &gezinslid,
            "Het gezinslid dat spreekt (dit is het 'volgens' van deze gebeurtenis)"
        )
        bezoeker.verplicht("oordeel", &oordeel, "Wat het zegt")
        bezoeker.optioneel("inRol", &inRol, "Over wie; ontbreekt = over de regisseur")
        bezoeker.optioneel("inWie", &inWie, "Over welke persoon")
    }

    /// Niemand legt vast hoe het gezin over hemzelf oordeelt.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard gaatOverZichzelf(feit) else { return [] }
        return [
            feit.schending(
                "I-F11-NIET_OVER_ZICHZELF",
                "Wat het gezin van iemand vindt legt die persoon niet zelf vast.",
                "Laat een ander het vastleggen, of noem in inWie over wie het gezinslid sprak."
            )
        ]
    }

    /// Zonder naam telt de rol van wie vastlegt; over de regisseur spreekt een procesmanager niet zelf.
    private func gaatOverZichzelf(_ feit: Feit) -> Bool {
        guard let inWie else { return feit.rol == .pm || (feit.rol == .cm && inRol == .casemanager) }
        return feit.vastgelegdDoor == inWie
    }

    /// Wat het zegt.
    public enum Oordeel: String, Opsomming {
        case vertrouwt
        case accepteert
        case wantrouwt
    }

    /// Over wie; ontbreekt = over de regisseur.
    public enum InRol: String, Opsomming {
        case procesmanager
        case casemanager
        case aanspreekpunt
    }
}
