import CivilTime
import Gezinstraject

/// Een gezinslid zoals het op de peildag bekend is.
struct Gezinslid: Sendable {
    /// De lokale id.
    let id: GezinslidId
    /// De dag waarop het lid in het dossier kwam.
    let toegevoegd: Dag
    /// De plaats waar het lid in de geschiedenis kwam.
    let plaats: Int
    /// De plaats in het gezin.
    var rol: Gezinsrol
    /// De geboortedag, als die bekend is.
    var geboren: Dag?
    /// Heeft gezag over de kinderen; nil als dat niet bekend is.
    var gezagsdrager: Bool?
    /// Hoort nog bij het gezin; een uit huis geplaatst kind blijft gezinslid.
    var isHuidig = true
}

extension Casus {
    /// Alle gezinsleden, ook die vertrokken zijn, in de volgorde waarin zij in het dossier kwamen.
    var alleGezinsleden: [Gezinslid] {
        var leden = alle(GezinslidToegevoegd.self).map { feit in
            Gezinslid(
                id: feit.id,
                toegevoegd: feit.dag,
                plaats: feit.plaats,
                rol: feit.rol,
                geboren: feit.geboren,
                gezagsdrager: feit.gezagsdrager
            )
        }
        func wijzig(_ id: GezinslidId, _ wijziging: (inout Gezinslid) -> Void) {
            for nummer in leden.indices where leden[nummer].id == id { wijziging(&leden[nummer]) }
        }
        for feit in alle(GezinslidGewijzigd.self) {
            wijzig(feit.gezinslid) { lid in
                lid.rol = feit.rol ?? lid.rol
                lid.geboren = feit.geboren ?? lid.geboren
                lid.gezagsdrager = feit.gezagsdrager ?? lid.gezagsdrager
            }
        }
        for feit in alle(GezinslidVertrokken.self) where feit.reden != .uithuisgeplaatst {
            wijzig(feit.gezinslid) { $0.isHuidig = false }
        }
        return leden
    }

    /// De leden die nog bij het gezin horen.
    var huidigeLeden: [Gezinslid] { alleGezinsleden.filter { $0.isHuidig } }

    /// De jongeren op een dag: huidige kinderen met een bekende geboortedag, van twaalf of ouder (van ons).
    func jongeren(op dag: Dag) -> [Gezinslid] {
        huidigeLeden.filter { lid in
            guard lid.rol == .kind, let geboren = lid.geboren else { return false }
            return geboren + normen.jongerenleeftijd <= dag
        }
    }

    /// Of niet alle jongeren van die dag bij de deelnemers staan; zonder deelnemers is het niet bekend.
    func mistJongeren(_ deelnemers: [GezinslidId]?, op dag: Dag) -> Bool {
        guard let deelnemers else { return false }
        return jongeren(op: dag).contains { !deelnemers.contains($0.id) }
    }
}
