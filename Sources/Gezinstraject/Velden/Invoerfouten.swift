/// Een aantal fouten in wat iemand aanlevert: alle fouten tegelijk.
public struct Invoerfouten: Error, Hashable, Sendable {
    /// De fouten, in de volgorde waarin zij gevonden zijn; minstens een.
    public let fouten: [Invoerfout]

    /// Deze fouten.
    public init(_ fouten: [Invoerfout]) {
        self.fouten = fouten
    }
}
