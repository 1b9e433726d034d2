public import CivilTime
public import Gezinstraject
public import WireValues

/// Zorg die is gevraagd of al liep, met de dagen waarop er iets mee gebeurde.
public struct Zorgregel: Hashable, Sendable {
    /// Het nummer van het traject.
    public let traject: Int
    /// De zorg.
    public let zorg: ZorgId
    /// De soort.
    public let soort: Zorgsoort
    /// De partij, als die genoemd is.
    public let partij: Partij?
    /// De gebeurtenis waarmee zij begon.
    public let gebeurtenis: UUID
    /// De dag van de aanvraag; nil als zij al liep.
    public let aangevraagdOp: Dag?
    /// De eerste dag waarop zij gewenst is.
    public let gewenstVanaf: Dag?
    /// De dag waarop zij voor het eerst op een wachtlijst kwam.
    public private(set) var wachtlijstOp: Dag?
    /// Waardoor er het laatst gewacht werd.
    public private(set) var wachtoorzaak: WachtlijstGeplaatst.Oorzaak?
    /// De dag waarop het wachten voor het eerst overbrugd werd.
    public private(set) var overbrugdOp: Dag?
    /// De dag waarop voor het eerst om voorrang is gevraagd.
    public private(set) var voorrangGevraagdOp: Dag?
    /// De dag waarop voorrang voor het eerst is verleend.
    public private(set) var voorrangVerleendOp: Dag?
    /// De dag waarop voorrang voor het eerst is geweigerd.
    public private(set) var voorrangGeweigerdOp: Dag?
    /// De eerste dag van de zorg.
    public private(set) var gestartOp: Dag?
    /// De dag van de weigering.
    public private(set) var geweigerdOp: Dag?
    /// Wie weigerde.
    public private(set) var geweigerdDoor: ZorgGeweigerd.Door?
    /// De dag waarop begonnen zorg ophield.
    public private(set) var beeindigdOp: Dag?
}

extension Zorgregel {
    static func alle(_ traject: Trajectfeiten) -> [Zorgregel] {
        var plaatsen: [ZorgId: Int] = [:]
        var regels: [Zorgregel] = []
        for feit in traject.feiten {
            if let nieuw = Zorgregel(traject.traject, feit) {
                plaatsen[nieuw.zorg] = regels.count
                regels.append(nieuw)
            } else if let (zorg, verandering) = verandering(feit), let plaats = plaatsen[zorg] {
                verandering(&regels[plaats])
            }
        }
        return regels
    }

    private init?(_ traject: Int, _ feit: Feit) {
        self.traject = traject
        gebeurtenis = feit.id
        if let vraag = feit.als(ZorgAangevraagd.self) {
            (zorg, soort, partij) = (vraag.id, vraag.soort, vraag.partij)
            (aangevraagdOp, gewenstVanaf) = (feit.dag, vraag.gewenstVanaf)
        } else if let lopend = feit.als(LopendeZorgVastgelegd.self) {
            (zorg, soort, partij) = (lopend.id, lopend.soort, lopend.partij)
            (aangevraagdOp, gewenstVanaf) = (nil, nil)
            gestartOp = lopend.sinds ?? feit.dag
        } else {
            return nil
        }
    }

    private static func verandering(_ feit: Feit) -> (ZorgId, (inout Zorgregel) -> Void)? {
        let dag = feit.dag
        return switch feit.gegevens {
        case let lijst as WachtlijstGeplaatst:
            (lijst.zorg, { ($0.wachtlijstOp, $0.wachtoorzaak) = ($0.wachtlijstOp ?? dag, lijst.oorzaak) })
        case let brug as OverbruggingGeregeld: (brug.zorg, { $0.overbrugdOp = $0.overbrugdOp ?? dag })
        case let vraag as VoorrangGevraagd: (vraag.zorg, { $0.voorrangGevraagdOp = $0.voorrangGevraagdOp ?? dag })
        case let verleend as VoorrangVerleend:
            (verleend.zorg, { $0.voorrangVerleendOp = $0.voorrangVerleendOp ?? dag })
        case let geweigerd as VoorrangGeweigerd:
            (geweigerd.zorg, { $0.voorrangGeweigerdOp = $0.voorrangGeweigerdOp ?? dag })
        case let gestart as ZorgGestart: (gestart.zorg, { $0.gestartOp = dag })
        case let geweigerd as ZorgGeweigerd:
            (geweigerd.zorg, { ($0.geweigerdOp, $0.geweigerdDoor) = (dag, geweigerd.door) })
        case let einde as ZorgBeeindigd: (einde.zorg, { $0.beeindigdOp = dag })
        default: nil
        }
    }
}
