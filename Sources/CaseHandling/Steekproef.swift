internal import Crypto
public import WireValues

/// Een trekking van gezinnen die ieder met hetzelfde zaad kan herhalen.
public enum Steekproef {
    /// Waarop een gezin in de trekking gesorteerd wordt: SHA-256 van zaad, dubbelepunt en id.
    ///
    /// - Parameters:
    ///   - gezin: Het gezin.
    ///   - zaad: Het zaad.
    /// - Returns: 32 bytes.
    public static func plaats(van gezin: UUID, zaad: String) -> [UInt8] {
        Array(SHA256.hash(data: Array("\(zaad):\(gezin)".utf8)))
    }
}
