public import CivilTime
public import WireValues

/// Een gebeurtenis zoals iemand haar aanlevert: de envelop van het contract met de gegevens van het type.
public struct Invoer: Sendable {
    /// Waarvan zij is; alleen in een bestand, in HTTP zegt de route het.
    public var stroom: Stroom?
    /// Gekozen door de client; zonder id kiest het programma er een.
    public var id: UUID?
    /// Wat er gebeurde.
    public var gegevens: any Gegevens
    /// De dag waarop het gebeurde.
    public var gebeurdOp: Dag
    /// Het genoemde traject.
    public var traject: Int?
    /// Hoe nauwkeurig de dag bekend is; nil is op de dag.
    public var precisie: Precisie?
    /// Wie of wat de bron is.
    public var volgens: Volgens?
    /// Het moment van vastleggen in het bronsysteem; alleen bij import.
    public var vastgelegdOp: Moment?
    /// Wie vastlegde; alleen bij import.
    public var vastgelegdDoor: Actor?
    /// In welke rol; alleen bij import.
    public var rol: Rol?
    /// Correlatie.
    public var correlatieId: UUID?
    /// De gebeurtenis die deze veroorzaakte.
    public var oorzaakId: UUID?

    /// Het type gebeurtenis.
    public var type: Feittype { Swift.type(of: gegevens).type }

    /// Waar iets wordt aangeleverd, en dus welke velden van de envelop er mogen staan.
    public enum Vorm: Sendable {
        /// In een verzoek om vast te leggen.
        case verzoek
        /// In een verzoek van een beheerder, die ook velden van het bronsysteem mag meegeven.
        case importverzoek
        /// Op een regel van een importbestand, waarin ook mag staan wat een export erbij zette.
        case bestand
        /// Op zo'n regel over een aanpak: die noemt de aanpak in plaats van een gezin.
        case aanpakbestand
        /// Op zo'n regel over een toetsing: die noemt de toetsing.
        case toetsingbestand

        /// De vorm van een regel van een importbestand, naar het veld dat zegt waarvan zij is.
        public static func vanRegel(_ regel: JSON) -> (vorm: Vorm, stroom: Stroomsoort) {
            if regel["aanpak"] != nil { return (.aanpakbestand, .aanpak) }
            return regel["toetsing"] == nil ? (.bestand, .gezin) : (.toetsingbestand, .toetsing)
        }

        /// De velden van de envelop die hier mogen staan, in de volgorde van het contract.
        public var velden: [Veldbeschrijving] {
            switch self {
            case .verzoek: Verzoekkop.velden
            case .importverzoek: Importkop.velden
            case .bestand: Bestandskop.velden
            case .aanpakbestand: Aanpakbestandskop.velden
            case .toetsingbestand: Toetsingbestandskop.velden
            }
        }
    }

    /// Leest een aangeleverde gebeurtenis.
    ///
    /// - Parameters:
    ///   - json: Het object.
    ///   - plaats: Waar het object staat in wat werd aangeleverd.
    ///   - vorm: Welke velden van de envelop er mogen staan.
    ///   - stroom: De soort stroom waarvoor wordt aangeleverd; een type van een andere stroom hoort daar niet.
    /// - Returns: De gebeurtenis.
    /// - Throws: `Invoerfouten` met alle fouten tegelijk.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ vorm: Vorm,
        stroom: Stroomsoort = .gezin
    ) throws(Invoerfouten) -> Invoer {
        var fouten: [Invoerfout] = []
        let kop: Kop?
        switch vorm {
        case .verzoek: kop = Veldlezer.lees(Verzoekkop.self, json, plaats, &fouten)?.kop
        case .importverzoek: kop = Veldlezer.lees(Importkop.self, json, plaats, &fouten)?.kop
        case .bestand: kop = Veldlezer.lees(Bestandskop.self, json, plaats, &fouten)?.kop
        case .aanpakbestand: kop = Veldlezer.lees(Aanpakbestandskop.self, json, plaats, &fouten)?.kop
        case .toetsingbestand: kop = Veldlezer.lees(Toetsingbestandskop.self, json, plaats, &fouten)?.kop
        }
        // Read the payload even when the envelope is wrong, so that all faults come at once.
        let gegevens = leesGegevens(json, plaats, stroom, &fouten)
        guard let kop, let gegevens, fouten.isEmpty else { throw Invoerfouten(fouten) }
        return Invoer(kop, gegevens)
    }

    private static func leesGegevens(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ stroom: Stroomsoort,
        _ fouten: inout [Invoerfout]
    ) -> (any Gegevens)? {
        guard let naam = json["type"]?.string, !naam.isEmpty else { return nil }
        guard let type = Feittype(naam: naam) else {
            fouten.append(
                Invoerfout(plaats.member("type"), .onbekendeWaarde, "Dit type gebeurtenis kent het contract niet.")
            )
            return nil
        }
        guard type.kenmerken.stroom == stroom else {
            fouten.append(
                Invoerfout(plaats.member("type"), .strijdig, "Dit type hoort niet in een stroom \(stroom.rawValue).")
            )
            return nil
        }
        // That it is missing the envelope has said.
        guard let inhoud = json["gegevens"] else { return nil }
        do throws(Invoerfouten) {
            return try type.lees(inhoud, plaats.member("gegevens"))
        } catch {
            fouten += error.fouten
            return nil
        }
    }

    /// Een gebeurtenis die het programma zelf aanlevert.
    public init(_ gegevens: any Gegevens, op dag: Dag) {
        self.gegevens = gegevens
        gebeurdOp = dag
    }

    /// De dagen van de gebeurtenis die na vandaag liggen; niets gebeurt voordat het gebeurd is (G3).
    ///
    /// - Parameters:
    ///   - vandaag: De dag van vastleggen in Nederland.
    ///   - plaats: Waar het object staat in wat werd aangeleverd.
    /// - Returns: Een fout voor `gebeurdOp`, en een voor de nieuwe dag die een correctie draagt.
    public func toekomstfouten(_ vandaag: Dag, _ plaats: JSONPointer) -> [Invoerfout] {
        var fouten: [Invoerfout] = []
        func toets(_ dag: Dag?, _ plaats: JSONPointer) {
            guard let dag, dag > vandaag else { return }
            fouten.append(
                Invoerfout(
                    plaats,
                    .toekomst,
                    "Verwacht is een dag tot en met \(vandaag), de dag van vastleggen (I-0-NIET_IN_TOEKOMST)."
                )
            )
        }
        toets(gebeurdOp, plaats.member("gebeurdOp"))
        let nieuweDag = (gegevens as? RegistratieGecorrigeerd)?.gebeurdOp
        toets(nieuweDag, plaats.member("gegevens").member("gebeurdOp"))
        return fouten
    }

    private init(_ kop: Kop, _ gegevens: any Gegevens) {
        self.gegevens = gegevens
        stroom = kop.stroom
        id = kop.id
        gebeurdOp = kop.gebeurdOp
        traject = kop.traject
        precisie = kop.precisie
        volgens = kop.volgens
        vastgelegdOp = kop.vastgelegdOp
        vastgelegdDoor = kop.vastgelegdDoor
        rol = kop.rol
        correlatieId = kop.correlatieId
        oorzaakId = kop.oorzaakId
    }
}

/// De velden van de envelop die elke vorm kent (`envelop.invoer` in het contract).
private struct Kop {
    var stroom: Stroom?
    var type = ""
    var gebeurdOp = Dag.leeg
    var gegevens = VervangendeGegevens.leeg
    var id: UUID?
    var traject: Int?
    var precisie: Precisie?
    var volgens: Volgens?
    var vastgelegdOp: Moment?
    var vastgelegdDoor: Actor?
    var rol: Rol?
    var correlatieId: UUID?
    var oorzaakId: UUID?

    mutating func kern(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("type", &type, "Een type uit dit bestand")
        bezoeker.verplicht("gebeurdOp", &gebeurdOp, "Dag waarop het gebeurde, Europe/Amsterdam; nooit na vandaag")
        bezoeker.verplicht("gegevens", &gegevens, "De velden van het type; {} als er geen zijn")
        bezoeker.optioneel(
            "id",
            &id,
            "Gekozen door de client (v7 aangeraden); sleutel voor idempotentie"
        )
        bezoeker.optioneel(
            "traject",
            &traject,
            "Trajectnummer; ontbreekt = het laatste traject op die plaats in de geschiedenis (DOMAIN.md)"
        )
        bezoeker.optioneel(
            "precisie",
            &precisie,
            "Nauwkeurigheid van gebeurdOp; ontbreekt = dag; alleen de LET OP DATUM_ONZEKER leest het"
        )
        bezoeker.optioneel("volgens", &volgens, "Wie of wat de bron is")
    }

    mutating func bronsysteem(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("vastgelegdOp", &vastgelegdOp, "RFC 3339 UTC; alleen bij import")
        bezoeker.optioneel(
            "vastgelegdDoor",
            &vastgelegdDoor,
            "Alleen bij import; anders het subject van het token"
        )
        bezoeker.optioneel("rol", &rol, "Alleen bij import; anders de gebruikte rol")
    }

    mutating func samenhang(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("correlatieId", &correlatieId, "Correlatie")
        bezoeker.optioneel("oorzaakId", &oorzaakId, "Id van de veroorzakende gebeurtenis")
    }
}

private struct Verzoekkop: Veldobject {
    var kop = Kop()

    mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        kop.kern(&bezoeker)
        kop.samenhang(&bezoeker)
    }
}

private struct Importkop: Veldobject {
    var kop = Kop()

    mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        kop.kern(&bezoeker)
        kop.bronsysteem(&bezoeker)
        kop.samenhang(&bezoeker)
    }
}

private struct Bestandskop: Veldobject {
    var kop = Kop()
    private var gezinId = UUID.leeg
    private var export = Exportvelden()

    mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("gezinId", &gezinId, "Stroom van het gezin (bij import; in HTTP staat hij in de route)")
        kop.stroom = .gezin(gezinId)
        kop.kern(&bezoeker)
        kop.bronsysteem(&bezoeker)
        kop.samenhang(&bezoeker)
        export.velden(&bezoeker)
    }
}

private struct Aanpakbestandskop: Veldobject {
    var kop = Kop()
    private var aanpak = Aanpakcode.leeg
    private var export = Exportvelden()

    mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("aanpak", &aanpak, "Code van de aanpak (bij import; in HTTP staat zij in de route)")
        kop.stroom = .aanpak(aanpak)
        kop.kern(&bezoeker)
        kop.bronsysteem(&bezoeker)
        kop.samenhang(&bezoeker)
        export.velden(&bezoeker)
    }
}

private struct Toetsingbestandskop: Veldobject {
    var kop = Kop()
    private var toetsing = ToetsingId.leeg
    private var export = Exportvelden()

    mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("toetsing", &toetsing, "Id van de toetsing (bij import; in HTTP staat zij in de route)")
        kop.stroom = .toetsing(toetsing)
        kop.kern(&bezoeker)
        kop.bronsysteem(&bezoeker)
        kop.samenhang(&bezoeker)
        export.velden(&bezoeker)
    }
}

/// What an export adds: checked in form, and given anew by the log that takes the event in.
private struct Exportvelden {
    private var versie: Int?
    private var positie: Int?
    private var schemaVersie: Int?
    private var hash: String?
    private var toegevoegdOp: Moment?

    mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("versie", &versie, minimum: 1, "1, 2, 3 … binnen de stroom")
        bezoeker.optioneel("positie", &positie, minimum: 1, "Globale volgorde")
        bezoeker.optioneel(
            "schemaVersie",
            &schemaVersie,
            minimum: 1,
            "Versie van de gegevens van dit type; nu overal 1"
        )
        bezoeker.optioneel("hash", &hash, patroon: .sha256, "SHA-256, hexadecimaal")
        bezoeker.optioneel("toegevoegdOp", &toegevoegdOp, "Moment waarop het logboek haar opnam")
    }
}
