import CaseHandling
import CivilTime
import Gezinstraject
import Hummingbird
import WireValues

/// The query of a request: every key known, every key once; all faults are found before any is answered.
struct Query {
    private var values: [String: String] = [:]
    private var faults: [Fault] = []

    /// Reads the query of a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - allowed: The keys that may be there.
    ///   - read: What a value stands for; nil for as good as absent, such as a field of a form that was left empty.
    init(_ request: Request, allowed: [String], _ read: (String) -> String? = { $0 }) {
        var known: Set<String> = []
        var hasUnknown = false
        // `?` alone is an empty query.
        for (key, value) in request.uri.queryParameters where !(key.isEmpty && value.isEmpty) {
            let name = String(key)
            guard allowed.contains(name) else {
                hasUnknown = true
                continue
            }
            if !known.insert(name).inserted {
                refuse(name, .dubbel, "Deze parameter mag er maar een keer staan.")
            }
            values[name] = read(String(value))
        }
        if hasUnknown {
            let names = allowed.isEmpty ? "geen" : allowed.joined(separator: ", ")
            refuse(nil, .onbekendVeld, "Een parameter is niet bekend; hier mogen: \(names).")
        }
    }

    /// - Throws: `Problem` with all faults, when there are any.
    func check() throws {
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }

    /// The problem of all faults.
    func failure() -> Problem { .invalid(faults) }

    /// Notes a fault.
    mutating func refuse(_ name: String?, _ code: Invoerfout.Code, _ explanation: String) {
        faults.append(Fault(.query(name), code, explanation))
    }

    /// The value of `name` as `read` understands it; without the parameter, or when it is not understood, nil.
    mutating func value<Value>(
        _ name: String,
        _ code: Invoerfout.Code,
        _ explanation: String,
        _ read: (String) -> Value?
    ) -> Value? {
        guard let text = values[name] else { return nil }
        let value = read(text)
        if value == nil { refuse(name, code, explanation) }
        return value
    }

    /// The day and the moment that are asked for; without a day, today.
    mutating func peiling(vandaag: Dag) -> Peiling {
        let peildag = day("peildag")
        return Peiling(peildag: peildag ?? vandaag, bekendOp: moment("bekendOp"))
    }

    /// The two points that are compared: of another day, of another knowledge, or both; without a last day, today.
    mutating func verschil(vandaag: Dag) -> (van: Peiling, tot: Peiling) {
        if values["van"] == nil, values["bekendOpVan"] == nil {
            refuse("van", .ontbreekt, "Verwacht is de dag waarmee vergeleken wordt, of anders bekendOpVan.")
        }
        let tot = day("tot") ?? vandaag
        let van = day("van") ?? tot
        if van > tot { refuse("van", .strijdig, "Deze dag ligt na de dag van tot.") }
        return (
            Peiling(peildag: van, bekendOp: moment("bekendOpVan")),
            Peiling(peildag: tot, bekendOp: moment("bekendOpTot"))
        )
    }

    mutating func day(_ name: String) -> Dag? {
        value(name, .datum, "Verwacht is een bestaande dag, geschreven als JJJJ-MM-DD.") { Dag($0) }
    }

    private mutating func moment(_ name: String) -> Moment? {
        // A day stands for its end (UTC): everything recorded on it is known.
        value(name, .datum, "Verwacht is een moment (RFC 3339, zoals 2014-03-31T09:00:00Z) of een dag.") { text in
            Moment(text) ?? Dag(text).map(Moment.init(eindeVan:))
        }
    }

    /// A value as it was sent.
    func text(_ name: String) -> String? { values[name] }

    /// Whether every fault so far is of a value that a person can mend in a form with these fields.
    func isMendable(in names: [String]) -> Bool {
        !faults.isEmpty && faults.allSatisfy { fault in names.contains { fault.isAbout($0) } }
    }

    /// What is wrong with the value of `name`.
    func explanation(_ name: String) -> String? { faults.first { $0.isAbout(name) }?.explanation }

    mutating func actor(_ name: String) -> Actor? {
        value(name, .vorm, "Verwacht is een verwijzing zoals PM1: letters, cijfers en _ . : -") { Actor($0) }
    }

    mutating func aanpak() -> Aanpakcode? {
        value("aanpak", .vorm, "Verwacht is de code van een aanpak: kleine letters, cijfers en streepjes.") {
            Aanpakcode($0)
        }
    }

    mutating func wijk() -> String? {
        value("wijk", .vorm, "Verwacht zijn hoogstens 100 tekens.") { $0.utf8.count <= 100 ? $0 : nil }
    }

    /// One of these values, as it was sent.
    mutating func choice(_ name: String, _ choices: [String]) -> String? {
        value(name, .vorm, "Verwacht is een van: \(choices.joined(separator: ", ")).") {
            choices.contains($0) ? $0 : nil
        }
    }

    /// The number of a page, from 1.
    mutating func bladzijde() -> Int? {
        value("bladzijde", .vorm, "Verwacht is een geheel getal van 1 tot en met 9999.") { text in
            guard text.utf8.count <= 4, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            return Int(text).flatMap { $0 >= 1 ? $0 : nil }
        }
    }

    /// Where a page of a list begins.
    mutating func lijstplaats() -> Lijstplaats? {
        value("na", .vorm, "Verwacht is de plaats die de vorige bladzijde gaf.") { Lijstplaats($0) }
    }

    mutating func traject() -> Int? {
        value("traject", .vorm, "Verwacht is een geheel getal van 1 tot en met 9999.") { text in
            guard text.utf8.count <= 4, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            return Int(text).flatMap { $0 >= 1 ? $0 : nil }
        }
    }

    /// After which place in the log to read: that of the header when it is there, and without any from the beginning.
    mutating func leesplaats(lastEventId header: String? = nil) -> Leesplaats {
        let explanation = "Verwacht is een positie, 0 voor alles, of de plaats die de server gaf."
        let parameter = value("na", .vorm, explanation) { Leesplaats($0) }
        guard let header else { return parameter ?? .begin }
        let place = Leesplaats(header)
        if place == nil { faults.append(Fault(.header("Last-Event-ID"), .vorm, explanation)) }
        return place ?? .begin
    }

    /// The most elements of a page.
    mutating func limiet() -> Int {
        value("limiet", .vorm, "Verwacht is een geheel getal van 1 tot en met 1000.") { text in
            guard text.utf8.count <= 4, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            return Int(text).flatMap { (1...1000).contains($0) ? $0 : nil }
        } ?? 100
    }

    /// Two years, both of which must be there, the first one first.
    mutating func jaren() -> (van: Int, tot: Int) {
        // Both are asked for first, so that both faults come at once.
        let (eerste, laatste) = (jaar("van"), jaar("tot"))
        guard let van = eerste, let tot = laatste else { return (0, 0) }
        if van >= tot { refuse("tot", .strijdig, "Verwacht is een later jaar dan van.") }
        return (van, tot)
    }

    private mutating func jaar(_ name: String) -> Int? {
        guard values[name] != nil else {
            refuse(name, .ontbreekt, "Deze parameter ontbreekt.")
            return nil
        }
        return value(name, .vorm, "Verwacht is een jaar van 2000 tot en met 9999.") { text in
            guard text.utf8.count == 4, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            return Int(text).flatMap { $0 >= 2000 ? $0 : nil }
        }
    }

    mutating func alles() -> Bool {
        value("alles", .vorm, "Verwacht is true of false.") { ["true": true, "false": false][$0] } ?? false
    }

    /// The chosen families, separated by commas.
    mutating func gezinnen() -> [UUID]? {
        value(
            "gezinnen",
            .vorm,
            "Verwacht zijn hoogstens 1000 verschillende UUID's, gescheiden door komma's."
        ) { text in
            let ids = text.split(separator: ",", omittingEmptySubsequences: false).map { UUID($0) }
            let known = ids.compactMap(\.self)
            guard known.count == ids.count, Set(known).count == known.count, known.count <= 1000 else { return nil }
            return known
        }
    }
}

extension Fault {
    fileprivate func isAbout(_ name: String) -> Bool {
        if case .query(name) = place { true } else { false }
    }
}
