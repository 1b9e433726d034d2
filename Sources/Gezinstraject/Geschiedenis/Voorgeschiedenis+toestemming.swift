import CivilTime

/// Wat invarianten over toestemming en andere grondslagen vragen (INDICATORS §1.3, "geldige toestemming").
extension Voorgeschiedenis {
    /// Zo lang na geldigTot geldt een toestemming nog.
    private static let respijt = Termijn.maanden(1)
    private static let antwoorden: [Feittype] = [.toestemmingVerleend, .toestemmingGeweigerd, .toestemmingIngetrokken]

    /// Het laatste antwoord van een gezinslid op de vraag om toestemming.
    func laatsteAntwoord(van lid: GezinslidId) -> Feit? {
        laatste(over: lid, van: Set(Self.antwoorden))
    }

    /// Breekt als op de dag van het feit geen gezinslid een geldige toestemming gaf; met `partij` ook voor die partij.
    func vereistToestemming(voor partij: Partij? = nil, bij feit: Feit, _ code: String) -> [Schending] {
        let aangemeldOp = toestand(van: traject(van: feit)).aangemeldOp
        let isGeldig = leden.regels.contains { lid in
            guard let antwoord = laatsteAntwoord(van: lid.id), let verleend = antwoord.als(ToestemmingVerleend.self),
                verleend.geldt(voor: partij)
            else { return false }
            let isVanDitTraject = aangemeldOp.map { antwoord.dag >= $0 } ?? true
            let isVerlopen = verleend.geldigTot.map { $0 + Self.respijt < feit.dag } ?? false
            return isVanDitTraject && !isVerlopen
        }
        guard !isGeldig else { return [] }
        return [
            feit.schending(
                code,
                """
                Er is dan geen geldige toestemming\(partij == nil ? "" : " die deze partij omvat"): zij is er nog niet, \
                geweigerd, ingetrokken, verlopen of van voor de aanmelding.
                """,
                "Leg eerst ToestemmingVerleend vast, of noem een andere grondslag als die er is.",
                botstMet: laatste(van: Self.antwoorden),
                vereist: Vereiste { $0.als(ToestemmingVerleend.self)?.geldt(voor: partij) ?? false }
            )
        ]
    }

    /// Breekt als er op de dag van het feit geen andere grondslag dan toestemming geldt.
    func vereistAndereGrondslag(bij feit: Feit, _ code: String) -> [Schending] {
        let grondslagen = feiten(GrondslagVastgelegd.self)
        guard !grondslagen.contains(where: { $0.geldigTot.map { $0 >= feit.dag } ?? true }) else { return [] }
        return [
            feit.schending(
                code,
                "Er is dan geen andere grondslag dan toestemming vastgelegd die nog geldt.",
                "Leg eerst GrondslagVastgelegd vast, met een geldigTot die deze dag insluit of zonder.",
                botstMet: grondslagen.last?.feit,
                vereist: Vereiste { $0.type == .grondslagVastgelegd }
            )
        ]
    }
}

extension ToestemmingVerleend {
    /// Of de toestemming ook voor deze partij is; zonder partij of zonder beperking altijd.
    fileprivate func geldt(voor partij: Partij?) -> Bool {
        guard let partij, case .lijst(let genoemd) = partijen else { return true }
        return genoemd.contains(partij)
    }
}
