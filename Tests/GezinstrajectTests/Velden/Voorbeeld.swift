import WireValues

@testable import Gezinstraject

/// Maakt uit de beschrijving van een veld waarden die wel en niet mogen.
struct Voorbeeld {
    /// Alle velden gevuld, of alleen de verplichte met zo weinig mogelijk.
    let isVol: Bool

    func gegevens(_ velden: [Veldbeschrijving]) -> JSON {
        .object(velden.filter { isVol || $0.verplicht }.map { JSON.Member($0.naam, waarde($0)) })
    }

    func waarde(_ veld: Veldbeschrijving) -> JSON { waarde(veld.type, veld, 0) }

    private func waarde(_ type: Veldtype, _ veld: Veldbeschrijving, _ nummer: Int) -> JSON {
        switch type {
        case .tekst: tekst(veld.patroon)
        case .dag: "2014-03-31"
        case .moment: "2014-03-31T09:00:00Z"
        case .geheel: .integer((veld.minimum ?? 0) + (isVol ? 1 : 0))
        case .jaNee: .bool(isVol)
        case .actor: .string("PM\(nummer)")
        case .uuid: .string(UUID(high: 7, low: UInt64(nummer)).description)
        case .id, .verwijzing: .string("id_\(nummer)-A")
        case .aanpakverwijzing: "delft-team-jeugd"
        case .opsomming(let waarden): .string(waarden[(isVol ? waarden.count - 1 : 0) - (isVol ? nummer : -nummer)])
        case .lijst(let element):
            .array((0..<max(veld.minimum ?? 0, isVol ? 2 : 0)).map { waarde(element, veld, $0) })
        case .alleOf(let lijst): isVol ? waarde(lijst, veld, 0) : "alle"
        case .object(let velden): gegevens(velden)
        case .vervangendeGegevens: .object([])
        }
    }

    private func tekst(_ patroon: Patroon?) -> JSON {
        switch patroon {
        case .gemeente: "GM0935"
        case .aanpakcode: "delft-team-jeugd"
        case .sha256: .string(String(repeating: "0a", count: 32))
        case nil: .string(isVol ? String(repeating: "é", count: 2000) : "a")
        }
    }
}

/// Een waarde die een veld niet mag hebben, met de fout die daarop hoort te volgen.
struct Misslag {
    /// De hele nieuwe waarde van het veld; nil als het veld weg is.
    let waarde: JSON?
    /// De plaats van de fout, gezien vanaf het veld.
    let plaats: String
    let code: Invoerfout.Code

    /// Staat in elke onjuiste tekst, en mag in geen enkele fouttekst staan.
    static let geheim = "Geheim Geval"

    private init(_ waarde: JSON?, _ code: Invoerfout.Code, _ plaats: String = "") {
        self.waarde = waarde
        self.code = code
        self.plaats = plaats
    }

    static func alle(voor veld: Veldbeschrijving) -> [Misslag] {
        let ontbreekt = veld.verplicht ? [Misslag(nil, .ontbreekt)] : []
        return ontbreekt + van(veld.type, veld)
    }

    private static func van(_ type: Veldtype, _ veld: Veldbeschrijving) -> [Misslag] {
        [Misslag(JSON.null, .verkeerdType), Misslag(verkeerd(type), .verkeerdType)] + eigen(type, veld)
    }

    private static func verkeerd(_ type: Veldtype) -> JSON {
        switch type {
        case .geheel, .jaNee, .lijst, .object, .vervangendeGegevens: .string(geheim)
        default: 7
        }
    }

    private static func eigen(_ type: Veldtype, _ veld: Veldbeschrijving) -> [Misslag] {
        switch type {
        case .tekst:
            let teLang = JSON.string(String(repeating: geheim, count: 167))
            return [Misslag("", .teKlein), Misslag(teLang, .teGroot)]
                + (veld.patroon == nil ? [] : [Misslag(.string(geheim), .vorm)])
        case .dag:
            return ["2014-02-29", "31-03-2014", "2014-3-31", .string(geheim)].map { Misslag($0, .datum) }
        case .moment:
            return ["2014-03-31", .string(geheim)].map { Misslag($0, .datum) }
        case .geheel:
            return veld.minimum.map { [Misslag(.integer($0 - 1), .teKlein)] } ?? []
        case .actor, .id, .verwijzing, .aanpakverwijzing:
            let teLang = JSON.string(String(repeating: "a", count: 65))
            return [Misslag("", .vorm), Misslag(.string(geheim), .vorm), Misslag(teLang, .vorm)]
        case .uuid:
            return [Misslag("0190A000-0000-7000-8000-000000000001", .vorm), Misslag(.string(geheim), .vorm)]
        case .opsomming:
            return [Misslag(.string(geheim), .onbekendeWaarde), Misslag("", .onbekendeWaarde)]
        case .jaNee, .vervangendeGegevens:
            return []
        case .lijst(let element):
            return inLijst(element, veld)
        case .alleOf(.lijst(let element)):
            return [Misslag(.string(geheim), .onbekendeWaarde)] + inLijst(element, veld)
        case .alleOf:
            return []
        case .object(let velden):
            return inObject(velden)
        }
    }

    private static func inLijst(_ element: Veldtype, _ veld: Veldbeschrijving) -> [Misslag] {
        guard case .array(let goed) = Voorbeeld(isVol: true).waarde(veld) else { return [] }
        var misslagen = van(element, veld.vanElement).map { misslag in
            Misslag(.array([goed[0], misslag.waarde ?? .null]), misslag.code, "/1" + misslag.plaats)
        }
        if let minimum = veld.minimum { misslagen.append(Misslag(.array(Array(goed.prefix(minimum - 1))), .teKlein)) }
        switch element {
        case .id, .verwijzing, .opsomming:
            misslagen.append(Misslag(.array([goed[0], goed[1], goed[0]]), .dubbel, "/2"))
        default: break
        }
        return misslagen.filter { misslag in
            // Too short for its own reason: the element is not reached.
            veld.minimum.map { (misslag.waarde?.array?.count ?? 2) >= $0 || misslag.code == .teKlein } ?? true
        }
    }

    private static func inObject(_ velden: [Veldbeschrijving]) -> [Misslag] {
        let goed = Voorbeeld(isVol: true).gegevens(velden)
        let onbekend = Misslag(goed.met("onbekend", .string(geheim)), .onbekendVeld, "/onbekend")
        return [onbekend]
            + velden.flatMap { veld in
                alle(voor: veld).map { misslag in
                    Misslag(goed.met(veld.naam, misslag.waarde), misslag.code, "/" + veld.naam + misslag.plaats)
                }
            }
    }
}

extension Veldbeschrijving {
    /// Het veld zonder het minimum, dat van de lijst is en niet van haar elementen.
    fileprivate var vanElement: Veldbeschrijving {
        Veldbeschrijving(
            naam: naam,
            type: type,
            verplicht: verplicht,
            privacy: privacy,
            minimum: nil,
            patroon: patroon,
            uitleg: uitleg
        )
    }
}

extension JSON {
    /// Hetzelfde object met een andere waarde voor een lid, of zonder dat lid.
    func met(_ naam: String, _ waarde: JSON?) -> JSON {
        guard case .object(var leden) = self else { return self }
        if let plaats = leden.firstIndex(where: { $0.key == naam }) {
            if let waarde { leden[plaats].value = waarde } else { leden.remove(at: plaats) }
        } else if let waarde {
            leden.append(Member(naam, waarde))
        }
        return .object(leden)
    }
}
