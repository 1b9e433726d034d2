public import CivilTime
public import Gezinstraject
public import Toetsingskader
public import WireValues

extension Aanpakdossier {
    /// Welke aanpak het is, en vanaf wanneer de versie geldt die op een dag geldt.
    public func kort(op dag: Dag) -> JSON { .object(leden(beschrijving.versie(op: dag))) }

    /// De aanpak zoals zij op de peildag is: het profiel, elke norm met waar zij vandaan komt, en de versies die er zijn.
    public func json(_ peiling: Peiling, _ normen: GedateerdeNormen) -> JSON {
        let versie = beschrijving.versie(op: peiling.peildag)
        let gebeurtenis = versie.gebeurtenis(code, gemeente: beschrijving.gemeente)
        return .object(
            leden(versie) + [
                JSON.Member("peildag", .string(peiling.peildag.description)),
                JSON.Member("bekendOp", JSON(peiling.bekendOp?.description)),
                JSON.Member("profiel", gebeurtenis.json),
                JSON.Member("normen", .array(normenlijst(versie, normen.op(peiling.peildag), peiling.peildag))),
                JSON.Member("versies", .array(beschrijving.versies.map { .object(leden($0)) })),
            ]
        )
    }

    private func leden(_ versie: Aanpakversie) -> [JSON.Member] {
        let volgende = beschrijving.versies.first { $0.geldigVanaf > versie.geldigVanaf }
        return [
            JSON.Member("code", .string(code.description)),
            JSON.Member("naam", .string(versie.naam)),
            JSON.Member("gemeente", .string(beschrijving.gemeente)),
            JSON.Member("geldigVanaf", .string(versie.geldigVanaf.description)),
            JSON.Member("geldigTot", JSON(volgende?.geldigVanaf.plus(dagen: -1).description)),
            JSON.Member("herkomst", vastgesteld.contains(versie) ? "vastgesteld" : "ingebouwd"),
        ]
    }

    private func normenlijst(_ versie: Aanpakversie, _ kader: Normen, _ dag: Dag) -> [JSON] {
        let geldend = kader.met(versie.profiel(code), op: dag)
        return Normnaam.allCases.map { naam in
            let eigen = versie.normen.first { $0.naam == naam && ($0.vanaf ?? dag) <= dag }
            return [
                "naam": .string(naam.rawValue),
                "waarde": .string(geldend.waarde(naam).tekst),
                "van": eigen == nil ? "kader" : "aanpak",
                "vanaf": JSON(eigen?.vanaf?.description),
                "bron": JSON(eigen == nil ? nil : versie.bronnen[.norm(naam)]),
            ]
        }
    }
}
