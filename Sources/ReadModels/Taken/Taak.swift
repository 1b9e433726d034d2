public import CivilTime
public import Gezinstraject
import Toetsingskader
public import WireValues

/// Iets dat in een tijdvak te doen stond, met waarom en wat het afhandelde.
///
/// Open is zij aan het einde van een dag in `[van, tot)`. Een taak waarvan onderweg de uiterste dag verandert, of wie er
/// over gaat, staat er in aaneensluitende stukken; `sinds` is de dag waarop zij begon.
public struct Taak: Hashable, Sendable, Tijdvak {
    /// Het nummer van het traject.
    public let traject: Int
    /// Wat er te doen is.
    public let soort: Taaksoort
    /// Waarover: de lokale id van een werkafspraak, probleem of stagnatie, of een code; leeg als er in het traject maar
    /// een van is.
    public let sleutel: String
    /// De dag waarop zij begon.
    public let sinds: Dag
    /// De eerste dag van dit stuk.
    public let van: Dag
    /// De eerste dag waarop dit stuk niet meer geldt.
    public let tot: Dag?
    /// De laatste dag die op tijd is, als er een termijn voor is.
    public let uiterlijk: Dag?
    /// De trede van de opschalingsladder.
    public let trede: Int?
    /// De partij van wie het verwacht wordt.
    public let partij: Partij?
    /// Wie er dan procesmanager is.
    public let procesmanager: Actor?
    /// Wie er dan casemanager is.
    public let casemanager: Actor?
    /// De aanpak van het traject.
    public let aanpak: Aanpakcode?
    /// De wijk van het gezin.
    public let wijk: String?
    /// De gebeurtenis waardoor zij er is.
    public let aanleiding: UUID
    /// De gebeurtenis die haar afhandelde of liet vervallen; nil als dit stuk verloopt of overgaat in het volgende.
    public let afgehandeldDoor: UUID?
}

/// Iets dat moet gebeuren, los van wie er over gaat en van sluiten en heropenen.
struct Verplichting {
    let soort: Taaksoort
    var sleutel = ""
    /// Het feit waardoor het moet.
    let aanleiding: Feit
    /// De eerste dag; niet eerder dan de aanleiding.
    var vanaf: Dag?
    /// Het feit dat het afhandelt.
    var einde: Feit?
    /// De dag waarop het zonder feit ophoudt.
    var verloopt: Dag?
    /// Wanneer in het traject het te doen staat.
    var fase = Fase.open
    var trede: Int?
    var partij: Partij?
    /// De laatste dag die op tijd is, gegeven hoe het traject er dan voor staat.
    let uiterlijk: (Trajectklok.Stand) -> Dag?

    /// Wanneer een verplichting telt.
    enum Fase {
        /// Van de aanmelding tot het einde.
        case open
        /// Zolang het traject gesloten is.
        case gesloten
        /// Beide.
        case altijd
    }
}
