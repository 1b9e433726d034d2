import CaseHandling
import Gezinstraject
import Hummingbird

/// The pages that are not about one family, in groups.
enum Navigation {
    private typealias Item = (adres: String, naam: String)

    /// The groups that a role has something in.
    static func groups(_ visit: Visit) -> [PageFrame.Group] {
        let user = visit.user
        var groups: [(naam: String, code: String, items: [Item])] = []
        if user.magDossierLezen {
            let own = user.heeftEigenGezinnen ? [item(.mijnDag)] : []
            let open = [item(.werkvoorraad), item(.aanmeldingen), item(.planTeLaat), item(.stagnatie)]
            let rest: [Item] = [("/stilte", "Stilte"), ("/mdo-agenda", "MDO-agenda"), item(.nazorg)]
            groups.append(("Werk", "werk", own + open + rest))
            groups.append(("Team", "team", [("/caseload", "Caseload en overdracht")]))
        }
        let samples: [Item] = user.magToetsingLezen ? [("/toetsingen", "Toetsingen")] : []
        groups.append(("Gemeente", "gemeente", [("/aanpakken", "Aanpak-overzicht")] + samples))
        var gezinnen: [Item] = user.magDossierLezen ? [] : [("/", "Gezin openen")]
        if user.rol(voor: .gezinGeregistreerd) != nil { gezinnen.append(("/gezinnen/nieuw", "Gezin registreren")) }
        groups.append(("Gezinnen", "gezinnen", gezinnen))
        return groups.filter { !$0.items.isEmpty }.map { group in
            PageFrame.Group(
                groep: group.naam,
                code: group.code,
                links: group.items.map {
                    PageFrame.Link(adres: $0.adres, naam: $0.naam, hier: $0.adres == visit.request.uri.path)
                }
            )
        }
    }

    private static func item(_ lijst: Werklijst) -> Item { (lijst.pad, lijst.titel) }
}

extension Gebruiker {
    /// Goes about gezinnen of his own.
    var heeftEigenGezinnen: Bool { rollen.contains(.procesmanager) || rollen.contains(.casemanager) }
}
