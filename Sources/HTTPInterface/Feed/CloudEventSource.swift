/// Who the CloudEvents come from: `urn:nld:oin:<OIN>:systeem:waakvlam`.
public struct CloudEventSource: Sendable {
    /// The URN.
    let text: String

    /// The source of the organisation with this OIN (organisatie-identificatienummer), or nil when it is not one: 20 digits.
    public init?(oin: String) {
        guard oin.utf8.count == 20, oin.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
        self.init(digits: oin)
    }

    private init(digits: String) {
        text = "urn:nld:oin:\(digits):systeem:waakvlam"
    }

    /// Of a server that was not told its OIN: twenty zeros, which is nobody's.
    public static let unknown = CloudEventSource(digits: String(repeating: "0", count: 20))
}
