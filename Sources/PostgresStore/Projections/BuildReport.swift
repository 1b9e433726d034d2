public import EventStore
public import WireValues

/// What a build was when it began to serve: from which events it was built, and how it differed from the one before it.
public struct BuildReport: Hashable, Sendable {
    /// A family whose rows were others in the two builds.
    public struct Difference: Hashable, Sendable {
        /// The family.
        public let gezin: UUID
        /// The positions of its events: what its rows follow from. Of a long history the last ones.
        public let positions: [Int]

        init(gezin: UUID, positions: [Int]) {
            self.gezin = gezin
            self.positions = Array(positions.suffix(20))
        }
    }

    /// The log.
    public let log: LogName
    /// The name of the projection.
    public let projection: String
    /// The build.
    public let build: Int16
    /// The version of its definition.
    public let version: Int
    /// The version of the program.
    public let code: String
    /// The position it was built from: 1.
    public let first: Int
    /// The position up to which all its rows were right.
    public let last: Int
    /// The position that the first of its parts had reached; `last` when all were at one point.
    public let furthest: Int
    /// A hash over all its rows.
    public let stateHash: [UInt8]
    /// The build that it was compared with, if one served.
    public let compared: Int16?
    /// In how many families the two differed.
    public let differences: Int
    /// False: there were more, which were not counted.
    public let isAll: Bool
    /// How many families had events on their way each time they were looked at, so that nothing is said about them.
    public let notCompared: Int
    /// Some of the families that differed.
    public let sample: [Difference]

    /// As it is kept, and as an answer shows it.
    public var json: JSON {
        [
            "gemeente": .string(log.description),
            "projectie": .string(projection),
            "bouw": .integer(Int(build)),
            "versie": .integer(version),
            "code": .string(code),
            "vanPositie": .integer(first),
            "totPositie": .integer(last),
            "verstePositie": .integer(furthest),
            "standHash": .string(Hexadecimal.encode(stateHash)),
            "vergelekenMet": JSON(compared.map { Int($0) }),
            "verschillen": .integer(differences),
            "alleVerschillenGeteld": .bool(isAll),
            "nietVergeleken": .integer(notCompared),
            "gezinnen": .array(
                sample.map { difference in
                    [
                        "gezin": .string(difference.gezin.description),
                        "posities": .array(difference.positions.map { .integer($0) }),
                    ]
                }
            ),
        ]
    }
}

extension BuildReport {
    /// The report that was kept as this text, or nil when it is none.
    init?(_ text: String, of log: LogName) {
        guard let json = try? JSONReader.read(text), let projection = json["projectie"]?.string,
            let build = json["bouw"]?.integer.flatMap({ Int16(exactly: $0) }), let version = json["versie"]?.integer,
            let code = json["code"]?.string, let first = json["vanPositie"]?.integer,
            let last = json["totPositie"]?.integer, let furthest = json["verstePositie"]?.integer,
            let stateHash = json["standHash"]?.string.flatMap({ Hexadecimal.decode($0) }),
            let differences = json["verschillen"]?.integer, let isAll = json["alleVerschillenGeteld"]?.bool,
            let notCompared = json["nietVergeleken"]?.integer, let families = json["gezinnen"]?.array
        else { return nil }
        self.init(
            log: log,
            projection: projection,
            build: build,
            version: version,
            code: code,
            first: first,
            last: last,
            furthest: furthest,
            stateHash: stateHash,
            compared: json["vergelekenMet"]?.integer.flatMap { Int16(exactly: $0) },
            differences: differences,
            isAll: isAll,
            notCompared: notCompared,
            sample: families.compactMap { family in
                guard let gezin = family["gezin"]?.string.flatMap({ UUID($0) }) else { return nil }
                return Difference(gezin: gezin, positions: family["posities"]?.array?.compactMap(\.integer) ?? [])
            }
        )
    }
}
