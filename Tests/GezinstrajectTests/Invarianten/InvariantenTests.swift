import Foundation
import Gezinstraject
import Testing

@Suite struct `Elke invariant van het contract` {
    @Test(arguments: Geval.alle.filter(\.moetBreken))
    func `weigert wat haar breekt, en zegt waarom en wat wel kan`(_ geval: Geval) throws {
        var wacht = Dossierwacht(.ingebouwd)
        for registratie in geval.registraties.dropLast() { try wacht.voegToe(registratie) }
        let laatste = try #require(geval.registraties.last)
        var schending: Schending?
        do throws(Weigering) {
            try wacht.voegToe(laatste)
        } catch .schending(let gevonden) {
            schending = gevonden
        } catch {
            throw error
        }
        let gevonden = try #require(schending, "\(geval.naam): niets geweigerd")
        #expect(gevonden.code == geval.invariant)
        #expect(gevonden.botstMet.map { "\($0.type) \($0.dag)" } == geval.botstMet)
        #expect("\(gevonden.bij.type) \(gevonden.bij.dag)" == geval.bij ?? "\(laatste.type.naam) \(laatste.gebeurdOp)")
        #expect(gevonden.uitleg.hasSuffix("."))
        #expect(gevonden.oplossing.hasSuffix("."))
        #expect(wacht.dossier.versie == laatste.versie - 1)
    }

    @Test(arguments: Geval.alle.filter { !$0.moetBreken })
    func `laat toe wat net aan de goede kant van de grens ligt`(_ geval: Geval) throws {
        var wacht = Dossierwacht(.ingebouwd)
        for registratie in geval.registraties { try wacht.voegToe(registratie) }
        #expect(wacht.dossier.versie == geval.registraties.count)
    }

    @Test func `heeft een geval dat breekt en een dat mag`() throws {
        let breekt = Set(Geval.alle.filter(\.moetBreken).map(\.invariant))
        let mag = Set(Geval.alle.filter { !$0.moetBreken }.map(\.invariant))
        for code in try Contract.invarianten() {
            #expect(breekt.contains(code), "\(code) heeft geen geval dat breekt")
            #expect(mag.contains(code), "\(code) heeft geen geval dat mag")
        }
        #expect(breekt.union(mag).isSubset(of: try Contract.invarianten()))
    }
}

extension Geval: CustomTestStringConvertible {
    var testDescription: String { naam }
}
