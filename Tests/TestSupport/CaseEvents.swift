public import Foundation
public import WireValues

/// Events of invented families, as a client sends them.
public enum CaseEvents {
    /// An event with these contents; without `id` the program chooses one.
    public static func event(
        _ type: String,
        _ day: String,
        id: WireValues.UUID? = Fixture.uuid(),
        _ data: JSON = .object([]),
        with more: [JSON.Member] = []
    ) -> JSON {
        let fixed: [JSON.Member] = [
            .init("type", .string(type)), .init("gebeurdOp", .string(day)), .init("gegevens", data),
        ]
        return .object((id.map { [.init("id", .string($0.description))] } ?? []) + fixed + more)
    }

    /// The first event of a family.
    public static func registration(
        _ day: String = "2013-01-01",
        id: WireValues.UUID? = Fixture.uuid(),
        gemeente: String = "GM0935"
    ) -> JSON {
        event("GezinGeregistreerd", day, id: id, ["gemeente": .string(gemeente)])
    }

    /// A signal about the family: may come at any time and as often as one likes.
    public static func signal(
        _ day: String,
        id: WireValues.UUID? = Fixture.uuid(),
        with more: [JSON.Member] = []
    ) -> JSON {
        event("SignaalOntvangen", day, id: id, ["route": "politiemelding"], with: more)
    }

    /// A member of the family with this local id.
    public static func member(_ name: String, _ day: String, id: WireValues.UUID? = Fixture.uuid()) -> JSON {
        event("GezinslidToegevoegd", day, id: id, ["id": .string(name), "rol": "ouder"])
    }

    /// The family is referred to an aanpak.
    public static func referral(
        _ day: String,
        id: WireValues.UUID? = Fixture.uuid(),
        aanpak: String = "maastricht-integrale-aanpak"
    ) -> JSON {
        event("GezinAangemeld", day, id: id, ["aanpak": .string(aanpak), "trajectNr": 1])
    }

    /// Takes an event back.
    public static func withdrawal(
        of target: WireValues.UUID,
        _ day: String,
        id: WireValues.UUID? = Fixture.uuid(),
        _ data: [JSON.Member] = []
    ) -> JSON {
        let fixed: [JSON.Member] = [.init("doelEvent", .string(target.description)), .init("reden", "onjuist")]
        return event("RegistratieIngetrokken", day, id: id, .object(fixed + data))
    }

    /// Puts other contents or another day in the place of those of an event.
    public static func correction(
        of target: WireValues.UUID,
        _ day: String,
        id: WireValues.UUID? = Fixture.uuid(),
        _ data: [JSON.Member]
    ) -> JSON {
        let fixed: [JSON.Member] = [.init("doelEvent", .string(target.description)), .init("reden", "vergissing")]
        return event("RegistratieGecorrigeerd", day, id: id, .object(fixed + data))
    }
}

/// The three example families of Maastricht, with what is expected of them.
public enum CaseExamples {
    /// The names of the families.
    public static let families = ["familie-a", "familie-b", "familie-c"]

    /// The file of a family.
    public static func file(_ family: String) throws -> [UInt8] { try contents("\(family).jsonl") }

    /// The events of a family, one per line.
    public static func events(_ family: String) throws -> [JSON] {
        try file(family).split(separator: UInt8(ascii: "\n")).map { try JSONReader.read($0) }
    }

    /// The expected verdicts.
    public static func expected() throws -> JSON { try JSONReader.read(try contents("verwacht.json")) }

    /// The folder of the project.
    public static var project: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    private static func contents(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: project.appending(path: "Schema/Voorbeelden/Maastricht/\(name)")))
    }
}
