import CivilTime
import Gezinstraject
import WireValues

@testable import Toetsingskader

/// Toetst wat er van een `ontbreekt` beloofd is, op welke geschiedenis dan ook: ook op een willekeurige.
struct Ontbreektcontrole {
    let kader: Toetsingskader
    let dossier: Dossier
    let peildag: Dag
    let traject: Int
    private let wasGeldig: Bool

    init(_ dossier: Dossier, peildag: Dag, traject: Int? = nil, _ kader: Toetsingskader = Toetsingskader()) {
        let geschiedenis = dossier.geschiedenis(tot: peildag)
        self.kader = kader
        self.dossier = dossier
        self.peildag = peildag
        self.traject = traject ?? geschiedenis.laatsteTraject
        wasGeldig = Geldigheid.schending(in: geschiedenis, kader.profielen) == nil
    }

    /// Het oordeel over een indicator, met wat er ontbreekt; zoals in een toetsing, maar zonder de andere 32.
    func oordeel(_ indicator: Indicatorcode) -> Oordeel {
        let geschiedenis = dossier.geschiedenis(tot: peildag)
        let toetsing = kader.beoordeel(geschiedenis, peildag: peildag, traject: traject)
        let zoeker = kader.herstelzoeker(geschiedenis, peildag: peildag, traject: traject)
        for (gevraagd, oordeel) in zip(Indicator.alle, toetsing.oordelen) where gevraagd.nummer == indicator {
            return oordeel.met(zoeker.ontbreekt(gevraagd, oordeel))
        }
        preconditionFailure("een toetsing heeft elke indicator")
    }

    /// Wat er niet klopt aan wat er ontbreekt, in zinnen; leeg als alles klopt.
    func fouten(_ indicator: Indicatorcode) -> [String] {
        let oordeel = oordeel(indicator)
        let waar = "\(oordeel.indicator.rawValue) \(oordeel.reden?.rawValue ?? "") op \(peildag), traject \(traject)"
        return fouten(oordeel, indicator).map { "\(waar): \($0)" }
    }

    private func fouten(_ oordeel: Oordeel, _ indicator: Indicatorcode) -> [String] {
        switch oordeel.ontbreekt {
        case nil:
            return ["niet berekend"]
        case .niets(let beletsel):
            let isLeeg = oordeel.uitkomst == .voldoet || beletsel.tekst.isEmpty
            let isTeLaat = beletsel.sinds.map { $0 > peildag } ?? false
            return (isLeeg ? ["een beletsel zonder uitleg, of bij een ✓"] : [])
                + (isTeLaat ? ["pas na de peildag"] : [])
        case .gebeurtenissen(let voorstellen) where oordeel.uitkomst == .voldoet:
            return voorstellen.isEmpty ? [] : ["er ontbreekt iets aan een ✓"]
        case .gebeurtenissen(let voorstellen):
            return voorstellen.isEmpty ? ["leeg, en toch geen ✓"] : fouten(voorstellen, indicator)
        }
    }

    private func fouten(_ voorstellen: [Ontbrekend], _ indicator: Indicatorcode) -> [String] {
        let namen = voorstellen.map(\.type.naam).joined(separator: ", ")
        guard helpt(voorstellen, indicator) else { return ["helpt niet: \(namen)"] }
        return delen(voorstellen).filter { helpt($0, indicator) }.prefix(1).map { deel in
            "\(namen): \(deel.map(\.type.naam).joined(separator: ", ")) is genoeg"
        }
    }

    /// Elk deel van een korte lijst; van een lange de lijsten waaruit er een is weggelaten.
    private func delen(_ voorstellen: [Ontbrekend]) -> [[Ontbrekend]] {
        guard voorstellen.count <= 6 else {
            return voorstellen.indices.map { plaats in
                voorstellen.indices.filter { $0 != plaats }.map { voorstellen[$0] }
            }
        }
        return (1..<max(1, (1 << voorstellen.count) - 1)).map { deel in
            voorstellen.indices.filter { deel & (1 << $0) != 0 }.map { voorstellen[$0] }
        }
    }

    /// Of de indicator voldoet als dit op de peildag wordt vastgelegd zoals een gebruiker het zou aanbieden.
    func helpt(_ voorstellen: [Ontbrekend], _ indicator: Indicatorcode) -> Bool {
        guard let geschiedenis = geschiedenis(met: voorstellen) else { return false }
        if wasGeldig, Geldigheid.schending(in: geschiedenis, kader.profielen) != nil { return false }
        let toetsing = kader.beoordeel(geschiedenis, peildag: peildag, traject: traject)
        return toetsing.oordelen.first { $0.indicator == indicator }?.uitkomst == .voldoet
    }

    /// Een of twee gebeurtenissen, uit de alternatieven van alle indicatoren, die de indicator toch laten voldoen.
    func weerlegging(_ indicator: Indicatorcode) -> [Ontbrekend]? {
        guard let gevraagd = Indicator.alle.first(where: { $0.nummer == indicator }) else { return nil }
        let zoeker = kader.herstelzoeker(dossier.geschiedenis(tot: peildag), peildag: peildag, traject: traject)
        var kandidaten: [Ontbrekend] = []
        for code in Indicatorcode.allCases {
            for kandidaat in zoeker.herstel.alternatieven(code).joined().map(Ontbrekend.init)
            where !kandidaten.contains(kandidaat) { kandidaten.append(kandidaat) }
        }
        for (plaats, eerste) in kandidaten.enumerated() {
            if zoeker.helpt([eerste.gegevens], gevraagd) { return [eerste] }
            for tweede in kandidaten[(plaats + 1)...] where zoeker.helpt([eerste, tweede].map(\.gegevens), gevraagd) {
                return [eerste, tweede]
            }
        }
        return nil
    }

    /// De geschiedenis met de voorstellen erin, gelezen uit hun JSON; nil als een veld niet aan het contract voldoet.
    private func geschiedenis(met voorstellen: [Ontbrekend]) -> Geschiedenis? {
        var dossier = dossier
        for (nummer, voorstel) in voorstellen.enumerated() {
            do throws(Invoerfouten) {
                let gegevens = try voorstel.type.lees(voorstel.gegevens.json, .root)
                try dossier.voegToe(
                    Registratie(
                        id: UUID(high: 0xabc, low: UInt64(nummer)),
                        versie: dossier.versie + 1,
                        gegevens: gegevens,
                        gebeurdOp: peildag,
                        traject: voorstel.type.kenmerken.bereik == .traject ? traject : nil,
                        vastgelegdOp: Moment(eindeVan: peildag)
                    )
                )
            } catch {
                return nil
            }
        }
        return dossier.geschiedenis(tot: peildag)
    }
}
