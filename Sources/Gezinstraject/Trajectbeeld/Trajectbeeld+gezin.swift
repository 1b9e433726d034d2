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
            for feit in traject.feiten { leden.volg(feit) }
            return leden.regels
        }

        /// Verwerkt een wijziging; wat zij niet noemt blijft.
        fileprivate mutating func wijzig(_ wijziging: GezinslidGewijzigd) {
            rol = wijziging.rol ?? rol
            geboren = wijziging.geboren ?? geboren
            gezagsdrager = wijziging.gezagsdrager ?? gezagsdrager
        }

        /// Verwerkt een vertrek; wie uit huis geplaatst is blijft gezinslid.
        fileprivate mutating func vertrek(_ reden: GezinslidVertrokken.Reden) {
            status = reden == .uithuisgeplaatst ? .uithuisgeplaatst : .vertrokken
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

extension Stand<GezinslidId, Trajectbeeld.Gezinslid> {
    /// Verwerkt een feit over een gezinslid (INDICATORS §1.3, "current members").
    mutating func volg(_ feit: Feit) {
        if let lid = feit.als(GezinslidToegevoegd.self) {
            voegToe(
                lid.id,
                Trajectbeeld.Gezinslid(id: lid.id, rol: lid.rol, geboren: lid.geboren, gezagsdrager: lid.gezagsdrager)
            )
        } else if let wijziging = feit.als(GezinslidGewijzigd.self) {
            werkBij(wijziging.gezinslid) { $0.wijzig(wijziging) }
        } else if let vertrek = feit.als(GezinslidVertrokken.self) {
            werkBij(vertrek.gezinslid) { $0.vertrek(vertrek.reden) }
        }
    }
}
