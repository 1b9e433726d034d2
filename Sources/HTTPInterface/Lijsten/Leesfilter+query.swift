import CaseHandling
import CivilTime
import Gezinstraject
import ReadModels
import Toetsingskader

/// The filter of a list, its count, its export and its page, in the query of an address.
extension Leesfilter {
    /// The parameters of lists of tasks.
    static let ofTaken = ["peildag", "regisseur", "casemanager", "aanpak", "wijk", "soort", "uiterlijk"]
    /// The parameters of lists of families.
    static let ofGezinnen = [
        "peildag", "regisseur", "casemanager", "aanpak", "wijk", "fase", "zonderContactSinds", "indicator", "uitkomst",
        "reden",
    ]

    /// The query that reads as this filter; only what is asked for is in it.
    var query: String {
        let soorten = soorten.map(\.rawValue).sorted().joined(separator: ",")
        let parts: [(String, String?)] = [
            ("peildag", peildag.description),
            ("regisseur", procesmanager?.tekst),
            ("casemanager", casemanager?.tekst),
            ("aanpak", aanpak?.description),
            ("wijk", wijk),
            ("fase", fase?.rawValue),
            ("zonderContactSinds", zonderContactSinds?.description),
            ("indicator", oordeel?.indicator.rawValue),
            ("uitkomst", oordeel?.uitkomst.rawValue),
            ("reden", oordeel?.reden?.text),
            ("soort", soorten.isEmpty ? nil : soorten),
            ("uiterlijk", uiterlijk?.description),
        ]
        return parts.compactMap { name, value in value.map { "\(name)=\($0.escapedInQuery)" } }.joined(separator: "&")
    }

    /// The same filter with something else in it.
    func with(_ change: (inout Leesfilter) -> Void) -> Leesfilter {
        var filter = self
        change(&filter)
        return filter
    }
}

extension Query {
    /// The filter that is asked for; without a day, of today.
    mutating func leesfilter(vandaag: Dag) -> Leesfilter {
        var filter = Leesfilter(peildag: day("peildag") ?? vandaag)
        filter.procesmanager = actor("regisseur")
        filter.casemanager = actor("casemanager")
        filter.aanpak = aanpak()
        filter.wijk = wijk()
        filter.fase = value("fase", .onbekendeWaarde, Self.oneOf(Fase.allCases.map(\.rawValue))) { Fase(rawValue: $0) }
        filter.zonderContactSinds = day("zonderContactSinds")
        filter.uiterlijk = day("uiterlijk")
        filter.soorten = soorten()
        filter.oordeel = oordeel()
        return filter
    }

    private mutating func soorten() -> Set<Taaksoort> {
        let known = Taaksoort.allCases.map(\.rawValue).joined(separator: ", ")
        let explanation = "Verwacht zijn soorten taken, gescheiden door komma's: \(known)."
        return value("soort", .onbekendeWaarde, explanation) { text -> Set<Taaksoort>? in
            let names = text.split(separator: ",", omittingEmptySubsequences: false)
            let kinds = names.compactMap { Taaksoort(rawValue: String($0)) }
            return kinds.count == names.count ? Set(kinds) : nil
        } ?? []
    }

    private mutating func oordeel() -> Oordeelvraag? {
        let indicator = value("indicator", .onbekendeWaarde, "Verwacht is een indicator, zoals T2.1.1.") {
            Indicatorcode(rawValue: $0)
        }
        let uitkomst = value("uitkomst", .onbekendeWaarde, Self.oneOf(Uitkomst.allCases.map(\.rawValue))) {
            Uitkomst(rawValue: $0)
        }
        let expected = "Verwacht is een reden, zoals VOLDOET_NIET, of GEEN voor een oordeel zonder reden."
        let reden = value("reden", .onbekendeWaarde, expected) { Oordeelvraag.Redenvraag(text: $0) }
        if text("indicator") != nil, text("uitkomst") == nil {
            refuse("uitkomst", .ontbreekt, "Bij een indicator hoort een uitkomst.")
        }
        if text("indicator") == nil, text("uitkomst") != nil || text("reden") != nil {
            refuse("indicator", .ontbreekt, "Bij een uitkomst of reden hoort een indicator.")
        }
        guard let indicator, let uitkomst else { return nil }
        var vraag = Oordeelvraag(indicator, uitkomst)
        vraag.reden = reden
        return vraag
    }

    /// The position that a list must have seen.
    mutating func minimalePositie() -> Int? {
        value("minimalePositie", .vorm, "Verwacht is een positie: een geheel getal vanaf 0.") { text in
            guard text.utf8.count <= 18, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            return Int(text)
        }
    }

    private static func oneOf(_ names: [String]) -> String { "Verwacht is een van: \(names.joined(separator: ", "))." }
}

extension Oordeelvraag.Redenvraag {
    /// The reason of an address; nil when it is none.
    init?(text: String) {
        if text == "GEEN" {
            self = .geen
        } else if let reden = Reden(rawValue: text) {
            self = .deze(reden)
        } else {
            return nil
        }
    }

    /// As an address carries it.
    var text: String {
        switch self {
        case .geen: "GEEN"
        case .deze(let reden): reden.rawValue
        }
    }
}
