public import CivilTime

/// Wat invarianten over toestemming en andere grondslagen vragen (INDICATORS §1.3, "geldige toestemming").
extension Voorgeschiedenis {
    private static let antwoordtypen: [Feittype] = [
        .toestemmingVerleend, .toestemmingGeweigerd, .toestemmingIngetrokken,
    ]

    /// Breekt als op de dag van het feit geen gezinslid een geldige toestemming gaf; met `partij` ook voor die partij.
    ///
    /// Ook van voor de aanmelding: toestemming is van het gezin, niet van een traject (DOMAIN §4.1). Dat zij voor een
    /// nieuw traject opnieuw gevraagd is, vindt T4.3.1.
    func vereistToestemming(voor partij: Partij? = nil, bij feit: Feit, _ code: String) -> [Schending] {
        let isGeldig = antwoorden.values.contains { antwoord in
            guard let verleend = antwoord.als(ToestemmingVerleend.self), verleend.geldt(voor: partij) else {
                return false
            }
            return verleend.geldigTot.map { $0 + ToestemmingVerleend.respijt >= feit.dag } ?? true
        }
        guard !isGeldig else { return [] }
        return [
            feit.schending(
                code,
                """
                Er is dan geen geldige toestemming\(partij == nil ? "" : " die deze partij omvat"): zij is er nog niet, \
                geweigerd, ingetrokken of verlopen.
                """,
                "Leg eerst ToestemmingVerleend vast, of noem een andere grondslag als die er is.",
                botstMet: laatste(van: Self.antwoordtypen),
                vereist: Vereiste { $0.als(ToestemmingVerleend.self)?.geldt(voor: partij) ?? false }
            )
        ]
    }

    /// Breekt als er op de dag van het feit geen andere grondslag dan toestemming geldt.
    func vereistAndereGrondslag(bij feit: Feit, _ code: String) -> [Schending] {
        let geldige = laatste(GrondslagVastgelegd.self) { $0.geldigTot.map { $0 >= feit.dag } ?? true }
        guard geldige == nil else { return [] }
        return [
            feit.schending(
                code,
                "Er is dan geen andere grondslag dan toestemming vastgelegd die nog geldt.",
                "Leg eerst GrondslagVastgelegd vast, met een geldigTot die deze dag insluit of zonder.",
                botstMet: laatste(GrondslagVastgelegd.self)?.feit,
                vereist: Vereiste { $0.type == .grondslagVastgelegd }
            )
        ]
    }
}

extension Feit {
    /// Wie hiermee antwoordt op de vraag om toestemming, als het een antwoord is.
    var antwoordVan: GezinslidId? {
        switch type {
        case .toestemmingVerleend: als(ToestemmingVerleend.self)?.door
        case .toestemmingGeweigerd: als(ToestemmingGeweigerd.self)?.door
        case .toestemmingIngetrokken: als(ToestemmingIngetrokken.self)?.door
        default: nil
        }
    }
}

extension ToestemmingVerleend {
    /// Zo lang na geldigTot geldt een toestemming nog (INDICATORS §1.3, "geldige toestemming").
    public static let respijt = Termijn.maanden(1)

    /// Of de toestemming ook voor deze partij is; zonder partij of zonder beperking altijd.
    fileprivate func geldt(voor partij: Partij?) -> Bool {
        guard let partij, case .lijst(let genoemd) = partijen else { return true }
        return genoemd.contains(partij)
    }
}
