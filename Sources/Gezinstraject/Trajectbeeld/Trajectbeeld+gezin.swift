public import CivilTime

extension Trajectbeeld {
    /// Een gezinslid, met wat er later aan gewijzigd is.
    public struct Gezinslid: Hashable, Sendable {
        /// De id.
        public let id: GezinslidId
        /// De plaats in het gezin.
        public private(set) var rol: Gezinsrol
        /// De geboortedag, als die bekend is.
        public private(set) var geboren: Dag?
        /// Of het lid gezag over de kinderen heeft; nil als dat niet is vastgelegd.
        public private(set) var gezagsdrager: Bool?
        /// Of het lid er nog is.
        public private(set) var status = Status.huidig

        /// Of een lid nog bij het gezin hoort.
        public enum Status: String, Sendable {
            /// Woont bij het gezin.
            case huidig
            /// Woont elders en blijft gezinslid.
            case uithuisgeplaatst
            /// Hoort niet meer bij het gezin.
            case vertrokken
        }

        static func alle(_ traject: Trajectfeiten) -> [Gezinslid] {
            var leden = Stand<GezinslidId, Gezinslid>()
            for feit in traject.feiten {
                switch feit.gegevens {
                case let lid as GezinslidToegevoegd:
                    leden.voegToe(
                        lid.id,
                        Gezinslid(id: lid.id, rol: lid.rol, geboren: lid.geboren, gezagsdrager: lid.gezagsdrager)
                    )
                case let wijziging as GezinslidGewijzigd:
                    leden.werkBij(wijziging.gezinslid) { lid in
                        lid.rol = wijziging.rol ?? lid.rol
                        lid.geboren = wijziging.geboren ?? lid.geboren
                        lid.gezagsdrager = wijziging.gezagsdrager ?? lid.gezagsdrager
                    }
                case let vertrek as GezinslidVertrokken:
                    leden.werkBij(vertrek.gezinslid) { lid in
                        lid.status = vertrek.reden == .uithuisgeplaatst ? .uithuisgeplaatst : .vertrokken
                    }
                default: break
                }
            }
            return leden.regels
        }
    }

    /// Het laatste antwoord van een gezinslid op de vraag om toestemming.
    public struct Toestemming: Hashable, Sendable {
        /// Het gezinslid.
        public let gezinslid: GezinslidId
        /// Het antwoord.
        public let antwoord: Antwoord
        /// De dag van het antwoord.
        public let op: Dag
        /// De laatste dag waarop een verleende toestemming geldt; nil zonder einde.
        public let geldigTot: Dag?
        /// Voor welke partijen toestemming verleend is; nil als zij niet verleend is.
        public let partijen: AlleOf<Partij>?

        /// Een antwoord op de vraag om toestemming.
        public enum Antwoord: String, Sendable {
            /// Toestemming.
            case verleend
            /// Geen toestemming.
            case geweigerd
            /// Geen toestemming meer.
            case ingetrokken
        }

        static func alle(_ traject: Trajectfeiten) -> [Toestemming] {
            var laatste: [GezinslidId: Toestemming] = [:]
            for feit in traject.feiten {
                guard let toestemming = Toestemming(feit) else { continue }
                laatste[toestemming.gezinslid] = toestemming
            }
            return traject.alle(GezinslidToegevoegd.self).compactMap { laatste[$0.gegevens.id] }
        }

        private init?(_ feit: Feit) {
            op = feit.dag
            switch feit.gegevens {
            case let verlening as ToestemmingVerleend:
                gezinslid = verlening.door
                antwoord = .verleend
                geldigTot = verlening.geldigTot
                partijen = verlening.partijen ?? .alle
            case let weigering as ToestemmingGeweigerd:
                gezinslid = weigering.door
                antwoord = .geweigerd
                geldigTot = nil
                partijen = nil
            case let intrekking as ToestemmingIngetrokken:
                gezinslid = intrekking.door
                antwoord = .ingetrokken
                geldigTot = nil
                partijen = nil
            default: return nil
            }
        }
    }
}
