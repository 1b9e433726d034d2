/// Wat een rol die alleen cijfers ziet van kleine aantallen te zien krijgt.
///
/// Een aantal van 1 tot en met 4 wijst bijna een gezin aan. Het wordt niet getoond, en ook niet wat het verraadt:
/// - in een tabel die optelt tot een getoond totaal verdwijnen zoveel andere cellen dat wat verborgen is samen minstens 5
///   is en uit minstens twee cellen bestaat;
/// - een aantal naast een groter geheel wordt niet getoond als het verschil 1 tot en met 4 is: dan is dat verschil, met een
///   tweede filter, hetzelfde als een klein aantal.
///
/// Wie een filter naast elk ander filter kan leggen, kan nog meer herleiden dan zo te verbergen is. Daarom krijgt deze rol
/// een getal alleen van een gemeente, een aanpak of een wijk daarvan, en vergelijkt `toon` met het geheel waar het filter
/// uit is ontstaan. Nul wordt getoond.
public enum KleineAantallen {
    /// Wat kleiner is, is klein.
    public static let grens = 5

    private static func isKlein(_ aantal: Int) -> Bool { aantal > 0 && aantal < grens }

    /// Een aantal naast het geheel waar het deel van is; nil als het niet getoond wordt.
    public static func toon(_ aantal: Int, van geheel: Int) -> Int? {
        isKlein(aantal) || isKlein(geheel - aantal) ? nil : aantal
    }

    /// De cellen van een tabel waarvan het totaal getoond wordt; nil is niet getoond.
    ///
    /// Als er te weinig andere cellen zijn om achter te verbergen, is geen enkele cel te zien en hoort ook het totaal niet
    /// getoond te worden: `toonTotaal`.
    public static func onderdruk(_ aantallen: [Int]) -> [Int?] {
        var verborgen = Set(aantallen.indices.filter { isKlein(aantallen[$0]) })
        guard !verborgen.isEmpty else { return aantallen }
        // The smallest that is left costs the least.
        var over = aantallen.indices.filter { aantallen[$0] > 0 && !verborgen.contains($0) }
            .sorted { (aantallen[$0], $0) < (aantallen[$1], $1) }
        while verborgen.count < 2 || verborgen.reduce(0, { $0 + aantallen[$1] }) < grens, !over.isEmpty {
            verborgen.insert(over.removeFirst())
        }
        return aantallen.indices.map { verborgen.contains($0) ? nil : aantallen[$0] }
    }

    /// Of het totaal van een tabel naast haar getoonde cellen te zien mag zijn.
    public static func toonTotaal(_ aantallen: [Int]) -> Bool {
        let verborgen = zip(aantallen, onderdruk(aantallen)).filter { $0.1 == nil }.map { $0.0 }
        return verborgen.isEmpty || (verborgen.count > 1 && verborgen.reduce(0, +) >= grens)
    }
}
