import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader
import WireValues

extension Verschil {
    /// The differences for people: first what happened, then what that did to the verdicts.
    var text: String {
        let versions = Dictionary(gebeurtenissen.map { ($0.id, $0.feit) }, uniquingKeysWith: { first, _ in first })
        let head = [("van", van), ("tot", tot)].map { "\($0): \($1.peiling.text), traject \($1.traject)" }
        let events = gebeurtenissen.flatMap(\.lines)
        let verdicts = oordelen.flatMap { $0.lines(versions) }
        return
            (head + ["", "Gebeurtenissen: \(gebeurtenissen.count)"] + events
            + ["", "Oordelen: \(oordelen.count)"] + verdicts).joined(separator: "\n")
    }
}

extension Geschiedenisverschil.Verandering {
    fileprivate var lines: [String] {
        let fields = velden.map { $0.description.dropFirst().replacing("/", with: ".") }.joined(separator: ", ")
        let label = "  \(Layout.padded(soort.rawValue, 10)) \(feit.dag) #\(feit.versie) \(feit.type.naam)"
        return fields.isEmpty ? [label] : [label] + Layout.hanging("      ", fields)
    }
}

extension Oordeelverschil {
    fileprivate func lines(_ feiten: [WireValues.UUID: Feit]) -> [String] {
        let label = "  \(indicator.rawValue) \(van.uitkomst.teken) → \(naar.uitkomst.teken)  "
        let indent = String(repeating: " ", count: label.count)
        return Layout.hanging(label, indicator.titel + why(naar.reden, naar.zin))
            + (nuances + remarks).flatMap { Layout.hanging(indent, $0) }
            + Layout.hanging(indent + "door: ", cause(feiten))
    }

    /// What changed behind the same sign.
    private var nuances: [String] {
        let reason = van.uitkomst == naar.uitkomst && van.reden != naar.reden
        let earlier = reason ? ["eerst: \(van.reden.map { "[\($0.rawValue)]" } ?? "zonder reden")"] : []
        guard van.voorlopig != naar.voorlopig else { return earlier }
        return earlier + [naar.voorlopig ? "nu voorlopig" : "niet meer voorlopig"]
    }

    /// The remarks that came and went.
    private var remarks: [String] {
        naar.letOp.filter { !van.letOp.contains($0) }.map { "erbij: \(naar.zin($0))" }
            + van.letOp.filter { !naar.letOp.contains($0) }.map { "vervallen: \(van.zin($0))" }
    }

    private var aanpakversie: String {
        let names = normen.map(\.rawValue).joined(separator: ", ")
        return "een andere versie van de aanpak" + (names.isEmpty ? "" : " (normen die verschillen: \(names))")
    }

    private func cause(_ feiten: [WireValues.UUID: Feit]) -> String {
        switch oorzaak {
        case .termijn: return "er verstreek een termijn"
        case .aanpakversie: return aanpakversie
        case .gebeurtenissen(let ids):
            let events = ids.compactMap { feiten[$0] }.map { "#\($0.versie) \($0.type.naam)" }.joined(separator: ", ")
            return doorAanpakversie ? "\(events); en \(aanpakversie)" : events
        }
    }
}
