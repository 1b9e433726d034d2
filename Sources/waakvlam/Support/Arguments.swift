public import ArgumentParser
public import CaseHandling
public import CivilTime
public import EventStore
public import Gezinstraject
public import WireValues

extension Dag: ExpressibleByArgument {
    /// A day written as `YYYY-MM-DD`.
    public init?(argument: String) { self.init(argument) }
}

extension LogName: ExpressibleByArgument {
    /// The CBS code of a gemeente.
    public init?(argument: String) { self.init(argument) }
}

extension Checkpoint: ExpressibleByArgument {
    /// A checkpoint as `verify` says it.
    public init?(argument: String) { self.init(argument) }
}

extension Aanpakcode: ExpressibleByArgument {
    /// The code of an aanpak.
    public init?(argument: String) { self.init(argument) }
}

extension ToetsingId: ExpressibleByArgument {
    /// The id of a toetsing.
    public init?(argument: String) { self.init(argument) }
}

extension UUID: ExpressibleByArgument {
    /// A UUID in lower case.
    public init?(argument: String) { self.init(argument) }
}

extension Tokenrol: ExpressibleByArgument {}

/// A moment, or a day: then the end of that day (UTC).
struct Kennismoment: ExpressibleByArgument {
    let moment: Moment

    init?(argument: String) {
        guard let moment = Moment(argument) ?? Dag(argument).map(Moment.init(eindeVan:)) else { return nil }
        self.moment = moment
    }
}
