public import CivilTime
public import WireValues

/// Een gebeurtenis zoals zij is vastgelegd: daarna verandert er niets meer aan.
public struct Registratie: Sendable {
    /// Gekozen door wie vastlegde; binnen de gemeente uniek.
    public let id: UUID
    /// Het gezin, als dat bekend is.
    public let gezin: UUID?
    /// 1, 2, 3 … binnen het gezin: de volgorde van vastleggen.
    public let versie: Int
    /// Wat er gebeurde.
    public let gegevens: any Gegevens
    /// De dag waarop het gebeurde, in Nederland.
    public let gebeurdOp: Dag
    /// Het traject dat bij het vastleggen genoemd werd, als dat gebeurde.
    public let traject: Int?
    /// Hoe nauwkeurig de dag bekend is.
    public let precisie: Precisie
    /// Wie of wat de bron is, als dat is vastgelegd.
    public let volgens: Volgens?
    /// Het moment van vastleggen, hier of in het bronsysteem.
    public let vastgelegdOp: Moment
    /// Wie vastlegde, als dat bekend is.
    public let vastgelegdDoor: Actor?
    /// In welke rol, als dat bekend is.
    public let rol: Rol?
    /// Of er een veld is gewist: wat dan als niet ingevuld leest, kan er gestaan hebben.
    public let isGewist: Bool

    /// Een registratie met deze inhoud.
    public init(
        id: UUID,
        gezin: UUID? = nil,
        versie: Int,
        gegevens: any Gegevens,
        gebeurdOp: Dag,
        traject: Int? = nil,
        precisie: Precisie = .dag,
        volgens: Volgens? = nil,
        vastgelegdOp: Moment,
        vastgelegdDoor: Actor? = nil,
        rol: Rol? = nil,
        isGewist: Bool = false
    ) {
        self.id = id
        self.gezin = gezin
        self.versie = versie
        self.gegevens = gegevens
        self.gebeurdOp = gebeurdOp
        self.traject = traject
        self.precisie = precisie
        self.volgens = volgens
        self.vastgelegdOp = vastgelegdOp
        self.vastgelegdDoor = vastgelegdDoor
        self.rol = rol
        self.isGewist = isGewist
    }

    /// Het type gebeurtenis.
    public var type: Feittype { Swift.type(of: gegevens).type }
}

/// Hoe nauwkeurig de dag van een gebeurtenis bekend is (`precisie` in de envelop).
public enum Precisie: String, Opsomming {
    /// Op de dag.
    case dag
    /// In dezelfde week, maandag tot en met zondag.
    case week
    /// In dezelfde maand.
    case maand
    /// In hetzelfde kwartaal.
    case kwartaal
    /// In hetzelfde jaar.
    case jaar
}

/// Wie of wat de bron van een gebeurtenis is (`volgens` in de envelop).
public struct Volgens: Veldobject, Veldwaarde, Hashable {
    /// Soort bron.
    public var soort = Soort.leeg
    /// Welke bron.
    public var wie: String?

    /// Een bron die nog niet genoemd is.
    public init() {}

    /// De velden van de envelop.
    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "")
        bezoeker.optioneel("wie", &wie, privacy: .vrijeTekst, "")
    }

    /// Soort bron.
    public enum Soort: String, Opsomming {
        /// Iemand van het gezin.
        case gezinslid
        /// Een partij.
        case partij
        /// Een stuk.
        case document
        /// Eigen waarneming.
        case waarneming
    }
}
