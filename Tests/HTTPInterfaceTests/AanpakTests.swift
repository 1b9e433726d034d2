import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Aanpakken over HTTP")
struct AanpakTests {
    private static let own = "/v1/aanpakken/een-eigen-aanpak"
    private static let policy = Caller.roles(["beleid"], actor: "BEL1")

    private func profile(_ from: String, _ more: [JSON.Member] = [], code: String = "een-eigen-aanpak") -> JSON {
        let fixed: [JSON.Member] = [
            .init("code", .string(code)), .init("naam", "Eigen"), .init("gemeente", "GM0935"),
            .init("geldigVanaf", .string(from)),
        ]
        return CaseEvents.event("AanpakprofielVastgesteld", "2014-01-01", .object(fixed + more))
    }

    @Test func `the eight of the sources are there, with their norms and where they come from`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let list = try await client.get("/v1/aanpakken", as: .dashboard)
            #expect(list.status == 200 && list.json.array?.count == 8)
            #expect(list.json.array?.allSatisfy { $0["herkomst"] == "ingebouwd" } == true)
            let answer = try await client.get("/v1/aanpakken/maastricht-integrale-aanpak?peildag=2014-01-01")
            #expect(answer.status == 200 && answer["ETag"] == "\"0\"")
            #expect(answer.json["profiel"]?["procesrol"] == "procesmanager")
            let norms = answer.json["normen"]?.array ?? []
            let plan = norms.first { $0["naam"] == "planTermijn" }
            #expect(plan?["waarde"] == "P1M" && plan?["van"] == "aanpak" && plan?["vanaf"] == "2011-07-01")
            #expect(plan?["bron"]?.string?.contains("MAA §2.6") == true)
            let silence = norms.first { $0["naam"] == "stilteTermijn" }
            #expect(silence?["waarde"] == "P3M" && silence?["van"] == "kader" && silence?["bron"] == JSON.null)
            #expect(norms.count > 40)
        }
    }

    @Test func `a new version holds from its day, and the old one before it`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let uri = Self.own + "/gebeurtenissen"
            #expect(try await client.get(Self.own).status == 404)
            #expect(try await client.get(uri).status == 404)
            let first = profile("2014-01-01", [.init("caseloadNorm", 10)])
            let posted = try await client.post(first, to: uri, as: Self.policy)
            #expect(posted.status == 201 && posted["ETag"] == "\"1\"" && posted.json["gezinId"] == nil)
            #expect(posted.json["rol"] == "BEL" && posted.json["vastgelegdDoor"] == "BEL1")
            #expect(try await client.post(first, to: uri, as: Self.policy).status == 200)
            let parameters: JSON = [["naam": "stilteTermijn", "waarde": "P6W"]]
            let second = profile("2016-01-01", [.init("caseloadNorm", 12), .init("parameters", parameters)])
            #expect(try await client.post([second], to: uri, as: Self.policy, ifMatch: "\"1\"").status == 201)
            #expect(try await client.get(uri).json.array?.map { $0["versie"] } == [1, 2])
            for (day, caseload, silence) in [("2015-12-31", 10, "P3M"), ("2016-01-01", 12, "P42D")] {
                let answer = try await client.get(Self.own + "?peildag=\(day)")
                #expect(answer.json["profiel"]?["caseloadNorm"] == .integer(caseload))
                let norm = answer.json["normen"]?.array?.first { $0["naam"] == "stilteTermijn" }
                #expect(norm?["waarde"]?.string == silence)
                #expect(answer.json["versies"]?.array?.count == 2)
            }
            let before = try await client.get(Self.own + "?bekendOp=2013-01-01")
            #expect(before.status == 404)
            #expect(try await client.get("/v1/aanpakken").json.array?.count == 9)
        }
    }

    @Test func `what does not fit is refused with where and why`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let uri = Self.own + "/gebeurtenissen"
            let unknown = profile("2014-01-01", [.init("parameters", [["naam": "planNorm", "waarde": "P1M"]])])
            let fault = try await client.post([unknown], to: uri, as: Self.policy)
            #expect(fault.status == 400 && fault.faults == ["/0/gegevens/parameters/0/naam WAARDE_ONBEKEND"])
            let other = try await client.post(profile("2014-01-01", code: "een-andere"), to: uri, as: Self.policy)
            #expect(other.status == 400 && other.faults == ["/gegevens/code STRIJDIG"])
            #expect(try await client.post(profile("2014-01-01"), to: uri).status == 403)
            #expect(try await client.post(profile("2014-01-01"), to: uri, as: Self.policy).status == 201)
            let past = try await client.post(profile("2013-01-01"), to: uri, as: Self.policy)
            #expect(past.status == 409 && past.json["invariant"] == "I-N1-NIEUWER")
            let stale = try await client.post(profile("2017-01-01"), to: uri, as: Self.policy, ifMatch: "\"0\"")
            #expect(stale.status == 412 && stale["ETag"] == "\"1\"")
            let family = try await client.post(CaseEvents.registration(), to: uri, as: Self.policy)
            #expect(family.status == 400 && family.faults == ["/type STRIJDIG"])
            let profile = try await client.post(profile("2018-01-01"), as: Self.policy)
            #expect(profile.status == 400 && profile.faults == ["/type STRIJDIG"])
        }
    }
}
