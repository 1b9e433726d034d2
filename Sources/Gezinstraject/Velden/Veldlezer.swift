public import WireValues

/// Leest een object uit JSON: precies de velden van het contract, elk met de juiste waarde.
///
/// De lezer stopt niet bij de eerste fout: wie iets aanlevert krijgt alle fouten tegelijk.
public struct Veldlezer: Veldbezoeker {
    private let leden: [JSON.Member]
    private let plaats: JSONPointer
    private var bekend: [String] = []
    private var fouten: [Invoerfout] = []

    private init(_ leden: [JSON.Member], _ plaats: JSONPointer) {
        self.leden = leden
        self.plaats = plaats
    }

    /// Het object dat `json` voorstelt, of nil met de fouten in `fouten`.
    public static func lees<Object: Veldobject>(
        _ type: Object.Type,
        _ json: JSON,
        _ plaats: JSONPointer,
        _ fouten: inout [Invoerfout]
    ) -> Object? {
        guard case .object(let leden) = json else {
            fouten.append(.type(plaats, verwacht: "een object", gekregen: json))
            return nil
        }
        var object = Object()
        var lezer = Veldlezer(leden, plaats)
        object.velden(&lezer)
        lezer.weigerOnbekendeVelden()
        fouten += lezer.fouten
        return lezer.fouten.isEmpty ? object : nil
    }

    /// Leest een verplicht veld.
    public mutating func verplicht<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde) {
        guard let json = lid(kop) else {
            fouten.append(Invoerfout(plaats.member(kop.naam), .ontbreekt, "Dit veld is verplicht."))
            return
        }
        if let gelezen = Waarde.lees(json, plaats.member(kop.naam), kop, &fouten) { waarde = gelezen }
    }

    /// Leest een veld dat mag ontbreken; null is geen ontbreken.
    public mutating func optioneel<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde?) {
        guard let json = lid(kop) else { return }
        waarde = Waarde.lees(json, plaats.member(kop.naam), kop, &fouten)
    }

    private mutating func lid(_ kop: Veldkop) -> JSON? {
        bekend.append(kop.naam)
        return leden.first { $0.key == kop.naam }?.value
    }

    private mutating func weigerOnbekendeVelden() {
        for lid in leden where !bekend.contains(lid.key) {
            let velden = bekend.isEmpty ? "geen velden" : bekend.joined(separator: ", ")
            fouten.append(
                Invoerfout(plaats.member(lid.key), .onbekendVeld, "Dit veld is niet bekend; hier mogen: \(velden).")
            )
        }
    }
}

/// Schrijft een object als JSON, met de velden in de volgorde van het contract.
struct Veldschrijver: Veldbezoeker {
    private(set) var leden: [JSON.Member] = []

    mutating func verplicht<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde) {
        leden.append(JSON.Member(kop.naam, waarde.json))
    }

    mutating func optioneel<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde?) {
        if let waarde { leden.append(JSON.Member(kop.naam, waarde.json)) }
    }
}

extension Veldobject {
    /// Het object als JSON; velden die ontbreken staan er niet in.
    public var json: JSON {
        var schrijver = Veldschrijver()
        var zelf = self
        zelf.velden(&schrijver)
        return .object(schrijver.leden)
    }

    /// De lokale id's die het object invoert en waarnaar het verwijst.
    public var ids: Idverzamelaar {
        var verzamelaar = Idverzamelaar()
        var zelf = self
        zelf.velden(&verzamelaar)
        return verzamelaar
    }

    /// De velden, zoals het contract ze beschrijft.
    public static var velden: [Veldbeschrijving] {
        var beschrijver = Veldbeschrijver()
        var leeg = Self()
        leeg.velden(&beschrijver)
        return beschrijver.velden
    }
}

/// Verzamelt de lokale id's van een object.
public struct Idverzamelaar: Veldbezoeker {
    /// Een id van een soort.
    public struct Gevonden: Hashable, Sendable {
        /// De soort.
        public let soort: Idsoort
        /// De id.
        public let tekst: String
    }

    /// Id's die het object invoert.
    public private(set) var nieuw: [Gevonden] = []
    /// Id's waarnaar het object verwijst.
    public private(set) var verwijzingen: [Gevonden] = []

    mutating func meld(_ soort: Idsoort, _ tekst: String, introduceert: Bool) {
        if introduceert {
            nieuw.append(Gevonden(soort: soort, tekst: tekst))
        } else {
            verwijzingen.append(Gevonden(soort: soort, tekst: tekst))
        }
    }

    /// Een veld met mogelijk id's.
    public mutating func verplicht<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde) {
        waarde.meldIds(kop, aan: &self)
    }

    /// Een veld met mogelijk id's.
    public mutating func optioneel<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde?) {
        waarde?.meldIds(kop, aan: &self)
    }
}

/// Een veld zoals het contract het beschrijft.
public struct Veldbeschrijving: Hashable, Sendable {
    /// De naam in JSON.
    public let naam: String
    /// Het veldtype.
    public let type: Veldtype
    /// Of het veld er moet zijn.
    public let verplicht: Bool
    /// Hoe het is opgeslagen.
    public let privacy: Privacy
    /// De kleinste waarde, of het kleinste aantal.
    public let minimum: Int?
    /// De vorm van een tekst.
    public let patroon: Patroon?
    /// Uitleg in het Nederlands.
    public let uitleg: String
}

/// Beschrijft de velden van een type.
struct Veldbeschrijver: Veldbezoeker {
    private(set) var velden: [Veldbeschrijving] = []

    mutating func verplicht<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde) {
        beschrijf(kop, Waarde.veldtype, verplicht: true)
    }

    mutating func optioneel<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde?) {
        beschrijf(kop, Waarde.veldtype, verplicht: false)
    }

    private mutating func beschrijf(_ kop: Veldkop, _ type: Veldtype, verplicht: Bool) {
        let eigenType: Veldtype
        if kop.introduceert, case .verwijzing(let soort) = type { eigenType = .id(soort) } else { eigenType = type }
        velden.append(
            Veldbeschrijving(
                naam: kop.naam,
                type: eigenType,
                verplicht: verplicht,
                privacy: kop.privacy,
                minimum: kop.minimum,
                patroon: kop.patroon,
                uitleg: kop.uitleg
            )
        )
    }
}
