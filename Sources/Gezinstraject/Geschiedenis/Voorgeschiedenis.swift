public import CivilTime

/// Wat er tot een plaats in de geschiedenis gebeurd is, samengevat voor de invarianten en voor de fase.
///
/// Een vouw over de feiten: `volg` verwerkt er een, en alles wat een invariant moet weten blijft bij de hand.
public struct Voorgeschiedenis: Sendable {
    /// Het eerste feit.
    public private(set) var eerste: Feit?
    /// Het laatste feit.
    public private(set) var laatste: Feit?
    /// De feiten die hier voorafgingen, op volgorde.
    public private(set) var feiten: [Feit] = []
    /// De toestand van elk traject waarin iets gebeurde.
    public private(set) var trajecten: [Int: Trajecttoestand] = [:]
    /// Het aantal trajecten dat is aangemeld.
    public private(set) var aantalAanmeldingen = 0
    /// Waar elke lokale id is ingevoerd.
    public private(set) var ingevoerd: [Idverzamelaar.Gevonden: Feit] = [:]
    /// De gezinsleden, met wat er aan hen gewijzigd is.
    private(set) var leden = Stand<GezinslidId, Trajectbeeld.Gezinslid>()
    /// Van elk gezinslid het laatste antwoord op de vraag om toestemming.
    private(set) var antwoorden: [GezinslidId: Feit] = [:]

    /// Waar in `feiten` elk type staat.
    private(set) var plaatsenVanType: [Feittype: [Int]] = [:]
    /// Waar in `feiten` naar een lokale id wordt verwezen.
    private(set) var plaatsenVanVerwijzing: [Idverzamelaar.Gevonden: [Int]] = [:]

    private let profielen: Aanpakprofielen

    /// Een geschiedenis waarin nog niets gebeurde, onder deze aanpakken.
    public init(_ profielen: Aanpakprofielen) {
        self.profielen = profielen
    }

    /// De toestand van een traject; van een traject waarin nog niets gebeurde de begintoestand.
    public func toestand(van traject: Int) -> Trajecttoestand {
        trajecten[traject] ?? Trajecttoestand()
    }

    /// Het profiel van de aanpak waarvoor een traject is aangemeld, zoals het op de dag van de aanmelding gold.
    ///
    /// Een latere versie van een aanpak maakt zo niet ongeldig wat al is vastgelegd.
    public func profiel(van traject: Int) -> Aanpakprofiel {
        let toestand = toestand(van: traject)
        return profielen.profiel(van: toestand.aanpak, op: toestand.aangemeldOp ?? laatste?.dag ?? .eerste)
    }

    /// De start van een traject, onder het profiel van zijn aanpak.
    public func gestartOp(traject: Int) -> Dag? {
        toestand(van: traject).gestartOp(profiel(van: traject))
    }

    /// Of een gezin voor deze aanpak kan worden aangemeld.
    func neemtAan(_ aanpak: Aanpakcode) -> Bool { profielen.neemtOnbekendeAan || profielen.kent(aanpak) }

    /// Het traject waarbij een feit hoort dat nu zou volgen.
    public func traject(van feit: Feit) -> Int {
        let aanmeldingen = aantalAanmeldingen + (feit.type == .gezinAangemeld ? 1 : 0)
        return feit.genoemdTraject ?? max(1, aanmeldingen)
    }

    /// Verwerkt het volgende feit.
    public mutating func volg(_ feit: Feit) {
        if eerste == nil { eerste = feit }
        laatste = feit
        plaatsenVanType[feit.type, default: []].append(feiten.count)
        let ids = feit.gegevens.ids
        for id in ids.nieuw { ingevoerd[id] = feit }
        for (nummer, id) in ids.verwijzingen.enumerated() where !ids.verwijzingen[..<nummer].contains(id) {
            plaatsenVanVerwijzing[id, default: []].append(feiten.count)
        }
        feiten.append(feit)
        leden.volg(feit)
        if let lid = feit.antwoordVan { antwoorden[lid] = feit }
        if feit.type == .gezinAangemeld { aantalAanmeldingen += 1 }
        guard let traject = feit.traject else { return }
        // Changed where it stands: a copy that is still there would make every list in it be copied.
        trajecten[traject, default: Trajecttoestand()].volg(feit, onder: profielen)
    }
}

extension Trajecttoestand {
    /// Verwerkt een feit van dit traject, onder het profiel van de aanmelding.
    mutating func volg(_ feit: Feit, onder profielen: Aanpakprofielen) {
        let aanmelding = feit.als(GezinAangemeld.self)
        volg(
            feit,
            profielen.profiel(
                van: aanmelding?.aanpak ?? aanpak,
                op: aanmelding == nil ? aangemeldOp ?? feit.dag : feit.dag
            )
        )
    }
}
