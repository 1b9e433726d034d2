import WireValues

extension Feit {
    /// Waar in de gebeurtenis een lokale id staat: het eerste veld dat haar invoert, of ernaar verwijst.
    ///
    /// Alleen voor wie een fout moet vinden; de invarianten zelf zoeken niet naar velden.
    func plaats(van id: Idverzamelaar.Gevonden, alsNieuw: Bool) -> JSONPointer? {
        let velden = Veldtype.object(type.gegevenstype.velden)
        return velden.plaats(van: id, alsNieuw, in: gegevens.json, .root.member("gegevens"))
    }
}

extension Veldtype {
    fileprivate func plaats(
        van id: Idverzamelaar.Gevonden,
        _ alsNieuw: Bool,
        in json: JSON,
        _ hier: JSONPointer
    ) -> JSONPointer? {
        switch self {
        case .id(let soort): alsNieuw && soort == id.soort && json.string == id.tekst ? hier : nil
        case .verwijzing(let soort): !alsNieuw && soort == id.soort && json.string == id.tekst ? hier : nil
        case .lijst(let element), .alleOf(let element):
            (json.array ?? []).enumerated().lazy.compactMap { nummer, waarde in
                element.plaats(van: id, alsNieuw, in: waarde, hier.element(nummer))
            }
            .first
        case .object(let velden):
            velden.lazy.compactMap { veld in
                json[veld.naam].flatMap { veld.type.plaats(van: id, alsNieuw, in: $0, hier.member(veld.naam)) }
            }
            .first
        case .tekst, .dag, .moment, .geheel, .jaNee, .actor, .uuid, .aanpakverwijzing, .opsomming,
            .vervangendeGegevens:
            nil
        }
    }
}

extension JSONPointer {
    /// De naam van het veld voor mensen: zonder de gegevens waar het in staat en zonder volgnummers.
    var veldnaam: String {
        description.split(separator: "/").dropFirst().filter { Int($0) == nil }.joined(separator: ".")
    }
}
