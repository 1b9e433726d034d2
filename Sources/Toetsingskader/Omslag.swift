import CivilTime
import Gezinstraject

extension Toetsingskader {
    /// Zo ver vooruit wordt een omslagdag gezocht (INDICATORS §1.2, omslagdag).
    static let omslaghorizon = Termijn.maanden(60)

    /// De eerste dag na de peildag, hoogstens 60 maanden later, waarop een oordeel omslaat als er niets meer gebeurt.
    func omslagdag(_ indicator: Indicator, _ casus: Casus, _ kern: Oordeelkern) -> Dag? {
        let horizon = casus.peildag.nu + Toetsingskader.omslaghorizon
        return omslag(indicator, casus, op: casus.peildag.nu, kern, tot: horizon)?.dag
    }

    /// De eerste keer na een dag dat een oordeel omslaat als er na de peildag van de casus niets meer gebeurt.
    ///
    /// - Parameters:
    ///   - indicator: De indicator.
    ///   - casus: De casus, met alles wat tot en met haar peildag gebeurde.
    ///   - dag: De dag waarna gezocht wordt, niet eerder dan die peildag.
    ///   - kern: Het oordeel op die dag.
    ///   - horizon: De laatste dag die telt.
    /// - Returns: De dag en de nieuwe bevinding; nil als het oordeel tot en met de horizon hetzelfde blijft.
    func omslag(
        _ indicator: Indicator,
        _ casus: Casus,
        op dag: Dag,
        _ kern: Oordeelkern,
        tot horizon: Dag
    ) -> (dag: Dag, bevinding: Bevinding)? {
        var dag = dag
        while true {
            let klok = Klok(dag, horizon: horizon)
            let nieuw = bevinding(indicator, casus.op(dag, self, klok))
            if nieuw.kern != kern { return (dag, nieuw) }
            guard let drempel = klok.drempel else { return nil }
            dag = drempel
        }
    }
}

extension Bevinding {
    var kern: Oordeelkern { Oordeelkern(uitkomst: uitkomst, reden: reden) }
}
