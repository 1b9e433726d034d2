import CivilTime
import Gezinstraject

extension Casus {
    /// De kanttekeningen over het vastleggen van de dag die een ✓ bepaalt (INDICATORS §1.3, "recording of the day").
    func vastleggingskanttekeningen(_ feit: Feit, deadline: Dag?) -> Set<LetOp> {
        guard let deadline else { return [] }
        var kanttekeningen: Set<LetOp> = []
        if isLaatVastgelegd(feit, deadline: deadline) { kanttekeningen.insert(.laatVastgelegd) }
        if isDatumOnzeker(feit, deadline: deadline) { kanttekeningen.insert(.datumOnzeker) }
        return kanttekeningen
    }

    /// Op tijd gebeurd, maar pas na de termijn en meer dan een maand later vastgelegd; niet van voor het dossier.
    private func isLaatVastgelegd(_ feit: Feit, deadline: Dag) -> Bool {
        if let dossierVanaf, feit.dag < dossierVanaf { return false }
        let vastgelegd = feit.laatstVastgelegdOp.dagUTC
        return feit.dag <= deadline && vastgelegd > deadline && vastgelegd > feit.dag.plus(maanden: 1)
    }

    /// De dag is niet precies bekend, en de termijn valt in hetzelfde tijdvak, op de laatste dag daarvan na.
    func isDatumOnzeker(_ feit: Feit, deadline: Dag) -> Bool {
        let einde: (Dag) -> Dag
        switch feit.precisie {
        case .dag: return false
        case .week: einde = \.eindeVanWeek
        case .maand: einde = \.eindeVanMaand
        case .kwartaal: einde = \.eindeVanKwartaal
        case .jaar: einde = \.eindeVanJaar
        }
        return einde(deadline) == einde(feit.dag) && deadline != einde(deadline)
    }
}
