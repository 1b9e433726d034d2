import CivilTime
import Testing

@Suite struct `Een moment` {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1), ("1969-12-31T23:59:59.999999Z", -1),
        ("2026-11-21T03:00:00Z", 1_795_230_000_000_000), ("2000-01-01T00:00:00+01:00", 946_681_200_000_000),
        ("2000-01-01T00:00:00-00:30", 946_686_600_000_000), ("2000-01-01T00:00:00.5Z", 946_684_800_500_000),
        ("2000-01-01T00:00:00+00:00", 946_684_800_000_000), ("2000-01-01T00:00:00-23:59", 946_771_140_000_000),
    ])
    func `wordt gelezen met elk verschil met UTC, tot op de microseconde`(_ tekst: String, _ microseconden: Int) {
        #expect(Moment(tekst)?.microseconden == microseconden)
    }

    @Test(arguments: [
        "", "2000-01-01", "2000-01-01T00:00:00", "2000-01-01T00:00Z", "2000-01-01 00:00:00Z", "2000-01-01t00:00:00Z",
        "2000-01-01T00:00:00z", "2000-01-01T24:00:00Z", "2000-01-01T23:60:00Z", "2000-01-01T23:59:60Z",
        "2000-01-01T00:00:00.Z", "2000-01-01T00:00:00.1234567Z", "2000-01-01T00:00:00,5Z",
        "2000-01-01T00:00:00-00:00", "2000-01-01T00:00:00+1:00", "2000-01-01T00:00:00+0100",
        "2000-01-01T00:00:00+24:00", "2000-01-01T00:00:00+01:60", "2000-01-01T00:00:00Zx", "2001-02-29T00:00:00Z",
    ])
    func `wordt niet gelezen uit andere tekst`(_ tekst: String) {
        #expect(Moment(tekst) == nil)
    }

    @Test(arguments: [
        ("2024-02-29T23:59:59.120000Z", "2024-02-29T23:59:59.12Z"),
        ("2024-02-29T23:59:59.000Z", "2024-02-29T23:59:59Z"),
        ("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"),
        ("1960-05-05T00:00:00.000001Z", "1960-05-05T00:00:00.000001Z"),
    ])
    func `wordt geschreven in UTC met niet meer decimalen dan nodig`(_ tekst: String, _ geschreven: String) {
        #expect(Moment(tekst)?.description == geschreven)
    }

    @Test func `wordt gelezen zoals het geschreven is, ook voor 1970`() {
        let reeks = stride(from: -3_000_000_000_000_000, through: 3_000_000_000_000_000, by: 77_777_777_777_777)
        for microseconden in reeks {
            let moment = Moment(microseconden: microseconden)
            #expect(Moment(moment.description) == moment)
        }
    }

    @Test func `een dag begint en eindigt in UTC`() throws {
        let dag = try #require(Dag("1969-12-31"))
        #expect(Moment(beginVan: dag).description == "1969-12-31T00:00:00Z")
        #expect(Moment(eindeVan: dag).description == "1969-12-31T23:59:59.999999Z")
        #expect(Moment(beginVan: dag).dagUTC == dag && Moment(eindeVan: dag).dagUTC == dag)
        #expect(Moment(beginVan: dag) < Moment(eindeVan: dag))
    }
}
