public import CivilTime

extension Trajectbeeld {
    /// Hoe een partij ervoor staat.
    ///
    /// Of zij ontbreekt volgt de regel van T4.2.1: nodig, en niet betrokken of niet bereid mee te werken.
    public struct Partijstand: Hashable, Sendable {
        /// De partij.
        public let partij: Partij
        /// Of zij betrokken is.
        public private(set) var betrokken = false
        /// Of zij nodig verklaard is.
        public private(set) var benodigd = false
        /// De dag sinds wanneer zij ontbreekt; nil als zij niet ontbreekt.
        public private(set) var ontbreektSinds: Dag?
        /// In welke schil zij zit; nil als zij niet betrokken is.
        public private(set) var schil: Schil?

        /// Of een benodigde partij ontbreekt.
        public var ontbreekt: Bool { ontbreektSinds != nil }

        private init(_ partij: Partij) {
            self.partij = partij
        }

        /// Verwerkt een feit in de standen van de partijen.
        ///
        /// - Parameters:
        ///   - feit: Het volgende feit van een traject.
        ///   - standen: De standen tot dan toe.
        /// - Returns: De partij waar het over gaat; nil als het over geen partij gaat.
        public static func volg(_ feit: Feit, _ standen: inout [Partij: Partijstand]) -> Partij? {
            guard let (partij, verandering) = verandering(feit) else { return nil }
            verandering(&standen[partij, default: Partijstand(partij)])
            return partij
        }

        static func alle(_ traject: Trajectfeiten) -> [Partijstand] {
            var partijen = Stand<Partij, Partijstand>()
            for feit in traject.feiten {
                guard let (partij, verandering) = verandering(feit) else { continue }
                partijen.voegToe(partij, Partijstand(partij))
                partijen.werkBij(partij, verandering)
            }
            return partijen.regels
        }

        private static func verandering(_ feit: Feit) -> (Partij, (inout Partijstand) -> Void)? {
            switch feit.gegevens {
            case let nodig as PartijBenodigdVerklaard:
                (nodig.partij, { $0.wordtNodig(op: feit.dag) })
            case let betrokken as PartijBetrokken:
                (betrokken.partij, { $0.wordtBetrokken(betrokken.schil ?? .binnen) })
            case let schil as PartijSchilGewijzigd:
                (schil.partij, { $0.schil = $0.betrokken ? schil.schil : nil })
            case let oordeel as PartijBetrokkenheidBeoordeeld where oordeel.oordeel == .voldoende:
                (oordeel.partij, { if $0.betrokken { $0.ontbreektSinds = nil } })
            case let weigering as PartijMedewerkingGeweigerd:
                (weigering.partij, { $0.ontbreekt(vanaf: feit.dag) })
            case let einde as PartijBetrokkenheidBeeindigd:
                (einde.partij, { $0.gaat(einde.reden, op: feit.dag) })
            case let nietNodig as PartijNietMeerNodigVerklaard:
                (nietNodig.partij, { $0.isNietMeerNodig() })
            default: nil
            }
        }

        private mutating func wordtNodig(op dag: Dag) {
            benodigd = true
            if !betrokken { ontbreekt(vanaf: dag) }
        }

        private mutating func wordtBetrokken(_ schil: Schil) {
            betrokken = true
            ontbreektSinds = nil
            self.schil = schil
        }

        private mutating func gaat(_ reden: PartijBetrokkenheidBeeindigd.Reden, op dag: Dag) {
            betrokken = false
            schil = nil
            switch reden {
            case .nietMeerNodig, .vervangen: isNietMeerNodig()
            case .trektZichTerug: ontbreekt(vanaf: dag)
            }
        }

        private mutating func ontbreekt(vanaf dag: Dag) {
            if benodigd { ontbreektSinds = ontbreektSinds ?? dag }
        }

        private mutating func isNietMeerNodig() {
            benodigd = false
            ontbreektSinds = nil
        }
    }

    /// Een werkafspraak met wat ervan kwam.
    public struct Werkafspraak: Hashable, Sendable {
        /// De id.
        public let id: WerkafspraakId
        /// De partij die het doet.
        public let partij: Partij?
        /// Het gezinslid dat het doet.
        public let gezinslid: GezinslidId?
        /// De uiterste dag.
        public let uiterlijk: Dag
        /// De status.
        public private(set) var status = Status.open

        /// Wat er van een afspraak kwam.
        public enum Status: String, Sendable {
            /// Er is nog niets over vastgelegd.
            case open
            /// Nagekomen.
            case nagekomen
            /// Niet nagekomen.
            case nietNagekomen = "niet_nagekomen"
            /// Niet meer nodig.
            case vervallen
        }

        static func alle(_ traject: Trajectfeiten) -> [Werkafspraak] {
            var afspraken = Stand<WerkafspraakId, Werkafspraak>()
            for feit in traject.feiten {
                switch feit.gegevens {
                case let gemaakt as WerkafspraakGemaakt:
                    afspraken.voegToe(
                        gemaakt.id,
                        Werkafspraak(
                            id: gemaakt.id,
                            partij: gemaakt.partij,
                            gezinslid: gemaakt.gezinslid,
                            uiterlijk: gemaakt.uiterlijk
                        )
                    )
                case let nagekomen as WerkafspraakNagekomen:
                    afspraken.werkBij(nagekomen.werkafspraak) { $0.status = .nagekomen }
                case let gemist as WerkafspraakNietNagekomen:
                    afspraken.werkBij(gemist.werkafspraak) { $0.status = .nietNagekomen }
                case let vervallen as WerkafspraakVervallen:
                    afspraken.werkBij(vervallen.werkafspraak) { $0.status = .vervallen }
                default: break
                }
            }
            return afspraken.regels
        }
    }
}
