/// Deelt een bestand dat in blokken gelezen wordt in regels.
struct Regelsplitser {
    /// Een regel met haar plaats in het bestand, zonder het regeleinde; een Windows-bestand houdt zijn CR.
    struct Regel {
        let begin: Int
        /// Hoe lang zij is, ook als de tekst niet bewaard is.
        let lengte: Int
        /// nil als zij langer is dan wie ook van een regel leest.
        let tekst: UnsafeBufferPointer<UInt8>?
    }

    private let langste: Int
    /// Het begin van een regel waarvan het einde nog niet gelezen is.
    private var rest: [UInt8] = []
    /// Hoeveel er van die regel al voorbij is.
    private var lengte = 0
    /// Waar die regel begint.
    private var begin = 0

    /// - Parameter langste: Van een langere regel wordt de tekst niet bewaard.
    init(langste: Int) {
        self.langste = langste
    }

    /// Geeft elke regel die in dit blok eindigt.
    mutating func lees(_ blok: UnsafeBufferPointer<UInt8>, _ regel: (Regel) -> Void) {
        var van = 0
        while van < blok.count {
            let over = UnsafeBufferPointer(rebasing: blok[van...])
            guard let einde = over.firstIndex(of: UInt8(ascii: "\n")) else { return bewaar(over) }
            geef(UnsafeBufferPointer(rebasing: over[..<einde]), regel)
            begin += lengte + 1
            lengte = 0
            van += einde + 1
        }
    }

    /// Geeft de laatste regel, als die geen einde heeft.
    mutating func eindig(_ regel: (Regel) -> Void) {
        guard lengte > 0 else { return }
        geef(UnsafeBufferPointer(start: nil, count: 0), regel)
    }

    private mutating func geef(_ slot: UnsafeBufferPointer<UInt8>, _ regel: (Regel) -> Void) {
        // Most lines lie within a block and are not copied.
        guard lengte > 0 else {
            lengte = slot.count
            return regel(Regel(begin: begin, lengte: lengte, tekst: lengte <= langste ? slot : nil))
        }
        bewaar(slot)
        rest.withUnsafeBufferPointer { tekst in
            regel(Regel(begin: begin, lengte: lengte, tekst: lengte <= langste ? tekst : nil))
        }
        rest.removeAll(keepingCapacity: lengte < 1 << 20)
    }

    private mutating func bewaar(_ stuk: UnsafeBufferPointer<UInt8>) {
        lengte += stuk.count
        if lengte <= langste { rest.append(contentsOf: stuk) } else { rest = [] }
    }
}
