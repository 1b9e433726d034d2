import CivilTime
import Testing

@Suite struct `Een termijn` {
    @Test(arguments: [
        ("P1M", Termijn.maanden(1)), ("P6W", .weken(6)), ("P2D", .dagen(2)), ("P1Y", .maanden(12)), ("P0D", .dagen(0)),
        ("P12M", .maanden(12)), ("P90D", .dagen(90)),
    ])
    func `wordt gelezen zoals ISO 8601 hem schrijft`(_ tekst: String, _ termijn: Termijn) {
        #expect(Termijn(tekst) == termijn)
    }

    @Test(arguments: [
        "", "P", "P1", "1M", "PM", "P-1M", "P+1M", "P1.5M", "P1H", "PT1M", "p1m", "P1m", "P1M1D", " P1M", "P1M ",
        "P1000000D",
    ])
    func `wordt niet gelezen uit andere tekst`(_ tekst: String) {
        #expect(Termijn(tekst) == nil)
    }

    @Test(arguments: ["P1M", "P42D", "P0D", "P24M"])
    func `wordt geschreven zoals hij gelezen is`(_ tekst: String) {
        #expect(Termijn(tekst)?.description == tekst)
    }

    @Test(arguments: [
        ("2024-01-31", "P1M", "2024-02-29"), ("2024-01-31", "P1Y", "2025-01-31"), ("2024-02-15", "P6W", "2024-03-28"),
        ("2024-02-28", "P2D", "2024-03-01"), ("2024-05-05", "P0D", "2024-05-05"),
    ])
    func `telt in kalenderdagen en kalendermaanden`(_ begin: String, _ termijn: String, _ eind: String) throws {
        let dag = try #require(Dag(begin))
        #expect(dag + (try #require(Termijn(termijn))) == Dag(eind))
    }
}
