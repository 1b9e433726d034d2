public import CivilTime

extension Trajectbeeld {
    /// Een probleem met zijn laatste status.
    public struct Probleem: Hashable, Sendable {
        /// De id.
        public let id: ProbleemId
        /// Het leefgebied van de definitie.
        public let stj: StjLeefgebied
        /// De dag van constatering.
        public let geconstateerdOp: Dag
        /// De status.
        public private(set) var status = ProbleemStatusGewijzigd.Status.open
        /// De dag sinds wanneer het deze status heeft.
        public private(set) var sinds: Dag
        /// De doelen die bij het probleem gesteld zijn, ook wat behaald of vervallen is.
        public private(set) var doelen: [DoelId] = []

        static func alle(_ traject: Trajectfeiten) -> [Probleem] {
            var problemen = Stand<ProbleemId, Probleem>()
            for feit in traject.feiten {
                switch feit.gegevens {
                case let probleem as ProbleemGeconstateerd:
                    problemen.voegToe(
                        probleem.id,
                        Probleem(id: probleem.id, stj: probleem.stj, geconstateerdOp: feit.dag, sinds: feit.dag)
                    )
                case let wijziging as ProbleemStatusGewijzigd:
                    problemen.werkBij(wijziging.probleem) { probleem in
                        if probleem.status != wijziging.status { probleem.sinds = feit.dag }
                        probleem.status = wijziging.status
                    }
                case let doel as DoelGesteld:
                    for id in doel.problemen { problemen.werkBij(id) { $0.doelen.append(doel.id) } }
                default: break
                }
            }
            return problemen.regels
        }
    }

    /// Een doel met wat ervan kwam.
    public struct Doel: Hashable, Sendable {
        /// De id.
        public let id: DoelId
        /// De problemen waarbij het gesteld is.
        public let problemen: [ProbleemId]
        /// Wie het bepaalde, na de laatste bijstelling.
        public private(set) var bepaling: Doelbepaling
        /// De termijn, als die gesteld is.
        public let termijn: Tijdshorizon?
        /// De status.
        public private(set) var status = Status.open

        /// Wat er van een doel kwam.
        public enum Status: String, Sendable {
            /// Er wordt aan gewerkt.
            case open
            /// Bereikt.
            case behaald
            /// Niet meer nagestreefd.
            case vervallen
        }

        static func alle(_ traject: Trajectfeiten) -> [Doel] {
            var doelen = Stand<DoelId, Doel>()
            for feit in traject.feiten {
                switch feit.gegevens {
                case let doel as DoelGesteld:
                    doelen.voegToe(
                        doel.id,
                        Doel(id: doel.id, problemen: doel.problemen, bepaling: doel.bepaling, termijn: doel.termijn)
                    )
                case let bijstelling as DoelBijgesteld:
                    doelen.werkBij(bijstelling.doel) { $0.bepaling = bijstelling.bepaling ?? $0.bepaling }
                case let behaald as DoelBehaald: doelen.werkBij(behaald.doel) { $0.status = .behaald }
                case let vervallen as DoelVervallen: doelen.werkBij(vervallen.doel) { $0.status = .vervallen }
                default: break
                }
            }
            return doelen.regels
        }
    }

    /// Het laatst vastgestelde plan.
    public struct Plan: Hashable, Sendable {
        /// De dag waarop het is vastgesteld.
        public let vastgesteldOp: Dag
        /// De partijen die het vaststelden.
        public let partijen: [Partij]
        /// De dag waarop het daarna voor het laatst is bijgesteld.
        public private(set) var laatstBijgesteldOp: Dag?
        /// Of het zoekgeraakt is, en niet teruggevonden of opnieuw vastgesteld.
        public private(set) var zoekgeraakt = false

        init?(_ traject: Trajectfeiten) {
            guard let vastgesteld = traject.laatste(PlanVastgesteld.self) else { return nil }
            vastgesteldOp = vastgesteld.dag
            partijen = vastgesteld.partijen
            for feit in traject.feiten[(vastgesteld.plaats + 1)...] {
                switch feit.type {
                case .planBijgesteld: laatstBijgesteldOp = feit.dag
                case .planZoekgeraaktGemeld: zoekgeraakt = true
                case .planTeruggevonden: zoekgeraakt = false
                default: break
                }
            }
        }
    }
}
