public import CivilTime

extension Trajectbeeld {
    /// Zorg die is aangevraagd of al liep, en wat ervan kwam.
    public struct Zorg: Hashable, Sendable {
        /// De id.
        public let id: ZorgId
        /// De soort.
        public let soort: Zorgsoort
        /// De partij, als die genoemd is.
        public let partij: Partij?
        /// De status.
        public private(set) var status: Status
        /// De dag sinds wanneer zij deze status heeft, voor zover bekend.
        public private(set) var sinds: Dag

        /// Wat er van zorg kwam.
        public enum Status: String, Sendable {
            /// Aangevraagd.
            case aangevraagd
            /// Wacht op een wachtlijst.
            case wachtlijst
            /// Begonnen.
            case gestart
            /// Geweigerd, door het gezin of door de partij.
            case geweigerd
            /// Begonnen en weer opgehouden.
            case beeindigd
        }

        static func alle(_ traject: Trajectfeiten) -> [Zorg] {
            var zorg = Stand<ZorgId, Zorg>()
            for feit in traject.feiten {
                switch feit.gegevens {
                case let vraag as ZorgAangevraagd:
                    zorg.voegToe(
                        vraag.id,
                        Zorg(
                            id: vraag.id,
                            soort: vraag.soort,
                            partij: vraag.partij,
                            status: .aangevraagd,
                            sinds: feit.dag
                        )
                    )
                case let loopt as LopendeZorgVastgelegd:
                    zorg.voegToe(
                        loopt.id,
                        Zorg(
                            id: loopt.id,
                            soort: loopt.soort,
                            partij: loopt.partij,
                            status: .gestart,
                            sinds: loopt.sinds ?? feit.dag
                        )
                    )
                default:
                    guard let (id, status) = nieuweStatus(feit.gegevens) else { continue }
                    zorg.werkBij(id) { $0.wordt(status, op: feit.dag) }
                }
            }
            return zorg.regels
        }

        private static func nieuweStatus(_ gegevens: any Gegevens) -> (ZorgId, Status)? {
            switch gegevens {
            case let geplaatst as WachtlijstGeplaatst: (geplaatst.zorg, .wachtlijst)
            case let verlaten as WachtlijstVerlaten: (verlaten.zorg, .aangevraagd)
            case let gestart as ZorgGestart: (gestart.zorg, .gestart)
            case let geweigerd as ZorgGeweigerd: (geweigerd.zorg, .geweigerd)
            case let beeindigd as ZorgBeeindigd: (beeindigd.zorg, .beeindigd)
            default: nil
            }
        }

        private mutating func wordt(_ nieuw: Status, op dag: Dag) {
            // Leaving the list may be written down after the care began; that changes nothing.
            guard nieuw != status, nieuw != .aangevraagd || status == .wachtlijst else { return }
            status = nieuw
            sinds = dag
        }
    }

    /// Een stagnatie die nog niet is opgeheven.
    public struct Stagnatie: Hashable, Sendable {
        /// De id.
        public let id: StagnatieId
        /// Waar het stokt, als dat is vastgelegd.
        public let bron: StagnatieGemeld.Bron?
        /// De dag van de melding.
        public let sinds: Dag
        /// De hoogste trede van de ladder waarnaar is opgeschaald; nil zonder opschaling met een trede.
        public private(set) var hoogsteNiveau: Int?
        /// Hoe die trede heet op de ladder van de aanpak, op de dag van de opschaling; nil als de ladder haar niet heeft.
        public private(set) var hoogsteTrede: String?
        /// De aanpak beschrijft een ladder, maar zonder die trede.
        public private(set) var isBuitenLadder = false

        /// De stagnaties die nog open zijn.
        ///
        /// - Parameters:
        ///   - traject: De feiten van het traject.
        ///   - ladder: De treden van de aanpak zoals zij op een dag is, laagste eerst.
        /// - Returns: De stagnaties op volgorde van melding.
        static func open(_ traject: Trajectfeiten, _ ladder: (Dag) -> [String]) -> [Stagnatie] {
            var stagnaties: [Stagnatie] = []
            for feit in traject.feiten {
                switch feit.gegevens {
                case let melding as StagnatieGemeld:
                    stagnaties.append(Stagnatie(id: melding.id, bron: melding.bron, sinds: feit.dag))
                case let opschaling as Opgeschaald:
                    guard let niveau = opschaling.niveau else { continue }
                    for nummer in stagnaties.indices where stagnaties[nummer].id == opschaling.stagnatie {
                        stagnaties[nummer].stijg(naar: niveau, ladder(feit.dag))
                    }
                case let einde as StagnatieOpgeheven: stagnaties.removeAll { $0.id == einde.stagnatie }
                default: break
                }
            }
            return stagnaties
        }

        private mutating func stijg(naar niveau: Int, _ treden: [String]) {
            guard niveau >= hoogsteNiveau ?? 0 else { return }
            hoogsteNiveau = niveau
            hoogsteTrede = treden.indices.contains(niveau - 1) ? treden[niveau - 1] : nil
            // Where no ladder is known no step can lie outside it.
            isBuitenLadder = !treden.isEmpty && hoogsteTrede == nil
        }
    }

    /// Een knelpunt in het delen van informatie dat nog niet is opgelost.
    public struct Knelpunt: Hashable, Sendable {
        /// De id.
        public let id: KnelpuntId
        /// De partij, als die genoemd is.
        public let partij: Partij?
        /// De soort, als die genoemd is.
        public let soort: InformatieknelpuntGemeld.Soort?
        /// De dag van de melding.
        public let sinds: Dag

        static func open(_ traject: Trajectfeiten) -> [Knelpunt] {
            let opgelost = Set(traject.alle(InformatieknelpuntOpgelost.self).map { $0.knelpunt })
            return traject.alle(InformatieknelpuntGemeld.self)
                .filter { !opgelost.contains($0.gegevens.id) }
                .map { Knelpunt(id: $0.gegevens.id, partij: $0.partij, soort: $0.soort, sinds: $0.dag) }
        }
    }

    /// Wat er over nazorg is afgesproken en gedaan.
    public struct Nazorg: Hashable, Sendable {
        /// De dag van de laatste afspraak.
        public let afgesprokenOp: Dag?
        /// Waakvlamcontact elke zoveel maanden.
        public let intervalMaanden: Int?
        /// Zo lang na de afsluiting.
        public let duurMaanden: Int?
        /// De dag van het laatste nazorgcontact dat lukte.
        public let laatsteContactOp: Dag?
        /// De dag waarop de nazorg eindigde.
        public let beeindigdOp: Dag?

        init?(_ traject: Trajectfeiten) {
            let afspraak = traject.laatste(NazorgAfspraakGemaakt.self)
            let contact = traject.laatste(NazorgcontactGelegd.self)
            let einde = traject.laatste(NazorgBeeindigd.self)
            guard afspraak != nil || contact != nil || einde != nil else { return nil }
            afgesprokenOp = afspraak?.dag
            intervalMaanden = afspraak?.intervalMaanden
            duurMaanden = afspraak?.duurMaanden
            laatsteContactOp = contact?.dag
            beeindigdOp = einde?.dag
        }
    }
}
