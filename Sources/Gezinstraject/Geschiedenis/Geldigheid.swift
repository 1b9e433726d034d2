import WireValues

/// Of een geschiedenis kan kloppen: elke invariant van het contract, op elke plaats in de effectieve geschiedenis.
///
/// De algemene invarianten (G4 tot en met G6) staan hier; die van een type staan bij het type
/// (`Gegevens.schendingen`). Weggelaten is niet strijdig: wat ontbreekt of te laat is vinden de indicatoren.
public enum Geldigheid {
    /// De eerste invariant die breekt in het hele dossier: alle dagen, alles wat bekend is.
    public static func schending(in dossier: Dossier, _ profielen: Aanpakprofielen) -> Schending? {
        schending(in: dossier.geschiedenis(), profielen)
    }

    /// De eerste invariant die breekt in een geschiedenis.
    public static func schending(in geschiedenis: Geschiedenis, _ profielen: Aanpakprofielen) -> Schending? {
        var verloop = Voorgeschiedenis(profielen)
        return schending(in: geschiedenis.feiten[...], na: &verloop)
    }

    /// De eerste invariant die breekt in wat op een geldig begin volgt; `verloop` verwerkt wat ervoor ligt.
    static func schending(in vervolg: ArraySlice<Feit>, na verloop: inout Voorgeschiedenis) -> Schending? {
        for (plaats, feit) in zip(vervolg.indices, vervolg) {
            if let schending = schendingen(van: feit, na: verloop).first {
                return schending.metLatere(vervolg[(plaats + 1)...])
            }
            verloop.volg(feit)
        }
        return nil
    }

    /// Elk feit dat niet meer klopt, met de eerste invariant die er breekt.
    ///
    /// Een feit dat breekt telt daarna niet meer mee, zodat ook wordt gevonden wat er op zijn beurt van afhangt.
    public static func alleSchendingen(in geschiedenis: Geschiedenis, _ profielen: Aanpakprofielen) -> [Schending] {
        var verloop = Voorgeschiedenis(profielen)
        var gevonden: [Schending] = []
        for (plaats, feit) in geschiedenis.feiten.enumerated() {
            if let schending = schendingen(van: feit, na: verloop).first {
                gevonden.append(schending.metLatere(geschiedenis.feiten[(plaats + 1)...]))
            } else {
                verloop.volg(feit)
            }
        }
        return gevonden
    }

    /// De invarianten die breken als `feit` hier zou volgen.
    public static func schendingen(van feit: Feit, na verloop: Voorgeschiedenis) -> [Schending] {
        let ids = feit.gegevens.ids
        let algemeen = [
            rol(feit, verloop), eerste(feit, verloop), traject(feit, verloop), geslotenTraject(feit, verloop),
            nieuweIds(ids.nieuw, feit, verloop), verwijzingen(ids.verwijzingen, feit, verloop), aanpak(feit, verloop),
        ]
        return algemeen.compactMap(\.self) + feit.gegevens.schendingen(van: feit, na: verloop)
    }

    private static func eerste(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        let isRegistratie = feit.type == .gezinGeregistreerd
        guard let eerste = verloop.eerste else {
            guard !isRegistratie else { return nil }
            return feit.schending(
                "I-0-EERSTE",
                "De geschiedenis van een gezin begint met GezinGeregistreerd; niets ligt daarvoor.",
                "Leg eerst GezinGeregistreerd vast, of corrigeer haar dag naar een eerdere.",
                vereist: Vereiste { $0.type == .gezinGeregistreerd }
            )
        }
        guard isRegistratie else { return nil }
        return feit.schending(
            "I-A1-EERSTE",
            "Het gezin is al geregistreerd.",
            "Corrigeer de bestaande registratie als er iets niet klopt.",
            botstMet: eerste
        )
    }

    private static func rol(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        uitleg(rol: feit.rol, voor: feit.type).map { feit.schending("I-0-ROL", $0, oplossingVanRol) }
    }

    static let oplossingVanRol = "Laat iemand met een van deze rollen het vastleggen."
    private static let oplossingVanId = "Kies een andere id."

    static func uitleg(rol: Rol?, voor type: Feittype) -> String? {
        guard let rol, rol != .beh, !type.kenmerken.logt.contains(rol) else { return nil }
        let wie = type.kenmerken.logt.filter { $0 != .beh }.map { $0.rawValue } + ["BEH"]
        return "\(type.naam) wordt vastgelegd door \(wie.joined(separator: ", "))."
    }

    private static func traject(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        let aanmeldingen = verloop.aantalAanmeldingen + (feit.type == .gezinAangemeld ? 1 : 0)
        guard !bestaat(traject: feit.genoemdTraject, na: aanmeldingen) else { return nil }
        return feit.schending(
            "I-0-TRAJECT_BESTAAT",
            "Het genoemde traject is op deze dag nog niet aangemeld.",
            "Noem een traject dat al is aangemeld, of leg eerst GezinAangemeld vast.",
            veld: JSONPointer.root.member("traject"),
            vereist: Vereiste { $0.als(GezinAangemeld.self)?.trajectNr == feit.genoemdTraject }
        )
    }

    static func bestaat(traject genoemd: Int?, na aanmeldingen: Int) -> Bool {
        genoemd.map { (1...max(1, aanmeldingen)).contains($0) } ?? true
    }

    private static func geslotenTraject(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        let kenmerken = feit.type.kenmerken
        guard kenmerken.bereik == .traject, !kenmerken.naAfsluiting else { return nil }
        let nummer = verloop.traject(van: feit)
        guard verloop.toestand(van: nummer).isVoorbij else { return nil }
        let einden: [Feittype] = [.aanpakAfgesloten, .aanmeldingIngetrokken, .prioriteringAfgewezen]
        let einde = verloop.feiten.last { $0.traject == nummer && einden.contains($0.type) }
        let oplossing = oplossingVanGesloten(
            feit,
            nummer,
            verloop.aantalAanmeldingen,
            isHerroepbaar: einde?.type == .aanpakAfgesloten
        )
        return feit.schending(
            "I-0-TRAJECT_GESLOTEN",
            "Traject \(nummer) is dan gesloten, ingetrokken of afgewezen; \(feit.type.naam) kan daarop niet meer.",
            oplossing,
            botstMet: einde
        )
    }

    /// Wat iemand kan doen die op een traject dat voorbij is nog iets vastlegt.
    ///
    /// Een aanmelding opent zelf een traject, dus haar helpt herroepen noch opnieuw aanmelden. Een traject dat zonder
    /// aanmelding begon heeft er eerst een nodig: anders is de volgende aanmelding die van dat traject.
    private static func oplossingVanGesloten(
        _ feit: Feit,
        _ nummer: Int,
        _ aanmeldingen: Int,
        isHerroepbaar: Bool
    ) -> String {
        let isAanmelding = feit.type == .gezinAangemeld
        guard !isAanmelding || nummer > aanmeldingen else {
            return "Noem geen traject: een aanmelding opent zelf het volgende."
        }
        let herroep = isHerroepbaar ? "herroep de afsluiting" : nil
        guard aanmeldingen == 0 else {
            return zin(["Kies een dag voor het einde", herroep, "meld het gezin opnieuw aan"])
        }
        let zonder = "Traject \(nummer) begon zonder aanmelding. "
        guard isAanmelding else {
            let eerst = "leg eerst zijn aanmelding vast op een dag voor het einde en meld het gezin daarna opnieuw aan"
            return zonder + zin(["Kies een dag voor het einde", herroep, eerst])
        }
        return zonder
            + "Is dit zijn aanmelding, kies dan een dag voor het einde. Begint hiermee een nieuw traject, leg "
            + "dan eerst die van traject \(nummer) vast, op een dag voor het einde, en geef deze trajectNr "
            + "\(nummer + 1)."
    }

    private static func zin(_ keuzes: [String?]) -> String {
        let keuzes = keuzes.compactMap { $0 }
        return keuzes.dropLast().joined(separator: ", ") + (keuzes.dropLast().isEmpty ? "" : ", of ")
            + (keuzes.last ?? "") + "."
    }

    private static func nieuweIds(
        _ ids: [Idverzamelaar.Gevonden],
        _ feit: Feit,
        _ verloop: Voorgeschiedenis
    ) -> Schending? {
        var gezien: Set<Idverzamelaar.Gevonden> = []
        for id in ids {
            if let eerder = verloop.ingevoerd[id] {
                return feit.schending(
                    "I-0-ID_UNIEK",
                    "De id van \(id.soort.nieuwAangewezen) bestaat al.",
                    oplossingVanId,
                    botstMet: eerder,
                    veld: feit.plaats(van: id, alsNieuw: true)
                )
            }
            guard gezien.insert(id).inserted else {
                return feit.schending(
                    "I-0-ID_UNIEK",
                    "De id van \(id.soort.nieuw) staat er tweemaal.",
                    oplossingVanId,
                    veld: feit.plaats(van: id, alsNieuw: true)
                )
            }
        }
        return nil
    }

    private static func verwijzingen(
        _ ids: [Idverzamelaar.Gevonden],
        _ feit: Feit,
        _ verloop: Voorgeschiedenis
    ) -> Schending? {
        for id in ids {
            guard let invoer = verloop.ingevoerd[id] else {
                return verwijzing(
                    id,
                    feit,
                    "\(id.soort.metBijzin) er op die plaats niet is.",
                    "Leg eerst vast waarnaar verwezen wordt, op dezelfde of een eerdere dag.",
                    vereist: Vereiste { $0.gegevens.ids.nieuw.contains(id) }
                )
            }
            guard id.soort.bereik != .traject || invoer.traject == verloop.traject(van: feit) else {
                return verwijzing(
                    id,
                    feit,
                    "een \(id.soort.rawValue) van een ander traject.",
                    "Noem het traject van \(id.soort.aangewezen), of leg \(id.soort.nieuw) vast in dit traject.",
                    botstMet: invoer
                )
            }
        }
        return nil
    }

    /// Een verwijzing die niet klopt: in welk veld, en waarnaar.
    private static func verwijzing(
        _ id: Idverzamelaar.Gevonden,
        _ feit: Feit,
        _ waarnaar: String,
        _ oplossing: String,
        botstMet: Feit? = nil,
        vereist: Vereiste? = nil
    ) -> Schending {
        // Looking for the place costs more than judging the whole event, so only for who is told.
        let plaats = feit.plaats(van: id, alsNieuw: false)
        let veld = plaats.map { "Veld `\($0.veldnaam)` van " } ?? ""
        return feit.schending(
            "I-0-VERWIJZING",
            "\(veld)\(feit.type.naam) verwijst naar \(waarnaar)",
            oplossing,
            botstMet: botstMet,
            veld: plaats,
            vereist: vereist
        )
    }

    private static func aanpak(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        guard let aanmelding = feit.als(GezinAangemeld.self), !verloop.neemtAan(aanmelding.aanpak) else { return nil }
        return feit.schending(
            "I-0-VERWIJZING",
            "De aanpak waarvoor is aangemeld is niet bekend.",
            "Noem de code van een bekende aanpak, of stel de aanpak eerst vast.",
            veld: JSONPointer.root.member("gegevens").member("aanpak")
        )
    }
}

extension Feit {
    /// Een schending bij dit feit.
    ///
    /// - Parameters:
    ///   - code: De code van de invariant.
    ///   - uitleg: Wat er niet kan.
    ///   - oplossing: Wat het aanvaardbaar zou maken.
    ///   - botstMet: Het eerdere feit waar het bezwaar op rust, als er zo een is.
    ///   - veld: Het veld waar het aan ligt, gezien vanuit de gebeurtenis; nil als het aan haar geheel ligt.
    ///   - vereist: Wat er eerst had moeten staan, als er iets ontbreekt.
    /// - Returns: De schending, met dit feit als plaats.
    func schending(
        _ code: String,
        _ uitleg: String,
        _ oplossing: String,
        botstMet: Feit? = nil,
        veld: JSONPointer? = nil,
        vereist: Vereiste? = nil
    ) -> Schending {
        Schending(
            code,
            uitleg,
            oplossing: oplossing,
            bij: Schending.Plaats(self),
            botstMet: botstMet.map(Schending.Plaats.init),
            veld: veld,
            vereist: vereist
        )
    }
}

extension Schending {
    /// Dezelfde schending, met het eerste latere feit dat geholpen had als zij niet met een eerder feit botst.
    fileprivate func metLatere(_ later: ArraySlice<Feit>) -> Schending {
        guard botstMet == nil, let vereist else { return self }
        return Schending(
            code,
            uitleg,
            oplossing: oplossing,
            bij: bij,
            botstMet: later.first(where: vereist.voldoet).map(Plaats.init),
            veld: veld
        )
    }
}
