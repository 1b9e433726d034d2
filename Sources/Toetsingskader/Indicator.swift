public import Gezinstraject

/// Een indicator op casusniveau: wat er gevraagd wordt, waar dat staat en de regel die het oordeel bepaalt.
public struct Indicator: Sendable {
    /// Het nummer.
    public let nummer: Indicatorcode
    /// De tekst van de indicator, letterlijk uit Bijlage 1.
    public let titel: String
    /// De vindplaats: stuk en onderdeel.
    public let bron: String
    /// De norm in woorden: waaraan voldaan moet zijn, en binnen welke termijn.
    public let norm: String
    /// De regel in woorden, voor de deskundigen die hem beoordelen.
    public let regel: String
    /// De uitkomst kan veranderen zonder nieuwe gebeurtenis, omdat een termijn verstrijkt.
    public let hangtAfVanTijd: Bool
    /// Een menselijk oordeel is invoer van de regel.
    public let vraagtOordeel: Bool
    /// De indicator hoort bij het plan: wie binnen de plantermijn sluit, wordt er niet op beoordeeld (INDICATORS §1.3).
    public let hoortBijPlan: Bool
    /// De redenen die de regel kan geven.
    public let redenen: [Reden]
    /// De kanttekeningen die de regel kan geven.
    public let kanttekeningen: [LetOp]
    /// De regel.
    let beoordeel: @Sendable (Casus) -> Bevinding
}
