/// Wat er eerder had moeten staan: hoe een later feit te herkennen is dat geholpen had.
///
/// Een invariant ziet alleen wat voorafging. Wie te vroeg dateert is geholpen met wat daar eerst had moeten staan;
/// `Geldigheid` zoekt het in wat volgt.
struct Vereiste: Sendable {
    /// Of dit feit geholpen had als het er al was.
    let voldoet: @Sendable (Feit) -> Bool

    /// Een feit dat hieraan voldoet had geholpen.
    init(_ voldoet: @escaping @Sendable (Feit) -> Bool) {
        self.voldoet = voldoet
    }

    /// Een feit van een van deze typen had geholpen; met `traject` een van dat traject.
    init(_ typen: Set<Feittype>, in traject: Int? = nil) {
        self.init { typen.contains($0.type) && (traject == nil || $0.traject == traject) }
    }

    /// Een feit van een van deze typen over deze lokale id had geholpen.
    init<Soort>(_ typen: Set<Feittype>, over id: LokaleId<Soort>) {
        let gezocht = Idverzamelaar.Gevonden(id)
        self.init { typen.contains($0.type) && $0.gegevens.ids.verwijzingen.contains(gezocht) }
    }
}

extension Vereiste: Hashable {
    /// Wat er gezocht wordt hoort niet bij wat een schending zegt: twee die hetzelfde zeggen zijn gelijk.
    static func == (links: Vereiste, rechts: Vereiste) -> Bool { true }

    /// Zie `==`.
    func hash(into hasher: inout Hasher) {}
}
