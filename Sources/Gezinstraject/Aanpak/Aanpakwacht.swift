import CivilTime
import WireValues

/// Waakt over de stroom van een aanpak: neemt een registratie alleen op als de reeks versies er geldig van blijft.
///
/// Op deze stroom wordt niets gecorrigeerd of ingetrokken: een andere norm is een nieuwe versie vanaf een andere dag.
public struct Aanpakwacht: Sendable {
    /// De code van de aanpak.
    public let code: Aanpakcode
    /// De versies die nu bekend zijn: ingebouwd, en gevolgd door wat is vastgelegd; nil zolang er geen is.
    public private(set) var beschrijving: Aanpakbeschrijving?
    private let ingebouwd: Aanpakbeschrijving?
    /// De versies die zijn vastgelegd, oudste eerst.
    public private(set) var vastgesteld: [Aanpakversie] = []

    /// De versies zoals de gemeente ze maakte; nil zolang geldt wat het programma zelf heeft.
    public var vastgesteldeReeks: Aanpakreeks? { vastgesteld.isEmpty ? nil : beschrijving?.reeks }

    /// De wacht over een stroom waarin nog niets staat.
    public init(_ code: Aanpakcode, ingebouwd: Aanpakbeschrijving?) {
        self.code = code
        self.ingebouwd = ingebouwd
        beschrijving = ingebouwd
    }

    /// De wacht over wat al is vastgelegd; dat is bij het vastleggen getoetst en wordt vertrouwd.
    ///
    /// - Throws: `Invoerfouten` als een profiel niet te lezen is.
    public init(
        _ code: Aanpakcode,
        ingebouwd: Aanpakbeschrijving?,
        _ registraties: [Registratie]
    ) throws(Invoerfouten) {
        self.init(code, ingebouwd: ingebouwd)
        for registratie in registraties {
            guard let profiel = registratie.gegevens as? AanpakprofielVastgesteld else { continue }
            neemOp(try Aanpakversie(profiel), gemeente: profiel.gemeente)
        }
    }

    /// Neemt een nieuwe registratie op.
    ///
    /// - Throws: `Weigering`; er is dan niets veranderd.
    public mutating func voegToe(_ registratie: Registratie) throws(Weigering) {
        let plaats = Schending.Plaats(registratie)
        if let uitleg = Geldigheid.uitleg(rol: registratie.rol, voor: registratie.type) {
            throw .schending(Schending("I-0-ROL", uitleg, oplossing: Geldigheid.oplossingVanRol, bij: plaats))
        }
        guard let profiel = registratie.gegevens as? AanpakprofielVastgesteld else {
            guard beschrijving != nil else {
                let schending = Schending(
                    "I-0-VERWIJZING",
                    "Deze aanpak is nog niet bekend.",
                    oplossing: "Leg eerst AanpakprofielVastgesteld vast.",
                    bij: plaats
                )
                throw .schending(schending)
            }
            return
        }
        let versie: Aanpakversie
        do throws(Invoerfouten) {
            versie = try lees(profiel)
        } catch {
            throw .invoer(error)
        }
        if let uitleg = bezwaar(tegen: versie) {
            let oplossing = "Kies een latere geldigVanaf; wat gold verandert niet meer."
            let veld = JSONPointer.root.member("gegevens").member("geldigVanaf")
            throw .schending(Schending("I-N1-NIEUWER", uitleg, oplossing: oplossing, bij: plaats, veld: veld))
        }
        neemOp(versie, gemeente: profiel.gemeente)
    }

    private func lees(_ profiel: AanpakprofielVastgesteld) throws(Invoerfouten) -> Aanpakversie {
        guard profiel.code == code.description else {
            let uitleg = "Verwacht is de code van deze stroom."
            throw Invoerfouten([Invoerfout(JSONPointer.root.member("code"), .strijdig, uitleg)])
        }
        return try Aanpakversie(profiel)
    }

    /// Waarom een versie niet op de bekende kan volgen: wat gold verandert niet meer.
    ///
    /// Van een ingebouwde aanpak telt de ingebouwde versie als vorige; vastleggen wat zij al zegt mag.
    private func bezwaar(tegen versie: Aanpakversie) -> String? {
        let laatste = vastgesteld.last ?? ingebouwd?.versies.last
        guard let laatste, versie.geldigVanaf <= laatste.geldigVanaf else { return nil }
        if vastgesteld.isEmpty, ingebouwd?.versies.contains(versie) == true { return nil }
        return "geldigVanaf is niet later dan \(laatste.geldigVanaf), de dag waarop de vorige versie ingaat."
    }

    private mutating func neemOp(_ versie: Aanpakversie, gemeente: String) {
        vastgesteld.append(versie)
        let eigen = Aanpakbeschrijving(code: code, gemeente: gemeente, versies: vastgesteld)
        beschrijving = ingebouwd?.vervolgd(met: vastgesteld) ?? eigen
    }
}
