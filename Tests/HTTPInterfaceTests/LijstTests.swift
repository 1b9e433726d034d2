import CaseHandling
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Toetsingskader
import WireValues

@testable import HTTPInterface

/// The lists over the three families of Maastricht.
@Suite struct `Lists over families` {
    private static let day = "2014-03-31"
    private static let taken = "/v1/werkvoorraad?peildag=\(day)"
    private static let gezinnen = "/v1/gezinnen?peildag=\(day)"
    /// Of every list an address.
    private static let rows = [taken, gezinnen, "/v1/caseload?peildag=\(day)"]
    private static let counts = [
        "/v1/werkvoorraad/telling?peildag=\(day)&aanpak=maastricht-integrale-aanpak",
        "/v1/oordelen/telling?peildag=\(day)&aanpak=maastricht-integrale-aanpak",
    ]

    private func withFamilies(_ body: @Sendable (Client) async throws -> Void) async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            try await client.importMaastricht()
            try await body(client)
        }
    }

    @Test func `say where they stand, and what is to be done with why and since when`() async throws {
        try await withFamilies { client async throws in
            let answer = try await client.get(Self.taken).json
            #expect(answer["peildag"]?.string == Self.day && answer["definitie"]?.string == Toetsingskader.versie)
            #expect((answer["positie"]?.integer ?? 0) > 100)
            let taken = try #require(answer["taken"]?.array)
            #expect(!taken.isEmpty && answer["volgende"] == nil)
            for taak in taken {
                #expect(taak["aanleiding"] != nil && taak["sinds"] != nil)
                let gezin = try await client.get(try #require(taak["gezin"]?.string))
                #expect(gezin.status == 200)
            }
            // What is longest over time comes first, what has no term last.
            let terms = taken.map { $0["uiterlijk"]?.string ?? "9999" }
            #expect(terms == terms.sorted())
            for taak in taken where taak["uiterlijk"] != nil {
                let isOver = try #require(taak["uiterlijk"]?.string) < Self.day
                #expect(isOver == ((taak["dagenOver"]?.integer ?? 0) < 0))
            }
            #expect(try await client.get(Self.gezinnen).json["gezinnen"]?.array?.count == 3)
        }
    }

    @Test func `go on where a page ended, and every row comes once`() async throws {
        try await withFamilies { client async throws in
            let whole = try #require(try await client.get(Self.taken).json["taken"]?.array)
            var rows: [JSON] = []
            var next: String? = Self.taken + "&limiet=2"
            while let address = next {
                let page = try await client.get(address)
                #expect(page.status == 200)
                rows += page.json["taken"]?.array ?? []
                next = page.json["volgende"]?.string
            }
            #expect(rows == whole && whole.count > 4)
        }
    }

    @Test func `a count opens in exactly the rows that it counts`() async throws {
        try await withFamilies { client async throws in
            let tasks =
                try await client.get("/v1/werkvoorraad/telling?peildag=\(Self.day)").json["telling"]?.array ?? []
            #expect(tasks.count > 2)
            for row in tasks {
                let rows = try await client.get(try #require(row["taken"]?.string)).json["taken"]?.array ?? []
                #expect(rows.count == row["open"]?.integer)
                #expect(rows.count { ($0["dagenOver"]?.integer ?? 0) < 0 } == row["overTijd"]?.integer)
            }
            for address in ["/v1/oordelen/telling?peildag=\(Self.day)", "/v1/caseload?peildag=\(Self.day)"] {
                let answer = try await client.get(address).json
                let counts = (answer["telling"] ?? answer["caseload"])?.array ?? []
                #expect(!counts.isEmpty)
                for row in counts {
                    guard let list = row["gezinnen"]?.string else { continue }
                    let found = try await client.get(list).json["gezinnen"]?.array?.count
                    #expect(found == row["aantal"]?.integer, "\(list)")
                }
            }
            let verdicts = try await client.get("/v1/oordelen/telling?peildag=\(Self.day)").json["telling"]?.array ?? []
            #expect(verdicts.reduce(0) { $0 + ($1["aantal"]?.integer ?? 0) } == 33 * 3)
        }
    }

    @Test func `come whole as CSV and as JSON Lines, with where they rest upon`() async throws {
        try await withFamilies { client async throws in
            let page = try await client.get(Self.gezinnen).json
            let lines = try await client.get(Self.gezinnen, headers: [.accept: "application/x-ndjson"])
            #expect(lines.status == 200 && lines["Content-Type"] == "application/x-ndjson")
            let objects = try lines.text.split(separator: "\n").map { try JSONReader.read(String($0)) }
            #expect(objects == page["gezinnen"]?.array)
            let csv = try await client.get(Self.gezinnen, headers: [.accept: "text/csv"])
            let rows = csv.text.split(separator: "\r\n", omittingEmptySubsequences: false)
            #expect(rows.count == 5 && rows[4].isEmpty && rows[0].hasPrefix("gezinId,traject,fase,aanpak,"))
            #expect(rows.dropLast().allSatisfy { $0.count(where: { $0 == "," }) == rows[0].count { $0 == "," } })
            for answer in [lines, csv] {
                #expect(answer["Waakvlam-Positie"] == page["positie"]?.integer.map(String.init))
                #expect(answer["Waakvlam-Peildag"] == Self.day)
                #expect(answer["Waakvlam-Definitie"] == Toetsingskader.versie)
                let name = "gezinnen-\(Self.day)-positie-"
                #expect(answer["Content-Disposition"]?.contains("attachment; filename=\"\(name)") == true)
            }
            // Elsewhere there is only JSON.
            let other = try await client.get("/v1/aanpakken", headers: [.accept: "text/csv"])
            #expect(other.status == 406)
        }
    }

    @Test func `refuse a filter that does not read, all faults at once`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let answer = try await client.get(
                "/v1/gezinnen?peildag=gisteren&fase=bezig&reden=ZOMAAR&limiet=0&na=x&minimalePositie=-1&soort=overleg"
            )
            #expect(answer.status == 400 && answer.code == "ONGELDIGE_INVOER")
            #expect(
                Set(answer.faults) == [
                    "? VELD_ONBEKEND", "?peildag DATUM_ONJUIST", "?fase WAARDE_ONBEKEND", "?reden WAARDE_ONBEKEND",
                    "?indicator VELD_ONTBREEKT", "?na VORM_ONJUIST", "?limiet VORM_ONJUIST",
                    "?minimalePositie VORM_ONJUIST",
                ]
            )
        }
    }

    @Test func `wait for the position of who has just recorded, and say how far they are when it takes too long`()
        async throws
    {
        try await withFamilies { client async throws in
            let position = try #require(try await client.get(Self.taken).json["positie"]?.integer)
            #expect(try await client.get(Self.taken + "&minimalePositie=\(position)").status == 200)
            let ahead = try await client.get(Self.taken + "&minimalePositie=\(position + 1)")
            #expect(ahead.status == 503 && ahead.code == "NOG_NIET_BIJGEWERKT" && ahead["Retry-After"] == "2")
            #expect(ahead.json["bijgewerktTot"]?.integer == position)
        }
    }

    @Test(arguments: Tokenrol.allCases)
    func `show rows to who reads files, and counts to everybody`(_ role: Tokenrol) async throws {
        try await withFamilies { client async throws in
            let caller = Caller.roles([role.rawValue])
            let family = try await client.get(Self.gezinnen, as: .admin).json["gezinnen"]?.array?.first?["gezin"]?
                .string
            // Who may see a family may see that it is in a list.
            let readsFiles = try await client.get(try #require(family), as: caller).status == 200
            for address in Self.rows {
                #expect(try await client.get(address, as: caller).status == (readsFiles ? 200 : 403), "\(address)")
            }
            for address in Self.counts { #expect(try await client.get(address, as: caller).status == 200) }
        }
    }

    @Test func `show who reads no files no small number, and no filter with which it could be found`() async throws {
        try await withFamilies { client async throws in
            for address in Self.counts {
                let rows = try #require(try await client.get(address, as: .dashboard).json["telling"]?.array)
                let shown = rows.compactMap { ($0["aantal"] ?? $0["open"])?.integer }
                #expect(!rows.isEmpty && !shown.contains { (1...4).contains($0) }, "\(address)")
                // Of three families no verdict can be told.
                if address.contains("oordelen") { #expect(shown.isEmpty) }
                for more in ["&wijk=W1", "&regisseur=PM1", "&casemanager=CM1"] {
                    let answer = try await client.get(address + more, as: .dashboard)
                    #expect(answer.status == 403 && answer.code == "FILTER_NIET_TOEGESTAAN", "\(address + more)")
                }
                // Nor all approaches together, nor a day that is not the last of a month.
                let path = try #require(address.split(separator: "?").first)
                for query in ["peildag=\(Self.day)", "peildag=2014-03-30&aanpak=maastricht-integrale-aanpak"] {
                    #expect(try await client.get("\(path)?\(query)", as: .dashboard).status == 403)
                }
            }
        }
    }

    @Test func `no text becomes a formula in a sheet, and no comma a cell`() {
        let columns = [
            Lijstkolom<String>("tekst") { .string($0) }, Lijstkolom<String>("lengte") { .integer($0.count) },
        ]
        let texts = ["=1+1", "-2", "a,b", "zegt \"ja\"", "regel\r\neen", "gewoon"]
        let csv = String(buffer: ByteBuffer(csv: texts, columns))
        #expect(
            csv == "tekst,lengte\r\n'=1+1,4\r\n'-2,2\r\n\"a,b\",3\r\n\"zegt \"\"ja\"\"\",9\r\n\"regel\r\neen\",9\r\n"
                + "gewoon,6\r\n"
        )
    }
}
