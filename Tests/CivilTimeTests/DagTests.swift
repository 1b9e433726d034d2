import CivilTime
import Testing

@Suite struct `Een dag` {
    private static func dag(_ tekst: String) throws -> Dag {
        try #require(Dag(tekst))
    }

    @Test func `alle dagen van 1900 tot en met 2100 volgen op elkaar en gaan heen en terug`() throws {
        var nummer = try Self.dag("1900-01-01").dagnummer
        var weekdag = 1
        for jaar in 1900...2100 {
            let schrikkeljaar = jaar % 4 == 0 && (jaar % 100 != 0 || jaar % 400 == 0)
            let lengtes = [31, schrikkeljaar ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (maand, lengte) in zip(1..., lengtes) {
                for dagVanMaand in 1...lengte {
                    let dag = try #require(Dag(jaar: jaar, maand: maand, dag: dagVanMaand))
                    #expect(dag.dagnummer == nummer)
                    #expect(dag.datum == (jaar, maand, dagVanMaand))
                    #expect(dag.weekdag == weekdag)
                    #expect(Dag(dagnummer: nummer) == dag)
                    #expect(Dag(dag.description) == dag)
                    nummer += 1
                    weekdag = weekdag % 7 + 1
                }
                #expect(Dag(jaar: jaar, maand: maand, dag: lengte + 1) == nil)
            }
        }
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-01-01", 10_957), ("2000-02-29", 11_016), ("2026-11-21", 20_778),
        ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func `heeft het nummer dat andere kalenders er ook aan geven`(_ tekst: String, _ nummer: Int) {
        #expect(Dag(tekst)?.dagnummer == nummer)
        #expect(Dag(dagnummer: nummer)?.description == tekst)
    }

    @Test(arguments: [
        "", "2024", "2024-1-01", "2024-01-1", "24-01-01", "2023-02-29", "2024-02-30", "1900-02-29", "2024-13-01",
        "2024-00-01", "2024-01-00", "2024-01-32", "2024-04-31", "0000-01-01", "10000-01-01", "2024/01/01",
        "2024-01-01 ", " 2024-01-01", "2024-01-01T00:00:00Z", "-024-01-01", "+024-01-01", "２０２４-01-01", "2024-W01-1",
    ])
    func `wordt niet gelezen uit andere tekst`(_ tekst: String) {
        #expect(Dag(tekst) == nil)
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-01-30", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-31", 1, "2025-01-31"), ("2024-01-15", -1, "2023-12-15"), ("2024-01-15", -13, "2022-12-15"),
        ("2024-05-31", 6, "2024-11-30"), ("2024-05-15", 0, "2024-05-15"), ("9999-12-31", 1, "9999-12-31"),
        ("0001-01-01", -1, "0001-01-01"),
    ])
    func `plus maanden eindigt op de laatste dag van een kortere maand`(
        _ begin: String,
        _ maanden: Int,
        _ eind: String
    ) throws {
        #expect(try Self.dag(begin).plus(maanden: maanden).description == eind)
    }

    @Test func `plus en min dagen gaan over de grenzen van maand, jaar en schrikkeldag`() throws {
        #expect(try Self.dag("2024-02-28").plus(dagen: 1).description == "2024-02-29")
        #expect(try Self.dag("2023-02-28").plus(dagen: 1).description == "2023-03-01")
        #expect(try Self.dag("2024-01-01").plus(dagen: -1).description == "2023-12-31")
        #expect(try Self.dag("2024-01-01").plus(dagen: 366).description == "2025-01-01")
        #expect(Dag.laatste.plus(dagen: 1) == .laatste)
        #expect(Dag.eerste.plus(dagen: -1) == .eerste)
        #expect(try Self.dag("2024-03-01").dagen(sinds: Self.dag("2024-02-01")) == 29)
    }

    @Test(arguments: [
        ("2026-11-21", "2026-11-22", "2026-11-30", "2026-12-31", "2026-12-31"),
        ("2024-02-29", "2024-03-03", "2024-02-29", "2024-03-31", "2024-12-31"),
        ("2023-04-01", "2023-04-02", "2023-04-30", "2023-06-30", "2023-12-31"),
        ("2026-11-22", "2026-11-22", "2026-11-30", "2026-12-31", "2026-12-31"),
        ("2024-12-30", "2025-01-05", "2024-12-31", "2024-12-31", "2024-12-31"),
    ])
    func `kent het einde van week, maand, kwartaal en jaar`(
        _ tekst: String,
        _ week: String,
        _ maand: String,
        _ kwartaal: String,
        _ jaar: String
    ) throws {
        let dag = try Self.dag(tekst)
        #expect(dag.eindeVanWeek.description == week)
        #expect(dag.eindeVanMaand.description == maand)
        #expect(dag.eindeVanKwartaal.description == kwartaal)
        #expect(dag.eindeVanJaar.description == jaar)
    }

    @Test func `eerdere dagen zijn kleiner`() throws {
        #expect(try Self.dag("2023-12-31") < Self.dag("2024-01-01"))
        #expect(try !(Self.dag("2024-01-01") < Self.dag("2024-01-01")))
    }
}
