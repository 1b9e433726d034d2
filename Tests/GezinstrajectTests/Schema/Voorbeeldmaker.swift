import WireValues

@testable import Gezinstraject

/// Maakt de eerste voorbeelden van een versie: zichtbaar verzonnen gebeurtenissen zoals een logboek ze teruggeeft.
///
/// Alleen om een nieuw bestand te beginnen. Wat eenmaal in `Schema/Events` staat wordt gelezen, nooit opnieuw gemaakt.
struct Voorbeeldmaker {
    let type: Feittype

    /// Alleen het verplichte, alles, en daarna wat nodig is om elke waarde van elke opsomming te zien.
    var voorbeelden: [JSON] {
        let velden = type.gegevenstype.velden
        let keuzes = velden.map(\.keuzes).max() ?? 1
        let wisselend = velden.filter { $0.keuzes > 1 || $0.verplicht }
        let gegevens =
            [Greep(isVol: false, ronde: 0).object(velden), Greep(isVol: true, ronde: 0).object(velden)]
            + (1..<max(keuzes, 2)).map { Greep(isVol: true, ronde: $0).object(wisselend) }
        var eerder: Set<JSON> = []
        let verschillend = gegevens.filter { eerder.insert($0).inserted }
        return verschillend.enumerated().map { nummer, gegevens in
            nummer == 1 || verschillend.count == 1 ? vol(nummer, gegevens) : kaal(nummer, gegevens)
        }
    }

    private func kaal(_ nummer: Int, _ gegevens: JSON) -> JSON {
        [
            "id": .string(Voorbeeldmaker.id(100 + nummer)),
            "gezinId": .string(Voorbeeldmaker.id(1)),
            "type": .string(type.naam),
            "gebeurdOp": "2014-03-31",
            "vastgelegdOp": "2014-04-01T09:00:00Z",
            "versie": .integer(nummer + 1),
            "positie": .integer(nummer + 10),
            "schemaVersie": .integer(type.gegevenstype.schemaVersie),
            "hash": .string(String(repeating: "0123456789abcdef", count: 4)),
            "gegevens": gegevens,
        ]
    }

    private func vol(_ nummer: Int, _ gegevens: JSON) -> JSON {
        let rol = type.kenmerken.logt.first ?? .beh
        return kaal(nummer, gegevens)
            .met("traject", 1)
            .met("precisie", "maand")
            .met("volgens", ["soort": "document", "wie": "verzonnen verslag"])
            .met("toegevoegdOp", "2015-06-01T12:30:00.123456Z")
            .met("vastgelegdDoor", .string("voorbeeld.\(rol.rawValue)-1"))
            .met("rol", .string(rol.rawValue))
            .met("correlatieId", .string(Voorbeeldmaker.id(2)))
            .met("oorzaakId", .string(Voorbeeldmaker.id(3)))
    }

    fileprivate static func id(_ nummer: Int) -> String {
        UUID(high: 0x7000, low: 0x8000_0000_0000_0000 + UInt64(nummer)).description
    }
}

/// De waarden van een voorbeeld; `ronde` kiest uit elke opsomming de volgende waarde.
private struct Greep {
    let isVol: Bool
    let ronde: Int

    func object(_ velden: [Veldbeschrijving]) -> JSON {
        .object(velden.filter { isVol || $0.verplicht }.map { JSON.Member($0.naam, waarde($0.type, $0)) })
    }

    private func waarde(_ type: Veldtype, _ veld: Veldbeschrijving, _ nummer: Int = 0) -> JSON {
        switch type {
        case .tekst where veld.patroon == nil: .string("verzonnen \(veld.naam): \"é\" \\ regel 1\nregel 2")
        case .dag: .string("2014-0\(1 + (ronde + nummer) % 9)-28")
        case .geheel: .integer((veld.minimum ?? 0) + ronde)
        case .jaNee: .bool(isVol && ronde.isMultiple(of: 2))
        case .actor: .string("voorbeeld.PRO-\(nummer + 1)")
        case .uuid: .string(Voorbeeldmaker.id(200 + nummer))
        case .id(let soort): .string("\(soort.rawValue)_\(nummer + 1)")
        case .verwijzing(let soort): .string("\(soort.rawValue)_\(nummer + 1)")
        case .opsomming(let waarden): .string(waarden[(ronde + nummer) % waarden.count])
        case .lijst(let element): lijst(element, veld)
        case .alleOf(let lijst): isVol && ronde == 0 ? waarde(lijst, veld) : "alle"
        case .object(let velden): object(velden)
        case .vervangendeGegevens: ["reden": "verzonnen reden"]
        case .tekst, .moment, .aanpakverwijzing: Voorbeeld(isVol: false).waarde(veld)
        }
    }

    private func lijst(_ element: Veldtype, _ veld: Veldbeschrijving) -> JSON {
        var lengte = max(veld.minimum ?? 0, isVol ? 2 : 0)
        // All values of a list at once; a round for each is only for a field with one value.
        if case .opsomming(let waarden) = element, isVol { lengte = waarden.count }
        return .array((0..<lengte).map { waarde(element, veld, $0) })
    }
}

extension Veldbeschrijving {
    /// Hoeveel rondes er nodig zijn om elke waarde van dit veld te zien.
    fileprivate var keuzes: Int {
        switch type {
        case .opsomming(let waarden): waarden.count
        case .jaNee, .alleOf: 2
        case .lijst(.opsomming): 1
        default: type.veldenBinnen.map(\.keuzes).max() ?? 1
        }
    }
}
