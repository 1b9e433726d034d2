import Foundation
import Gezinstraject
import Testing
import WireValues

@Suite("Wat in Schema/Events staat blijft leesbaar", .serialized)
struct SchemaTests {
    private func schema(_ type: Feittype) throws -> JSON {
        try JSONReader.read(
            try Voorbeeldbestand.tekst(Voorbeeldbestand.schemanaam(type, type.gegevenstype.schemaVersie))
        )
    }

    /// De waarde die de code leest, geschreven zoals zij bewaard wordt; nil als de code haar weigert.
    private func gelezen(_ gegevens: JSON, _ type: Feittype) -> String? {
        do throws(Invoerfouten) {
            return try type.lees(gegevens, .root).json.canonicalText
        } catch {
            return nil
        }
    }

    @Test(arguments: Feittype.allCases)
    func `elk schema volgt uit de velden van het type`(type: Feittype) throws {
        let versie = type.gegevenstype.schemaVersie
        let tekst = JSONSchema.gegevens(type).opgemaakt() + "\n"
        if Voorbeeldbestand.moetSchrijven {
            try Voorbeeldbestand.schrijf(tekst, Voorbeeldbestand.schemanaam(type, versie))
        }
        // Not the texts themselves: what is not equal would be printed whole.
        let isGelijk = try Voorbeeldbestand.tekst(Voorbeeldbestand.schemanaam(type, versie)) == tekst
        #expect(isGelijk, "\(type.naam): schrijf de schema's opnieuw, of verhoog schemaVersie (CONTRIBUTING.md)")
    }

    @Test func `het schema van de envelop volgt uit haar vormen`() throws {
        let tekst = JSONSchema.envelop.opgemaakt() + "\n"
        if Voorbeeldbestand.moetSchrijven { try Voorbeeldbestand.schrijf(tekst, Voorbeeldbestand.envelopnaam) }
        let isGelijk = try Voorbeeldbestand.tekst(Voorbeeldbestand.envelopnaam) == tekst
        #expect(isGelijk)
    }

    @Test(arguments: Feittype.allCases)
    func `elke versie van elk type heeft voorbeelden, met en zonder wat mag ontbreken`(type: Feittype) throws {
        for versie in type.versies {
            let naam = Voorbeeldbestand.naam(type, versie)
            let plaats = Voorbeeldbestand.map.appending(path: naam)
            if Voorbeeldbestand.moetSchrijven, !FileManager.default.fileExists(atPath: plaats.path) {
                try Voorbeeldbestand.schrijf(Voorbeeldbestand.tekst(van: Voorbeeldmaker(type: type).voorbeelden), naam)
            }
            let voorbeelden = try Voorbeeldbestand.voorbeelden(type, versie: versie)
            #expect(
                voorbeelden.allSatisfy { $0["type"]?.string == type.naam && $0["schemaVersie"] == .integer(versie) }
            )
            guard versie == type.gegevenstype.schemaVersie else { continue }
            let velden = voorbeelden.map { Set($0["gegevens"]?.leden?.map(\.key) ?? []) }
            let alle = type.gegevenstype.velden
            #expect(velden.contains(Set(alle.map(\.naam))), "\(naam) mist een voorbeeld met alle velden")
            #expect(velden.contains(Set(alle.filter(\.verplicht).map(\.naam))), "\(naam) mist een kaal voorbeeld")
        }
    }

    @Test(arguments: Feittype.allCases)
    func `elke waarde van elke opsomming staat in een voorbeeld`(type: Feittype) throws {
        let voorbeelden = try Voorbeeldbestand.voorbeelden(type, versie: type.gegevenstype.schemaVersie)
        let gezien = voorbeelden.flatMap { $0["gegevens"]?.teksten(onder: "") ?? [] }
        for veld in Contract.Veld.van(type.gegevenstype.velden) {
            let waarden = veld.type.waarden.filter { !gezien.contains("\(veld.pad)=\($0)") }
            #expect(waarden.isEmpty, "\(type.naam).\(veld.pad)")
        }
    }

    @Test(arguments: Feittype.allCases)
    func `elk voorbeeld wordt gelezen en tot op de byte hetzelfde geschreven`(type: Feittype) throws {
        let bestand = try Voorbeeldbestand.tekst(Voorbeeldbestand.naam(type, type.gegevenstype.schemaVersie))
        let voorbeelden = try Voorbeeldbestand.voorbeelden(type, versie: type.gegevenstype.schemaVersie)
        #expect(!voorbeelden.isEmpty)
        let geschreven = try voorbeelden.map { voorbeeld in
            let invoer = try Invoer.lees(voorbeeld, .root, .bestand, stroom: type.kenmerken.stroom)
            #expect(invoer.type == type)
            return voorbeeld.met(invoer)
        }
        let isGelijk = Voorbeeldbestand.tekst(van: geschreven) == bestand
        #expect(isGelijk, "\(type.naam)")
    }

    @Test(arguments: Feittype.allCases)
    func `elk voorbeeld voldoet aan het schema van zijn gegevens en van de envelop`(type: Feittype) throws {
        let schema = try schema(type)
        let envelop = try JSONReader.read(try Voorbeeldbestand.tekst(Voorbeeldbestand.envelopnaam))
        let regel = try #require(envelop["$defs"]?["bestand"])
        for voorbeeld in try Voorbeeldbestand.voorbeelden(type, versie: type.gegevenstype.schemaVersie) {
            #expect(try Schemacontrole.past(try #require(voorbeeld["gegevens"]), bij: schema))
            #expect(try Schemacontrole.past(voorbeeld, bij: regel))
        }
    }

    @Test(arguments: Feittype.allCases)
    func `wat het schema weigert weigert de code, en andersom`(type: Feittype) throws {
        let schema = try schema(type)
        let alle = Set(type.gegevenstype.velden.map(\.naam))
        let gegevens = try Voorbeeldbestand.voorbeelden(type, versie: type.gegevenstype.schemaVersie)
            .compactMap { $0["gegevens"] }
        let vol = try #require(gegevens.first { Set($0.leden?.map(\.key) ?? []) == alle })
        var fout = [vol.met("onbekend", "verzonnen"), .null, "verzonnen", [], 7]
        for veld in type.gegevenstype.velden {
            fout += Misslag.alle(voor: veld).map { vol.met(veld.naam, $0.waarde) }
        }
        for waarde in fout {
            #expect(gelezen(waarde, type) == nil)
            #expect(try !Schemacontrole.past(waarde, bij: schema), "\(type.naam)")
        }
        for veld in type.gegevenstype.velden where !veld.verplicht {
            let zonder = vol.met(veld.naam, nil)
            #expect(gelezen(zonder, type) != nil)
            #expect(try Schemacontrole.past(zonder, bij: schema), "\(type.naam) zonder \(veld.naam)")
        }
    }

    @Test(arguments: Invoer.Vorm.metNaam)
    func `wat het schema van de envelop weigert weigert de code, en andersom`(
        _ naam: String,
        _ vorm: Invoer.Vorm
    ) throws {
        let envelop = try JSONReader.read(try Voorbeeldbestand.tekst(Voorbeeldbestand.envelopnaam))
        let schema = try #require(envelop["$defs"]?[naam])
        let bekend = Set(vorm.velden.map(\.naam))
        let vol = try #require(
            try Voorbeeldbestand.voorbeelden(.gezinGeregistreerd, versie: 1).first { $0["traject"] != nil }
        )
        let goed = JSON.object((vol.leden ?? []).filter { bekend.contains($0.key) })
        var gevallen = [goed, goed.met("onbekend", 1), goed.met("type", "Verzonnen"), [], .null]
        for veld in vorm.velden {
            gevallen.append(goed.met(veld.naam, nil))
            gevallen += Misslag.alle(voor: veld).map { goed.met(veld.naam, $0.waarde) }
        }
        for geval in gevallen {
            let isGelezen = (try? Invoer.lees(geval, .root, vorm)) != nil
            #expect(try Schemacontrole.past(geval, bij: schema) == isGelezen, "\(naam): \(geval.text)")
        }
        #expect(try Schemacontrole.past(goed, bij: schema))
    }

    @Test func `er staat geen bestand dat bij geen type hoort`() throws {
        let verwacht = Feittype.allCases.flatMap { type in
            type.versies.flatMap { [Voorbeeldbestand.naam(type, $0), Voorbeeldbestand.schemanaam(type, $0)] }
        }
        let bestanden = try FileManager.default.contentsOfDirectory(atPath: Voorbeeldbestand.map.path)
        #expect(
            Set(bestanden).symmetricDifference(verwacht + [Voorbeeldbestand.envelopnaam, Voorbeeldbestand.hashlijst])
                .sorted() == []
        )
    }
}

extension Invoer.Vorm {
    fileprivate static let metNaam: [(String, Invoer.Vorm)] = [
        ("verzoek", .verzoek), ("importverzoek", .importverzoek), ("bestand", .bestand),
    ]
}

extension Veldtype {
    /// De waarden van de opsomming waaruit dit veld kiest; leeg als het niet uit een lijst kiest.
    var waarden: [String] {
        switch self {
        case .opsomming(let waarden): waarden
        case .lijst(let element), .alleOf(let element): element.waarden
        default: []
        }
    }
}

extension JSON {
    /// Elke tekst met het pad van velden daarheen, zonder plaats in een lijst.
    fileprivate func teksten(onder pad: String) -> [String] {
        switch self {
        case .string(let tekst): ["\(pad)=\(tekst)"]
        case .array(let elementen): elementen.flatMap { $0.teksten(onder: pad) }
        case .object(let leden): leden.flatMap { $0.value.teksten(onder: pad.isEmpty ? $0.key : "\(pad).\($0.key)") }
        default: []
        }
    }

    /// Dezelfde gebeurtenis, met alles wat de code las geschreven uit wat zij las.
    fileprivate func met(_ invoer: Invoer) -> JSON {
        met("gezinId", invoer.stroom?.veld.value)
            .met("id", invoer.id?.json)
            .met("type", .string(invoer.type.naam))
            .met("gebeurdOp", invoer.gebeurdOp.json)
            .met("gegevens", invoer.gegevens.json)
            .met("traject", invoer.traject?.json)
            .met("precisie", invoer.precisie?.json)
            .met("volgens", invoer.volgens?.json)
            .met("vastgelegdOp", invoer.vastgelegdOp?.json)
            .met("vastgelegdDoor", invoer.vastgelegdDoor?.json)
            .met("rol", invoer.rol?.json)
            .met("correlatieId", invoer.correlatieId?.json)
            .met("oorzaakId", invoer.oorzaakId?.json)
    }
}
