import Foundation
import FoundationNetworking
import WireValues

/// Records events over HTTP, and asks when a list has seen them.
struct Writer: Sendable {
    /// How long it took until an event was recorded, and from then until a list had seen it.
    struct Seen: Sendable {
        var recorded = Latencies()
        var visible = Latencies()
        /// How many were not seen within the time that the server waits.
        var late = 0
    }

    private let address: String
    private let bearer: String
    private let session: URLSession

    init(server: BenchServer, bearer: String) {
        (address, self.bearer) = (server.address, bearer)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 64
        session = URLSession(configuration: configuration)
    }

    /// A new family, registered and referred.
    func register() async throws -> WireValues.UUID {
        let gezin = WireValues.UUID.random()
        _ = try await post(
            """
            [{"type": "GezinGeregistreerd", "gebeurdOp": "2026-01-05", "gegevens": {"gemeente": "\(LogFile.log)"}},
             {"type": "GezinAangemeld", "gebeurdOp": "2026-01-05",
              "gegevens": {"aanpak": "maastricht-integrale-aanpak", "trajectNr": 1}}]
            """,
            gezin
        )
        return gezin
    }

    /// Records a contact with a family; its position.
    func record(_ gezin: WireValues.UUID) async throws -> Int {
        try await post(
            """
            {"type": "ContactMetGezinGelegd", "gebeurdOp": "2026-02-02",
             "gegevens": {"initiatief": "professional", "plaats": "thuis"}}
            """,
            gezin
        )
    }

    /// Records so many events a second, whatever becomes of the ones before, and waits for each to be seen.
    func visibility(_ gezinnen: [WireValues.UUID], rate: Int, seconds: Int) async throws -> Seen {
        try await withThrowingTaskGroup(of: Seen.self) { group in
            let start = ContinuousClock.now
            for number in 0..<(rate * seconds) {
                let due = start + .nanoseconds(number * 1_000_000_000 / rate)
                group.addTask {
                    try await Task.sleep(until: due)
                    return try await once(gezinnen[number % gezinnen.count])
                }
            }
            var all = Seen()
            for try await seen in group {
                all.recorded.add(seen.recorded)
                all.visible.add(seen.visible)
                all.late += seen.late
            }
            return all
        }
    }

    private func once(_ gezin: WireValues.UUID) async throws -> Seen {
        var seen = Seen()
        let began = ContinuousClock.now
        let position = try await record(gezin)
        let recorded = ContinuousClock.now
        seen.recorded.record(recorded - began)
        let status = try await send("GET", "/v1/caseload?minimalePositie=\(position)").status
        if status == 503 { seen.late = 1 }
        seen.visible.record(.now - recorded)
        return seen
    }

    private func post(_ body: String, _ gezin: WireValues.UUID) async throws -> Int {
        let (status, json) = try await send("POST", "/v1/gezinnen/\(gezin)/gebeurtenissen", body)
        let first = json?.array?.last ?? json
        guard status == 201, let position = first?["positie"]?.integer else {
            throw BenchError("an event was not recorded: \(status) \(json?.text ?? "")")
        }
        return position
    }

    private func send(
        _ method: String,
        _ path: String,
        _ body: String? = nil
    ) async throws -> (status: Int, json: JSON?) {
        guard let url = URL(string: address + path) else { throw BenchError("no address: \(path)") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue("Bearer \(bearer)", forHTTPHeaderField: "Authorization")
        if let body {
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = Data(body.utf8)
        }
        let (data, response) = try await session.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard status < 400 || status == 503 else {
            throw BenchError("\(method) \(path): \(status) \(String(decoding: data, as: UTF8.self))")
        }
        return (status, try? JSONReader.read(Array(data)))
    }
}
