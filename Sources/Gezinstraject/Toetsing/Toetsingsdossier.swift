import WireValues

/// Een toetsing van gekozen gezinnen zoals zij is vastgelegd: gestart, bevroren, beantwoord en opgepakt.
///
/// Bron: MAA §1.3, §1.5 en §6.4.
public struct Toetsingsdossier: Sendable {
    /// Hoe de toetsing begon: welke gezinnen, voor welke aanpak en over welke dag.
    public let start: Vastgelegd<ToetsingGestart>
    /// De bevroren tabel; nil zolang de toetsing loopt.
    public private(set) var bevriezing: Vastgelegd<ToetsingBevroren>?
    /// Wat de gemeente antwoordde, eerste eerst.
    public private(set) var reacties: [Vastgelegd<ReactieGemeenteVastgelegd>] = []
    /// Wat er beter moet, eerste eerst.
    public private(set) var verbeterpunten: [Vastgelegd<VerbeterpuntGeregistreerd>] = []
    /// Wat er aan een verbeterpunt gedaan is, eerste eerst.
    public private(set) var opgepakt: [Vastgelegd<VerbeterpuntOpgepakt>] = []

    /// Een registratie waarvan het type bekend is.
    public struct Vastgelegd<G: Gegevens>: Sendable {
        /// De registratie.
        public let registratie: Registratie
        /// Wat er gebeurde.
        public let gegevens: G

        fileprivate init?(_ registratie: Registratie) {
            guard let gegevens = registratie.gegevens as? G else { return nil }
            self.registratie = registratie
            self.gegevens = gegevens
        }
    }

    /// Het dossier van registraties in de volgorde van (dag, versie); nil als er geen toetsing mee begint.
    init?(opVolgorde registraties: [Registratie]) {
        guard let start = registraties.first.flatMap(Vastgelegd<ToetsingGestart>.init) else { return nil }
        self.start = start
        bevriezing = registraties.lazy.compactMap(Vastgelegd.init).first
        reacties = registraties.compactMap(Vastgelegd.init)
        verbeterpunten = registraties.compactMap(Vastgelegd.init)
        opgepakt = registraties.compactMap(Vastgelegd.init)
    }
}
