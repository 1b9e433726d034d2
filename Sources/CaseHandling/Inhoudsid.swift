import Crypto
import WireValues

extension UUID {
    /// De id die uit een inhoud volgt: de eerste 16 bytes van haar SHA-256, als versie 8 (RFC 9562).
    init?(version8Of inhoud: [UInt8]) {
        guard let id = UUID(octets: SHA256.hash(data: inhoud).prefix(16)) else { return nil }
        self.init(
            high: id.high & 0xffff_ffff_ffff_0fff | 0x8000,
            low: id.low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        )
    }
}
