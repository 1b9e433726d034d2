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
        for (plaats, feit) in geschiedenis.feiten.enumerated() {
            if let schending = schendingen(van: feit, na: verloop).first {
                return schending.metLatere(geschiedenis.feiten[(plaats + 1)...])
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
        [rol, eerste, traject, geslotenTraject, nieuweIds, verwijzingen, aanpak]
            .compactMap { $0(feit, verloop) } + feit.gegevens.schendingen(van: feit, na: verloop)
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
        let wie = type.kenmerken.logt.filter { $0 != .beh }.map(\.rawValue) + ["BEH"]
        return "\(type.naam) wordt vastgelegd door \(wie.joined(separator: ", "))."
    }

    private static func traject(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        let aanmeldingen = verloop.aantalAanmeldingen + (feit.type == .gezinAangemeld ? 1 : 0)
        guard !bestaat(traject: feit.genoemdTraject, na: aanmeldingen) else { return nil }
        return feit.schending(
            "I-0-TRAJECT_BESTAAT",
            "Het genoemde traject is op deze dag nog niet aangemeld.",
            "Noem een traject dat al is aangemeld, of leg eerst GezinAangemeld vast.",
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
        return feit.schending(
            "I-0-TRAJECT_GESLOTEN",
            "Traject \(nummer) is dan gesloten, ingetrokken of afgewezen; \(feit.type.naam) kan daarop niet meer.",
            "Kies een dag voor het einde, herroep de afsluiting, of meld het gezin opnieuw aan.",
            botstMet: einde
        )
    }

    private static func nieuweIds(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        var gezien: Set<Idverzamelaar.Gevonden> = []
        for id in feit.gegevens.ids.nieuw {
            let soort = id.soort.rawValue
            if let eerder = verloop.ingevoerd[id] {
                return feit.schending(
                    "I-0-ID_UNIEK",
                    "De id van dit nieuwe \(soort) bestaat al.",
                    oplossingVanId,
                    botstMet: eerder
                )
            }
            guard gezien.insert(id).inserted else {
                return feit.schending(
                    "I-0-ID_UNIEK",
                    "De id van een nieuw \(soort) staat er tweemaal.",
                    oplossingVanId
                )
            }
        }
        return nil
    }

    private static func verwijzingen(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        for id in feit.gegevens.ids.verwijzingen {
            let soort = id.soort.rawValue
            guard let invoer = verloop.ingevoerd[id] else {
                return feit.schending(
                    "I-0-VERWIJZING",
                    "\(feit.type.naam) verwijst naar een \(soort) die er op die plaats niet is.",
                    "Leg eerst vast waarnaar verwezen wordt, op dezelfde of een eerdere dag.",
                    vereist: Vereiste { $0.gegevens.ids.nieuw.contains(id) }
                )
            }
            guard id.soort.bereik != .traject || invoer.traject == verloop.traject(van: feit) else {
                return feit.schending(
                    "I-0-VERWIJZING",
                    "\(feit.type.naam) verwijst naar een \(soort) van een ander traject.",
                    "Noem het traject waar het bij hoort, of leg een nieuw \(soort) vast in dit traject.",
                    botstMet: invoer
                )
            }
        }
        return nil
    }

    private static func aanpak(_ feit: Feit, _ verloop: Voorgeschiedenis) -> Schending? {
        guard let aanmelding = feit.als(GezinAangemeld.self), !verloop.neemtAan(aanmelding.aanpak) else { return nil }
        return feit.schending(
            "I-0-VERWIJZING",
            "De aanpak waarvoor is aangemeld is niet bekend.",
            "Noem de code van een bekende aanpak, of stel de aanpak eerst vast."
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
    ///   - vereist: Wat er eerst had moeten staan, als er iets ontbreekt.
    /// - Returns: De schending, met dit feit als plaats.
    func schending(
        _ code: String,
        _ uitleg: String,
        _ oplossing: String,
        botstMet: Feit? = nil,
        vereist: Vereiste? = nil
    ) -> Schending {
        Schending(
            code,
            uitleg,
            oplossing: oplossing,
            bij: Schending.Plaats(self),
            botstMet: botstMet.map(Schending.Plaats.init),
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
            botstMet: later.first(where: vereist.voldoet).map(Plaats.init)
        )
    }
}
