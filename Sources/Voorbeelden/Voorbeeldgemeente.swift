public import CivilTime
public import WireValues

/// Een verzonnen gemeente: gezinnen met aannemelijke geschiedenissen van jaren, om mee te proberen en te meten.
///
/// Bij hetzelfde zaad en dezelfde laatste dag komt altijd hetzelfde; gezin 7 is hetzelfde gezin, hoeveel er ook gevraagd
/// worden. Niets is van bestaande mensen: er zijn geen namen, de medewerkers heten PM1 of CM3 en elke vrije tekst begint
/// met "Verzonnen".
public struct Voorbeeldgemeente: Sendable {
    private let gemeente: String
    private let zaad: UInt64
    private let laatsteDag: Dag

    /// Hoeveel jaar voor de laatste dag de eerste aanmeldingen vallen.
    public static let jaren = 6
    /// Het eerste jaar van een laatste dag: een id begint met de milliseconden sinds 1970, en niets is van eerder.
    public static let eersteJaar = 1980
    /// De aanpak waarvoor wordt aangemeld.
    public static let aanpak = "maastricht-integrale-aanpak"

    /// De gemeente bij een zaad.
    ///
    /// - Parameters:
    ///   - gemeente: Haar CBS-code, zoals `GM0935`.
    ///   - zaad: Het zaad.
    ///   - laatsteDag: De laatste dag waarop iets is vastgelegd; voor `eersteJaar` is er niets.
    public init(_ gemeente: String, zaad: UInt64, totEnMet laatsteDag: Dag) {
        self.gemeente = gemeente
        self.zaad = zaad
        self.laatsteDag = laatsteDag
    }

    /// Het zoveelste gezin, vanaf 0: zijn gebeurtenissen zoals een import ze leest, op volgorde van vastleggen.
    public func gezin(_ nummer: Int) -> [JSON] {
        guard laatsteDag.datum.jaar >= Self.eersteJaar else { return [] }
        var verhaal = Gezinsverhaal(
            gemeente: gemeente,
            nummer: nummer,
            toeval: Toeval(zaad: zaad &* 0x9E37_79B9 &+ UInt64(nummer)),
            laatsteDag: laatsteDag
        )
        verhaal.vertel()
        return verhaal.regels
    }
}
