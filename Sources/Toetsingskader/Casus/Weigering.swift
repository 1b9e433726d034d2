import CivilTime
import Gezinstraject

extension Casus {
    /// – GEZIN_WEIGERT met kanttekening, als het gezin deelname aan iets weigert; anders nil.
    ///
    /// Wie herhaald uitnodigt en herhaald een weigering krijgt, heeft gedaan wat kon; een aanbod dat niet herhaald
    /// wordt telt na heraanbodTermijn niet meer (INDICATORS §1.2, 5).
    func weigering(_ gelegenheid: Gelegenheid) -> Bevinding? {
        guard isGeweigerd(gelegenheid) else { return nil }
        return Bevinding.nietVastgesteld(.gezinWeigert)
            .met(.gezinWeigerde)
            .bewezen(door: weigeringen(gelegenheid))
    }
}
