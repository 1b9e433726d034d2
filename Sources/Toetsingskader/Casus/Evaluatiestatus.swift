import CivilTime
import Gezinstraject

/// Hoe het met de evaluatie staat (INDICATORS §1.3, evaluatiestatus; T2.1.4 en T3.1.5).
enum Evaluatiestatus: Sendable {
    /// De termijn loopt nog.
    case nogNiet
    /// De termijn is voorbij en er is niet geevalueerd.
    case gemist
    /// Geevalueerd: deze evaluaties tellen.
    case gehouden([FeitVan<EvaluatieGehouden>])
}

extension Casus {
    /// De evaluatiestatus; alleen voor een traject dat gestart is.
    func evaluatiestatus(_ start: Start) -> Evaluatiestatus {
        let evaluaties = alle(EvaluatieGehouden.self)
        let laatste = evaluaties.last?.dag ?? start.dag
        guard let einde else {
            if isVerstreken(laatste, normen.evaluatieInterval, op: peildag) { return .gemist }
            if evaluaties.isEmpty { return .nogNiet }
            return .gehouden(evaluaties.filter { !isVerstreken($0.dag, normen.evaluatieInterval, op: peildag) })
        }
        let eindevaluaties = evaluaties.filter { $0.soort == .eind }
        if !eindevaluaties.isEmpty { return .gehouden(eindevaluaties) }
        // The interval had already run out at the closing.
        if isVerstreken(laatste, normen.evaluatieInterval, op: einde.dag) { return .gemist }
        return isVerstreken(einde.dag, normen.evaluatieRespijt, op: peildag) ? .gemist : .nogNiet
    }

    /// Of alle evaluaties later kwamen dan de termijn na de afsluiting.
    func isEvaluatieTeLaat(_ evaluaties: [FeitVan<EvaluatieGehouden>]) -> Bool {
        guard let einde else { return false }
        return evaluaties.allSatisfy { isVerstreken(einde.dag, normen.evaluatieRespijt, op: $0.dag) }
    }
}
