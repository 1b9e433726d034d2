public import Gezinstraject

extension Feittype {
    /// Wat het gezin bereikt, ook als het niet reageert.
    fileprivate static let bereikend: Set<Feittype> = [
        .contactMetGezinGelegd, .contactpogingMislukt, .aanpakMetGezinBesproken, .zorgGestart, .succesGevierd,
        .drangIngezet, .dwangmaatregelOpgelegd,
    ]

    /// Bereikt het gezin alleen als het erbij was.
    private static let overlegtypen: Set<Feittype> = [.mdoGehouden, .rondetafelbesprekingGehouden, .evaluatieGehouden]

    /// Een reactie die het gezin zelf niet bereikt.
    private static let alleenReactie: Set<Feittype> = [
        .dwangmaatregelGeadviseerd, .opgeschaald, .praktischeHulpGeregeld, .veiligheidsmeldingGedaan,
    ]

    /// Waarmee op een weigering van het gezin gereageerd wordt (T3.2.2).
    public static let reactiesOpWeigering: [Feittype] = bereikend.union(overlegtypen).union(alleenReactie)
        .sorted { $0.rawValue < $1.rawValue }
}

extension Feit {
    /// Of dit het gezin bereikte: er kwam iemand, of het was erbij (T3.2.2).
    public var bereiktGezin: Bool {
        switch gegevens {
        case let evaluatie as EvaluatieGehouden: evaluatie.gezin != .niet
        case let mdo as MdoGehouden: mdo.gezin.map { $0 != .niet } ?? false
        case let tafel as RondetafelbesprekingGehouden: tafel.gezin.map { $0 != .niet } ?? false
        default: Feittype.bereikend.contains(type)
        }
    }
}
