import CivilTime
import EventStore
import Foundation
import Gezinstraject
import TestSupport
import Testing
import Toetsingskader
import Toevalsgezinnen
import WireValues

@testable import CaseHandling

/// Het bewijs dat versleutelen, afschermen en wissen geen oordeel veranderen.
@Suite("Met tekst die dicht blijft, en met de sleutel weg, is elk oordeel hetzelfde")
struct GewistTests {
    private let kader = Toetsingskader()

    /// INDICATORS, vraag 20: deze twee lezen een geboortedag, en zijn kanttekeningen.
    private static let lezenGeboortedag: Set<LetOp> = [.onderwijsNietBetrokken, .jongerenNietGehoord]

    @Test(arguments: ["familie-a", "familie-b", "familie-c"])
    func `voor elk gezin van Maastricht, op elke maand`(_ naam: String) async throws {
        let pad = "Schema/Voorbeelden/Maastricht/\(naam).jsonl"
        let inhoud = Array(try Data(contentsOf: CaseExamples.project.appending(path: pad)))
        let gezin = try #require(try Bestand([(naam: pad, inhoud: inhoud)]).gezinnen.first)
        let registraties = gezin.regels.enumerated().map { nummer, regel in
            Registratie(
                id: regel.invoer.id ?? WireValues.UUID(high: 1, low: UInt64(nummer)),
                versie: nummer + 1,
                gegevens: regel.invoer.gegevens,
                gebeurdOp: regel.invoer.gebeurdOp,
                traject: regel.invoer.traject,
                precisie: regel.invoer.precisie ?? .dag,
                volgens: regel.invoer.volgens,
                vastgelegdOp: regel.invoer.vastgelegdOp ?? Moment(eindeVan: regel.invoer.gebeurdOp),
                vastgelegdDoor: regel.invoer.vastgelegdDoor,
                rol: regel.invoer.rol
            )
        }
        let dagen = try (0..<36).map { try #require(Dag("2011-04-30")).plus(maanden: $0) }
        let aantal = try await vergelijk(try gevuld(registraties), op: dagen)
        #expect(aantal > 10)
    }

    @Test(arguments: Toevalsgezinnen.porties.prefix(8))
    func `voor vierhonderd willekeurige gezinnen met elk gemerkt veld gevuld`(_ zaad: UInt64) async throws {
        var aantal = 0
        for var gezin in try Toevalsgezinnen.portie(vanaf: zaad) {
            let dagen = [gezin.peildag(), gezin.laatsteDag, gezin.laatsteDag.plus(maanden: 2)]
            aantal += try await vergelijk(try gevuld(gezin.registraties), op: dagen)
        }
        #expect(aantal > 500)
    }

    /// Vergelijkt het gezin zoals het werd vastgelegd met hoe het leest nadat de sleutel vernietigd is.
    ///
    /// - Returns: Hoeveel velden gewist werden.
    private func vergelijk(_ registraties: [Registratie], op dagen: [Dag]) async throws -> Int {
        let kluis = try Kluis()
        let events = registraties.map(nieuw)
        _ = try await kluis.store.append(
            AppendRequest(stream: kluis.gezin, expected: .any, events: events),
            to: Fixture.log
        )
        let open = try await kluis.gelezen().map(Opslag.registratie)
        #expect(open.map(\.gegevens.json.canonicalText) == registraties.map(\.gegevens.json.canonicalText))
        try await vergelijkAfgeschermd(kluis, open, op: dagen)
        try await kluis.wis()
        let gelezen = try await kluis.gelezen()
        let gewist = try gelezen.map(Opslag.registratie)
        let (voor, na) = (try dossier(open), try dossier(gewist))
        for dag in dagen {
            let (een, ander) = (
                kader.beoordeel(voor.geschiedenis(), peildag: dag), kader.beoordeel(na.geschiedenis(), peildag: dag)
            )
            #expect(een.oordelen.map(Vergelijking.init) == ander.oordelen.map(Vergelijking.init))
            #expect(een.criteria == ander.criteria && een.themas == ander.themas)
        }
        #expect(try await Verifier(store: kluis.logboek).verify(Fixture.log).isSound)
        try toetsGeldigheid(gewist)
        return gelezen.reduce(0) { $0 + $1.erased.count }
    }

    /// Vergelijkt het gezin met hoe het leest voor wie er alleen mee rekent; hier zijn ook alle kanttekeningen gelijk.
    private func vergelijkAfgeschermd(_ kluis: Kluis, _ open: [Registratie], op dagen: [Dag]) async throws {
        let gelezen = try await kluis.store.eventsWithoutTexts(of: [kluis.gezin], in: Fixture.log)
        let dicht = try #require(gelezen.first).map(Opslag.registratie)
        let (voor, na) = (try dossier(open), try dossier(dicht))
        for dag in dagen {
            let (een, ander) = (
                kader.beoordeel(voor.geschiedenis(), peildag: dag), kader.beoordeel(na.geschiedenis(), peildag: dag)
            )
            #expect(een.oordelen == ander.oordelen)
        }
        try toetsGeldigheid(dicht)
    }

    /// Een gewiste geschiedenis is nog geldig: elke registratie wordt opnieuw aangenomen.
    private func toetsGeldigheid(_ registraties: [Registratie]) throws {
        var wacht = Dossierwacht(.ingebouwd)
        for registratie in registraties { try wacht.voegToe(registratie) }
    }

    /// Alles van een oordeel, op de kanttekeningen na die een geboortedag lezen.
    private struct Vergelijking: Equatable {
        let indicator: Indicatorcode
        let kern: Oordeelkern
        let zin: String?
        let grond: Grond?
        let voorlopig: Bool
        let bewijs: [WireValues.UUID]
        let letOp: [LetOp]
        let omslagdag: Dag?

        init(_ oordeel: Oordeel) {
            (indicator, kern, zin, grond) = (oordeel.indicator, oordeel.kern, oordeel.zin, oordeel.grond)
            (voorlopig, bewijs, omslagdag) = (oordeel.voorlopig, oordeel.bewijs, oordeel.omslagdag)
            letOp = oordeel.letOp.filter { !GewistTests.lezenGeboortedag.contains($0) }
        }
    }

    private func dossier(_ registraties: [Registratie]) throws -> Dossier {
        var dossier = Dossier()
        for registratie in registraties { try dossier.voegToe(registratie) }
        return dossier
    }

    private func nieuw(_ registratie: Registratie) -> NewEvent {
        NewEvent(
            id: registratie.id,
            type: registratie.type.naam,
            traject: registratie.traject,
            occurredOn: registratie.gebeurdOp,
            precision: registratie.precisie == .dag ? nil : registratie.precisie.rawValue,
            accordingTo: registratie.volgens?.json.canonicalText,
            recordedAt: registratie.vastgelegdOp,
            actor: registratie.vastgelegdDoor?.tekst,
            role: registratie.rol?.rawValue,
            data: registratie.gegevens.json.canonicalBytes
        )
    }

    /// Dezelfde registraties, met elk gemerkt tekstveld gevuld dat nog leeg was.
    private func gevuld(_ registraties: [Registratie]) throws -> [Registratie] {
        try registraties.map { registratie in
            guard case .object(let leden) = registratie.gegevens.json else { return registratie }
            let extra = registratie.type.gegevenstype.velden.filter { veld in
                veld.privacy != .geen && veld.type == .tekst && !leden.contains { $0.key == veld.naam }
            }
            let json = JSON.object(leden + extra.map { JSON.Member($0.naam, "verzonnen geheim") })
            return Registratie(
                id: registratie.id,
                versie: registratie.versie,
                gegevens: try registratie.type.lees(json, .root),
                gebeurdOp: registratie.gebeurdOp,
                traject: registratie.traject,
                precisie: registratie.precisie,
                volgens: registratie.volgens,
                vastgelegdOp: registratie.vastgelegdOp,
                vastgelegdDoor: registratie.vastgelegdDoor,
                rol: registratie.rol
            )
        }
    }
}
