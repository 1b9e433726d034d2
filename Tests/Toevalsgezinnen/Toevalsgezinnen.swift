public import Gezinstraject
internal import Synchronization

/// Tweeduizend willekeurige gezinnen, in porties; alle tests van een proces delen ze.
public enum Toevalsgezinnen {
    /// De zaden waarmee een portie begint.
    public static let porties = Array(stride(from: UInt64(0), to: 2000, by: Int(portie)))

    private static let portie: UInt64 = 50
    private static let gemaakt = Mutex<[UInt64: [Toevalsgezin]]>([:])

    /// De gezinnen van een portie, van 15 tot en met 44 gebeurtenissen na het begin.
    ///
    /// - Parameter zaad: Het eerste zaad.
    /// - Returns: De gezinnen.
    /// - Throws: `Invoerfouten` als de generator zelf niet klopt.
    public static func portie(vanaf zaad: UInt64) throws(Invoerfouten) -> [Toevalsgezin] {
        if let eerder = gemaakt.withLock({ $0[zaad] }) { return eerder }
        var gezinnen: [Toevalsgezin] = []
        for zaad in zaad..<zaad + portie {
            gezinnen.append(try Toevalsgezin(zaad: zaad, voorstellen: 15 + Int(zaad % 30)))
        }
        gemaakt.withLock { $0[zaad] = gezinnen }
        return gezinnen
    }
}
