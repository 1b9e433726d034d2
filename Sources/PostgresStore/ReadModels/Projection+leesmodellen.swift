public import CaseHandling
internal import CivilTime
internal import EventStore
internal import PostgresClient
internal import WireValues

extension Projection {
    /// The read models: rows from which lists and overviews of families are answered.
    ///
    /// - Parameter cases: What reads the families; its clock says how far ahead rows are computed.
    /// - Returns: The projection `PostgresLeesmodellen.projection`.
    public static func leesmodellen(_ cases: CaseHandler) -> Projection {
        // What is computed again and again in a row: families to which something is added now.
        let kas = Standenkas()
        return Projection(
            name: PostgresLeesmodellen.projection,
            version: PostgresLeesmodellen.version,
            tables: ReadModelTables(),
            touched: { events, log throws(ProjectionFailure) in
                do throws(Afwijzing) {
                    return try await cases.geraakt(door: events, in: log)
                } catch {
                    throw ProjectionFailure(error)
                }
            },
            nearing: { build, log, limit, connection throws(PostgresError) in
                try await ReadModelTables.gezinnen(
                    before: cases.horizon,
                    build: build,
                    log: log,
                    limit: limit,
                    on: connection
                )
            },
            stands: { gezinnen, position, log throws(ProjectionFailure) in
                do throws(Afwijzing) {
                    return try await cases.standen(
                        gezinnen,
                        totPositie: position,
                        horizon: cases.horizon,
                        kas: kas,
                        in: log
                    )
                } catch {
                    throw ProjectionFailure(error)
                }
            }
        )
    }
}

extension ProjectionFailure {
    /// What it means for a projection that a use case was refused.
    init(_ afwijzing: Afwijzing) {
        switch afwijzing {
        case .nietBeschikbaar(let reden): self = .unavailable(reason: reden)
        case .intern(let code, let reden): self = .poison(code: code, reason: reden)
        default: self = .poison(code: ProjectionStop.failed, reason: "the rows could not be computed")
        }
    }
}
