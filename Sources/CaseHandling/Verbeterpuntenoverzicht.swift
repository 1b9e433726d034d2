public import CivilTime
public import Gezinstraject
public import Toetsingskader
public import WireValues

/// Wat op de stroom van een aanpak over haar beleid is vastgelegd, op volgorde van gebeuren.
struct Beleidsverloop {
    let bevindingen: [BeleidsbevindingVastgelegd]

    /// Het verloop van gebeurtenissen op volgorde van vastleggen: van dezelfde dag telt de laatste het laatst.
    init(_ gebeurtenissen: [(dag: Dag, gegevens: any Gegevens)]) {
        bevindingen = gebeurtenissen.enumerated()
            .sorted { ($0.element.dag, $0.offset) < ($1.element.dag, $1.offset) }
            .compactMap { $0.element.gegevens as? BeleidsbevindingVastgelegd }
    }
}

/// De verbeterpunten van een aanpak met ernaast wat uit casussen blijkt.
public struct Verbeterpuntenoverzicht: Sendable {
    /// De aanpak.
    public let aanpak: Aanpakcode
    /// De twee kolommen.
    public let tabel: Verbeterpuntentabel
    /// De dag van de signalen: het einde van het tweede jaar, of vandaag als dat eerder is.
    public let peildag: Dag
    private let signalen: [Beleidsindicator: Signaal]

    /// Het overzicht van een aanpak.
    ///
    /// - Parameters:
    ///   - aanpak: De code.
    ///   - tabel: De twee kolommen.
    ///   - geschiedenissen: Van elk gezin dat het logboek kent; wie voor een andere aanpak is aangemeld telt niet mee.
    ///     Zonder gezinnen zijn er geen signalen.
    ///   - vandaag: Vandaag.
    ///   - auditor: Of het voor een auditor is; wie dat niet is ziet geen cijfers over te weinig trajecten.
    ///   - kader: Het kader.
    public init(
        aanpak: Aanpakcode,
        _ tabel: Verbeterpuntentabel,
        _ geschiedenissen: [Geschiedenis],
        vandaag: Dag,
        auditor: Bool,
        _ kader: Toetsingskader
    ) {
        self.aanpak = aanpak
        self.tabel = tabel
        peildag = Verbeterpuntenoverzicht.peildag(tabel.tot, vandaag)
        let signalen = Beleidssignalen(geschiedenissen, aanpak: aanpak, peildag: peildag, kader)
        let indicatoren = geschiedenissen.isEmpty ? [] : tabel.rijen.flatMap(\.indicatoren)
        let gevonden = indicatoren.compactMap { signalen.signaal($0) }
        self.signalen = Dictionary(
            gevonden.map { ($0.indicator, auditor ? $0 : $0.afgeschermd) },
            uniquingKeysWith: { eerste, _ in eerste }
        )
    }

    static func peildag(_ jaar: Int, _ vandaag: Dag) -> Dag {
        min(Dag(jaar: jaar, maand: 12, dag: 31) ?? vandaag, vandaag)
    }

    /// De signalen bij de indicatoren van een rij.
    public func signalen(bij rij: Verbeterpuntentabel.Rij) -> [Signaal] {
        rij.indicatoren.compactMap { signalen[$0] }
    }
}

// MARK: - JSON

extension Verbeterpuntenoverzicht {
    /// Het overzicht als JSON (`verbeterpunten --json` en `GET …/verbeterpunten`).
    public var json: JSON {
        [
            "aanpak": .string(aanpak.description),
            "van": .integer(tabel.van),
            "tot": .integer(tabel.tot),
            "peildag": .string(peildag.description),
            "rijen": .array(tabel.rijen.map(json)),
            "nietHertoetst": .array(tabel.nietHertoetst.map { .string($0.rawValue) }),
        ]
    }

    private func json(_ rij: Verbeterpuntentabel.Rij) -> JSON {
        [
            "thema": .string(rij.criterium.thema.naam),
            "criterium": .string(rij.criterium.naam),
            "indicatoren": .array(
                rij.indicatoren.map { ["id": .string($0.rawValue), "titel": .string($0.titel)] }
            ),
            "van": rij.van.json,
            "tot": rij.tot?.json ?? .null,
            "signalen": .array(signalen(bij: rij).map(\.json)),
        ]
    }
}

extension Beleidsbevinding {
    fileprivate var json: JSON {
        ["uitkomst": .string(uitkomst.rawValue), "letOp": JSON(letOp), "tekst": JSON(tekst)]
    }
}

extension Signaal {
    fileprivate var json: JSON {
        [
            "indicator": .string(indicator.rawValue),
            "klasse": .string(indicator.klasse.rawValue),
            "uitleg": JSON(indicator.signaal),
            "cijfers": .array(cijfers.map(\.json)),
        ]
    }
}

extension Signaalcijfer {
    fileprivate var json: JSON {
        .object([JSON.Member("onderwerp", .string(onderwerp))] + leden)
    }

    private var leden: [JSON.Member] {
        switch waarde {
        case nil: [JSON.Member("soort", "afgeschermd")]
        case .aandeel(let aantal, let totaal, let trajecten):
            [
                JSON.Member("soort", "aandeel"), JSON.Member("aantal", .integer(aantal)),
                JSON.Member("van", .integer(totaal)), JSON.Member("trajecten", .integer(trajecten)),
            ]
        case .mediaan(let middelste, let trajecten):
            [
                JSON.Member("soort", "mediaan"), JSON.Member("waarde", middelste.map { .integer($0) } ?? .null),
                JSON.Member("trajecten", .integer(trajecten)),
            ]
        case .verdeling(let delen, let verzwegen, let trajecten):
            [
                JSON.Member("soort", "verdeling"),
                JSON.Member(
                    "delen",
                    .array(delen.map { ["naam": .string($0.naam), "trajecten": .integer($0.trajecten)] })
                ),
                JSON.Member("verzwegen", .integer(verzwegen)), JSON.Member("trajecten", .integer(trajecten)),
            ]
        }
    }
}
