import CivilTime
import Gezinstraject
import ReadModels
import Testing
import Toetsingskader
import Voorbeelden
import WireValues

@testable import HTTPInterface

@Suite("The form of a task")
struct TaakwoordenTests {
    @Test(.timeLimit(.minutes(10))) func `records what settles it, as families of an example municipality show`() throws
    {
        let last = try #require(Dag("2026-03-31"))
        let gemeente = Voorbeeldgemeente("GM0935", zaad: 1, totEnMet: last)
        var settledBy: [Taaksoort: Set<Feittype>] = [:]
        for number in 0..<120 {
            let dossier = try Self.dossier(gemeente.gezin(number))
            let types = Dictionary(
                dossier.registraties.map { ($0.id, $0.type) },
                uniquingKeysWith: { first, _ in first }
            )
            for taak in Gezinsstand(dossier, Toetsingskader(), horizon: last).taken {
                guard let type = taak.afgehandeldDoor.flatMap({ types[$0] }) else { continue }
                settledBy[taak.soort, default: []].insert(type)
            }
        }
        #expect(settledBy.count > 20)
        // Whatever closes a traject ends its tasks, and a higher step takes the place of the one before.
        let enders: Set<Feittype> = [.aanpakAfgesloten, .nazorgBeeindigd, .opgeschaald]
        for (soort, types) in settledBy where !types.isSubset(of: enders) {
            #expect(!types.isDisjoint(with: soort.vormen), "\(soort) is settled by \(types.map(\.naam).sorted())")
        }
    }

    @Test func `every kind has a name of its own, and a form in the stream of a family`() {
        #expect(Set(Taaksoort.allCases.map(\.woorden)).count == Taaksoort.allCases.count)
        #expect(Taaksoort.allCases.flatMap(\.vormen).allSatisfy { $0.kenmerken.stroom == .gezin })
    }

    private static func dossier(_ lines: [JSON]) throws -> Dossier {
        var dossier = Dossier()
        for (place, line) in lines.enumerated() {
            let invoer = try Invoer.lees(line, .root, .bestand)
            try dossier.voegToe(
                Registratie(
                    id: try #require(invoer.id),
                    versie: place + 1,
                    gegevens: invoer.gegevens,
                    gebeurdOp: invoer.gebeurdOp,
                    traject: invoer.traject,
                    vastgelegdOp: try #require(invoer.vastgelegdOp),
                    vastgelegdDoor: invoer.vastgelegdDoor,
                    rol: invoer.rol
                )
            )
        }
        return dossier
    }
}
