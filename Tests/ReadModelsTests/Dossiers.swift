import CivilTime
import Foundation
import Gezinstraject
import Testing
import WireValues

extension Maastricht {
    static func dossier(_ naam: String) throws -> Dossier {
        var dossier = Dossier()
        for registratie in try registraties(naam) { try dossier.voegToe(registratie) }
        return dossier
    }
}

enum Proefmaat {
    /// Zoveel van de willekeurige gezinnen worden bekeken.
    static let procent =
        ProcessInfo.processInfo.environment["WAAKVLAM_PROEFDEEL"].flatMap { Int($0) } ?? 10
}

/// De gezinnen van een verzonnen gemeente als dossier.
enum Verzonnen {
    static func dossier(_ regels: [JSON]) throws -> Dossier {
        var dossier = Dossier()
        for (nummer, regel) in regels.enumerated() {
            let invoer = try Invoer.lees(regel, .root, .bestand)
            try dossier.voegToe(
                Registratie(
                    id: try #require(invoer.id),
                    versie: nummer + 1,
                    gegevens: invoer.gegevens,
                    gebeurdOp: invoer.gebeurdOp,
                    traject: invoer.traject,
                    precisie: invoer.precisie ?? .dag,
                    volgens: invoer.volgens,
                    vastgelegdOp: try #require(invoer.vastgelegdOp),
                    vastgelegdDoor: invoer.vastgelegdDoor,
                    rol: invoer.rol
                )
            )
        }
        return dossier
    }
}
