import CivilTime
import EventStore
import Gezinstraject
import ReadModels
import TestSupport
import Testing
import Toetsingskader
import Toevalsgezinnen
import WireValues

@testable import CaseHandling

@Suite("Standen die bewaard worden")
struct StandenkasTests {
    private let horizon = Dag(jaar: 2028, maand: 12, dag: 31) ?? .laatste

    private func gelezen(_ gezin: UUID, _ registraties: some Collection<Registratie>) throws -> Gezinsdossier {
        var dossier = Dossier()
        for registratie in registraties { try dossier.voegToe(registratie) }
        return Gezinsdossier(gezin: gezin, versie: dossier.versie, gebeurtenissen: [], dossier: dossier)
    }

    @Test func `geven wat opnieuw rekenen geeft, ook na een ingreep en als het dossier weer korter is`() throws {
        // Not large enough to keep all of them young.
        let kas = Standenkas(gezinnen: 8)
        let kader = Toetsingskader()
        let gezinnen = try (0..<6).map { try Toevalsgezin(zaad: $0, voorstellen: 25) }
        var ingrepen = 0
        for stap in 1...6 {
            for (nummer, gezin) in gezinnen.enumerated() {
                let id = UUID(high: 7, low: UInt64(nummer))
                // Now and then a reader asks of an earlier position.
                let deel = stap == 4 ? 2 : stap
                let registraties = gezin.registraties.prefix(max(1, gezin.registraties.count * deel / 6))
                ingrepen += registraties.count { $0.type.isIngreep }
                let nu = try gelezen(id, registraties)
                let stand = kas.stand(nu, kader, horizon: horizon, in: Fixture.log)
                #expect(stand == Gezinsstand(nu.dossier, kader, horizon: horizon))
            }
        }
        #expect(ingrepen > 0)
    }

    @Test func `zijn van een logboek, een kader en een horizon`() throws {
        let kas = Standenkas()
        let gezin = try Toevalsgezin(zaad: 3, voorstellen: 25)
        let nu = try gelezen(UUID(high: 7, low: 1), gezin.registraties)
        for kader in [Toetsingskader(), Toetsingskader(Aanpakprofielen([:]))] {
            for dag in [horizon, horizon.plus(maanden: 12)] {
                let stand = kas.stand(nu, kader, horizon: dag, in: Fixture.log)
                #expect(stand == Gezinsstand(nu.dossier, kader, horizon: dag))
            }
        }
        // Another gemeente with a family of the same id has another history.
        let ander = try gelezen(UUID(high: 7, low: 1), gezin.registraties.prefix(3))
        let log = try #require(LogName("GM0014"))
        let stand = kas.stand(ander, Toetsingskader(), horizon: horizon, in: log)
        #expect(stand == Gezinsstand(ander.dossier, Toetsingskader(), horizon: horizon))
    }
}
