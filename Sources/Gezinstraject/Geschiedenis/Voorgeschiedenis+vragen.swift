/// Wat een invariant aan de voorgeschiedenis vraagt.
///
/// De feiten staan op type en op lokale id bij de hand, zodat een vraag niet de hele geschiedenis doorloopt.
extension Voorgeschiedenis {
    /// De feiten van een type, eerste eerst; met `traject` alleen die van dat traject.
    public func feiten<G: Gegevens>(_: G.Type, in traject: Int? = nil) -> [FeitVan<G>] {
        (plaatsenVanType[G.type] ?? []).compactMap { feit(op: $0, in: traject) }
    }

    /// Het laatste feit van een type; met `traject` van dat traject, en met `mits` alleen wat daaraan voldoet.
    public func laatste<G: Gegevens>(
        _: G.Type,
        in traject: Int? = nil,
        mits: (FeitVan<G>) -> Bool = { _ in true }
    ) -> FeitVan<G>? {
        for plaats in (plaatsenVanType[G.type] ?? []).reversed() {
            if let feit: FeitVan<G> = feit(op: plaats, in: traject), mits(feit) { return feit }
        }
        return nil
    }

    /// Het laatste feit dat van een van deze typen is; met `traject` van dat traject, en met `mits` alleen zo een.
    public func laatste(
        van typen: [Feittype],
        in traject: Int? = nil,
        mits: (Feit) -> Bool = { _ in true }
    ) -> Feit? {
        let plaatsen = typen.compactMap { type in
            plaatsenVanType[type]?.last { (traject == nil || feiten[$0].traject == traject) && mits(feiten[$0]) }
        }
        return plaatsen.max().map { feiten[$0] }
    }

    /// De feiten die naar een lokale id verwijzen, eerste eerst; het feit dat haar invoert hoort er niet bij.
    public func feiten<Soort>(over id: LokaleId<Soort>) -> [Feit] {
        (plaatsenVanVerwijzing[Idverzamelaar.Gevonden(id)] ?? []).map { feiten[$0] }
    }

    /// Het laatste feit van een van deze typen dat naar een lokale id verwijst; met `traject` van dat traject.
    public func laatste<Soort>(
        over id: LokaleId<Soort>,
        van typen: Set<Feittype>,
        in traject: Int? = nil
    ) -> Feit? {
        guard let plaatsen = plaatsenVanVerwijzing[Idverzamelaar.Gevonden(id)] else { return nil }
        return plaatsen.last { plaats in
            typen.contains(feiten[plaats].type) && (traject == nil || feiten[plaats].traject == traject)
        }.map { feiten[$0] }
    }

    private func feit<G: Gegevens>(op plaats: Int, in traject: Int?) -> FeitVan<G>? {
        let feit = feiten[plaats]
        guard traject == nil || feit.traject == traject, let gegevens = feit.als(G.self) else { return nil }
        return FeitVan(feit: feit, gegevens: gegevens, plaats: plaats)
    }
}

extension Idverzamelaar.Gevonden {
    /// Een lokale id met haar soort.
    init<Soort>(_ id: LokaleId<Soort>) {
        self.init(soort: Soort.soort, tekst: id.tekst)
    }
}
