public import CivilTime
public import EventStore
public import Gezinstraject
public import WireValues

/// Wat een overzicht over een aanpak als geheel toont.
///
/// Elk antwoord gaat over de trajecten zoals zij er op de peildag voor staan; wat daarna gebeurt telt niet mee.
public protocol Overzichtmodellen: Sendable {
    /// Hoe vaak elk oordeel op elk van deze dagen voorkomt, bij de gezinnen waarvan het traject dan telt.
    ///
    /// - Parameters:
    ///   - aanpak: De aanpak.
    ///   - dagen: De dagen; elke een keer. Het antwoord heeft de laatste als peildag.
    ///   - log: De gemeente.
    /// - Returns: De tellingen, op dag, indicator, uitkomst en reden.
    /// - Throws: `EventStoreError.unavailable` als er nog geen leesmodellen zijn.
    func oordeelreeks(
        _ aanpak: Aanpakcode,
        _ dagen: [Dag],
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Oordeelpunt]>

    /// Hoe lang het duurde tot het eerste contact, plan en MDO na de aanmelding, en van de start tot de afsluiting.
    ///
    /// - Throws: `EventStoreError`.
    func doorlooptijden(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Doorlooptijd]>

    /// Hoeveel trajecten er per kwartaal bij kwamen en af gingen, en hoeveel er aan het einde liepen.
    ///
    /// - Throws: `EventStoreError`.
    func stroom(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Stroomkwartaal]>

    /// Hoeveel gezinnen na een afsluiting in de periode terugkwamen in een volgend traject.
    ///
    /// - Throws: `EventStoreError`.
    func terugkeer(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Terugkeer]>

    /// Hoe lang er op zorg die in de periode werd aangevraagd is gewacht, en hoe vaak er nog gewacht wordt.
    ///
    /// - Throws: `EventStoreError`.
    func wachttijden(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Wachttijd]>

    /// In welke wijken de gezinnen wonen, wie hen meldde en langs welke weg.
    ///
    /// - Throws: `EventStoreError`.
    func verdeling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Verdelingsregel]>

    /// Hoe vaak elke mijlpaal in de periode voorkwam, met de code die er nader van gezegd is.
    ///
    /// - Throws: `EventStoreError`.
    func mijlpaaltelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Mijlpaaltelling]>

    /// Een steekproef van gezinnen waarvan het traject op de peildag telt; met hetzelfde zaad steeds dezelfde.
    ///
    /// - Parameters:
    ///   - vraag: De aanpak en de peildag; de periode doet niet mee.
    ///   - zaad: Waaruit de volgorde volgt: SHA-256 van zaad, dubbelepunt en id van het gezin.
    ///   - aantal: Hoogstens zoveel.
    ///   - log: De gemeente.
    /// - Returns: De gezinnen, in de volgorde van de trekking.
    /// - Throws: `EventStoreError`.
    func steekproef(
        _ vraag: Overzichtvraag,
        zaad: String,
        aantal: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[UUID]>
}

/// Een aanpak op een dag, met de periode waarover wordt geteld.
public struct Overzichtvraag: Hashable, Sendable {
    /// De aanpak.
    public var aanpak: Aanpakcode
    /// De dag waarop de trajecten bekeken worden.
    public var peildag: Dag
    /// De eerste dag van de periode.
    public var van: Dag
    /// De laatste dag van de periode; niet na de peildag.
    public var tot: Dag

    /// Een aanpak over een periode; zonder een peildag zoals die er op de laatste dag voor stond.
    public init(_ aanpak: Aanpakcode, van: Dag, tot: Dag, peildag: Dag? = nil) {
        self.aanpak = aanpak
        self.peildag = peildag ?? tot
        self.van = van
        self.tot = tot
    }

    /// Of een dag in de periode valt.
    public func omvat(_ dag: Dag) -> Bool { van <= dag && dag <= tot }
}

/// Hoe vaak een oordeel over een indicator op een dag voorkomt.
public struct Oordeelpunt: Hashable, Sendable {
    /// De dag.
    public let dag: Dag
    /// Het oordeel en hoe vaak.
    public let telling: Oordeeltelling

    /// Een telling op een dag.
    public init(dag: Dag, telling: Oordeeltelling) {
        self.dag = dag
        self.telling = telling
    }
}

/// Een mediaan en een negende deciel: werkelijke waarden, geen gemiddelde van twee.
public struct Spreiding: Hashable, Sendable {
    /// Hoeveel waarden; nil als het aantal niet getoond wordt (`KleineAantallen`).
    public let aantal: Int?
    /// De kleinste waarde waar minstens de helft niet boven ligt.
    public let mediaan: Int?
    /// De kleinste waarde waar minstens negen tiende niet boven ligt.
    public let p90: Int?

    /// Een spreiding zoals zij is.
    public init(aantal: Int?, mediaan: Int?, p90: Int?) {
        self.aantal = aantal
        self.mediaan = mediaan
        self.p90 = p90
    }

    /// De spreiding van waarden; zonder waarden is er geen mediaan.
    public init(_ waarden: [Int]) {
        let gesorteerd = waarden.sorted()
        func deel(_ teller: Int, van noemer: Int) -> Int? {
            gesorteerd.isEmpty ? nil : gesorteerd[max(1, (gesorteerd.count * teller + noemer - 1) / noemer) - 1]
        }
        self.init(aantal: waarden.count, mediaan: deel(1, van: 2), p90: deel(9, van: 10))
    }

    /// Hetzelfde zonder iets te tonen.
    static let verborgen = Spreiding(aantal: nil, mediaan: nil, p90: nil)
}

/// Hoe lang een stap duurde, over de trajecten waarin zij in een kwartaal eindigde.
public struct Doorlooptijd: Hashable, Sendable {
    /// Een stap van een traject.
    public enum Stap: String, CaseIterable, Sendable {
        /// Van de aanmelding tot het eerste contact daarna.
        case eersteContact
        /// Van de aanmelding tot het eerste plan.
        case planVastgesteld
        /// Van de aanmelding tot het eerste MDO.
        case eersteMdo
        /// Van de start tot de afsluiting.
        case afsluiting
    }

    /// De stap.
    public let stap: Stap
    /// De laatste dag van het kwartaal waarin zij eindigde; nil voor de hele periode.
    public let kwartaal: Dag?
    /// In dagen.
    public let dagen: Spreiding

    /// Een doorlooptijd.
    public init(stap: Stap, kwartaal: Dag?, dagen: Spreiding) {
        self.stap = stap
        self.kwartaal = kwartaal
        self.dagen = dagen
    }
}

/// Wat er in een kwartaal bij kwam en af ging.
public struct Stroomkwartaal: Hashable, Sendable {
    /// De laatste dag van het kwartaal, of de laatste van de periode als die eerder is.
    public let eindigtOp: Dag
    /// Zoveel trajecten zijn aangemeld.
    public let aangemeld: Int?
    /// Zoveel zijn gestart.
    public let gestart: Int?
    /// Zoveel zijn afgesloten.
    public let afgesloten: Int?
    /// Zoveel waren er op de laatste dag gestart en niet afgesloten.
    public let stand: Int?

    /// Een kwartaal.
    public init(eindigtOp: Dag, aangemeld: Int?, gestart: Int?, afgesloten: Int?, stand: Int?) {
        self.eindigtOp = eindigtOp
        self.aangemeld = aangemeld
        self.gestart = gestart
        self.afgesloten = afgesloten
        self.stand = stand
    }
}

/// Hoeveel gezinnen binnen een aantal maanden na een afsluiting terugkwamen.
public struct Terugkeer: Hashable, Sendable {
    /// De termijnen waarover wordt geteld.
    public static let termijnen = [6, 12, 24]

    /// Binnen zoveel maanden.
    public let maanden: Int
    /// Zoveel afsluitingen zijn op de peildag zo lang geleden.
    public let gevolgd: Int?
    /// Bij zoveel daarvan is het gezin binnen die tijd opnieuw aangemeld.
    public let teruggekeerd: Int?

    /// Een telling.
    public init(maanden: Int, gevolgd: Int?, teruggekeerd: Int?) {
        self.maanden = maanden
        self.gevolgd = gevolgd
        self.teruggekeerd = teruggekeerd
    }
}

/// Hoe lang er op een soort zorg wordt gewacht.
public struct Wachttijd: Hashable, Sendable {
    /// De soort.
    public let soort: Zorgsoort
    /// Van aanvraag tot begin, in dagen, waar de zorg begon.
    public let begonnen: Spreiding
    /// Van aanvraag tot de peildag, in dagen, waar nog gewacht wordt.
    public let wachtend: Spreiding
    /// Bij zoveel die wachten is het wachten overbrugd.
    public let overbrugd: Int?
    /// Voor zoveel aanvragen is om voorrang gevraagd.
    public let voorrangGevraagd: Int?
    /// Voor zoveel daarvan is voorrang verleend.
    public let voorrangVerleend: Int?

    /// Een telling.
    public init(
        soort: Zorgsoort,
        begonnen: Spreiding,
        wachtend: Spreiding,
        overbrugd: Int?,
        voorrangGevraagd: Int?,
        voorrangVerleend: Int?
    ) {
        self.soort = soort
        self.begonnen = begonnen
        self.wachtend = wachtend
        self.overbrugd = overbrugd
        self.voorrangGevraagd = voorrangGevraagd
        self.voorrangVerleend = voorrangVerleend
    }
}

/// Bij hoeveel gezinnen een kenmerk een waarde heeft.
public struct Verdelingsregel: Hashable, Sendable {
    /// Waarnaar wordt verdeeld.
    public enum Kenmerk: String, CaseIterable, Sendable {
        /// Waar het gezin woont.
        case wijk
        /// Wie meldde.
        case melder
        /// Langs welke weg.
        case route
    }

    /// Het kenmerk.
    public let kenmerk: Kenmerk
    /// De waarde; nil waar zij niet bekend is.
    public let waarde: String?
    /// Bij zoveel gezinnen.
    public let gezinnen: Int?

    /// Een telling.
    public init(kenmerk: Kenmerk, waarde: String?, gezinnen: Int?) {
        self.kenmerk = kenmerk
        self.waarde = waarde
        self.gezinnen = gezinnen
    }
}

/// Hoe vaak iets in een periode gebeurde.
public struct Mijlpaaltelling: Hashable, Sendable {
    /// Wat er gebeurde.
    public let soort: Feittype
    /// Wat er nader van gezegd is.
    public let code: String?
    /// Zo vaak.
    public let aantal: Int?
    /// In zoveel trajecten.
    public let trajecten: Int?

    /// Een telling.
    public init(soort: Feittype, code: String?, aantal: Int?, trajecten: Int?) {
        self.soort = soort
        self.code = code
        self.aantal = aantal
        self.trajecten = trajecten
    }
}
