public import CivilTime

/// Op welke dag, en met de kennis van welk moment, iets gevraagd wordt.
public struct Peiling: Hashable, Sendable {
    /// De dag waarover het gaat.
    public let peildag: Dag
    /// Tot en met dit moment vastgelegd; nil voor alles wat bekend is.
    public let bekendOp: Moment?

    /// Een peiling.
    public init(peildag: Dag, bekendOp: Moment? = nil) {
        self.peildag = peildag
        self.bekendOp = bekendOp
    }
}

extension Dossier {
    /// De effectieve geschiedenis op de dag en met de kennis van een peiling.
    public func geschiedenis(_ peiling: Peiling) -> Geschiedenis {
        geschiedenis(tot: peiling.peildag, bekendOp: peiling.bekendOp)
    }
}
