public import CivilTime
public import WireValues

/// Een invariant die zou breken: waarom een gebeurtenis niet kan worden vastgelegd.
public struct Schending: Error, Hashable, Sendable {
    /// De code van de invariant in het contract, zoals `I-0-TRAJECT_GESLOTEN`.
    public let code: String
    /// Wat er niet kan, in Nederlandse zinnen zonder persoonsgegevens; een latere gebeurtenis wordt genoemd.
    public let uitleg: String
    /// Wat het aanvaardbaar zou maken, in Nederlandse zinnen.
    public let oplossing: String
    /// De gebeurtenis waarbij de geschiedenis niet meer klopt; dat kan een latere zijn dan die werd vastgelegd.
    public let bij: Plaats
    /// De gebeurtenis waarmee zij botst, als er zo een is.
    public let botstMet: Plaats?
    /// Elke gebeurtenis die na een ingreep niet meer zou kloppen, eerste eerst; leeg als het geen ingreep is.
    public let gevolgen: [Schending]
    /// Het veld waar het aan ligt, gezien vanuit de gebeurtenis die werd vastgelegd; nil als het aan haar geheel ligt, of
    /// bij een andere gebeurtenis niet meer klopt.
    public let veld: JSONPointer?
    /// Wat er eerst had moeten staan, als het bezwaar is dat er iets ontbreekt.
    let vereist: Vereiste?

    /// Een gebeurtenis in de geschiedenis.
    public struct Plaats: Hashable, Sendable {
        /// De id.
        public let id: UUID
        /// De naam van het type.
        public let type: String
        /// De dag.
        public let dag: Dag

        /// De plaats van een feit.
        public init(_ feit: Feit) {
            id = feit.id
            type = feit.type.naam
            dag = feit.dag
        }

        /// De plaats van een registratie.
        public init(_ registratie: Registratie) {
            id = registratie.id
            type = registratie.type.naam
            dag = registratie.gebeurdOp
        }
    }

    /// Een schending bij een gebeurtenis.
    init(
        _ code: String,
        _ uitleg: String,
        oplossing: String,
        bij: Plaats,
        botstMet: Plaats? = nil,
        gevolgen: [Schending] = [],
        veld: JSONPointer? = nil,
        vereist: Vereiste? = nil
    ) {
        self.code = code
        self.uitleg = uitleg
        self.oplossing = oplossing
        self.bij = bij
        self.botstMet = botstMet
        self.gevolgen = gevolgen
        self.veld = veld
        self.vereist = vereist
    }
}
