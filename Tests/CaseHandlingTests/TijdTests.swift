import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import WireValues

@Suite("Vandaag in Nederland")
struct TijdTests {
    @Test(arguments: [
        // Winter: an hour ahead of UTC.
        ("2014-01-15T22:59:59.999999Z", "2014-01-15"), ("2014-01-15T23:00:00Z", "2014-01-16"),
        // Summer: two hours.
        ("2014-07-15T21:59:59.999999Z", "2014-07-15"), ("2014-07-15T22:00:00Z", "2014-07-16"),
        // The nights in which the clock changes.
        ("2014-03-29T23:00:00Z", "2014-03-30"), ("2014-03-30T22:00:00Z", "2014-03-31"),
        ("2014-10-25T22:00:00Z", "2014-10-26"), ("2014-10-26T22:59:59Z", "2014-10-26"),
        ("2014-10-26T23:00:00Z", "2014-10-27"),
        // New year, and far from now.
        ("2013-12-31T23:00:00Z", "2014-01-01"), ("1969-12-31T23:00:00Z", "1970-01-01"),
        ("9999-12-31T23:59:59Z", "9999-12-31"),
    ])
    func `een moment valt op de dag die het in Amsterdam is`(_ moment: String, _ dag: String) throws {
        #expect(try #require(Moment(moment)).dagInNederland.description == dag)
    }

    @Test(arguments: [
        ("2014-07-15T21:59:59Z", false), ("2014-07-15T22:00:00Z", true), ("2014-01-15T22:59:59Z", false),
        ("2014-01-15T23:00:00Z", true),
    ])
    func `morgen kan pas als het in Nederland morgen is`(_ nu: String, _ kan: Bool) async throws {
        let plek = try await Werkplek.metGezin()
        try plek.klok.verzet(naar: nu)
        let morgen = try #require(Dag(nu.prefix(10))).plus(dagen: 1)
        let afwijzing = try await plek.weigering([CaseEvents.signal(morgen.description)])
        #expect(afwijzing?.fouten ?? [] == (kan ? [] : ["0 /gebeurdOp NIET_IN_TOEKOMST"]))
        #expect(plek.cases.vandaag == (kan ? morgen : morgen.plus(dagen: -1)))
    }

    @Test func `een correctie brengt een gebeurtenis niet naar de toekomst`() async throws {
        let plek = try await Werkplek.metGezin()
        let signaal = CaseEvents.signal("2013-02-01")
        try await plek.legVast([signaal])
        let id = try #require(signaal.id)
        let correctie = CaseEvents.correction(of: id, "2014-06-02", [.init("gebeurdOp", "2014-06-03")])
        #expect(try await plek.weigering([correctie])?.fouten == ["0 /gegevens/gebeurdOp NIET_IN_TOEKOMST"])
    }

    @Test func `de klok van de machine loopt`() {
        let klok = Systeemklok()
        let nu = klok.nu()
        #expect(nu > Moment(beginVan: Dag.eerste.plus(maanden: 2025 * 12)))
        #expect(klok.nu() >= nu)
    }
}
