internal import Crypto
internal import WireValues

/// One step of the schema, from `Schema/Migrations`.
///
/// The files are compiled into the program (`.embedInCode`, through the link `Migrations` beside this file), so that the
/// binary works alone wherever it is copied, and `Schema/Migrations` stays the only place where they are written.
/// `.embedInCode` names a constant after its file with the first digit replaced by an underscore.
public struct Migration: Sendable {
    /// 1, 2, 3 … without gaps.
    public let number: Int
    /// The file's name without its number.
    public let name: String
    /// The file's text.
    public let sql: String
    /// SHA-256 of the file, hexadecimal.
    public let checksum: String

    /// The migration with these contents.
    public init(number: Int, name: String, file: [UInt8]) {
        self.number = number
        self.name = name
        sql = String(decoding: file, as: UTF8.self)
        checksum = Hexadecimal.encode(SHA256.hash(data: file))
    }

    /// All migrations of this program, in order.
    public static let all = [
        Migration(number: 1, name: "logboek", file: PackageResources._001_logboek_sql),
        Migration(number: 2, name: "openingen", file: PackageResources._002_openingen_sql),
        Migration(number: 3, name: "sleutels", file: PackageResources._003_sleutels_sql),
        Migration(number: 4, name: "toevoegen", file: PackageResources._004_toevoegen_sql),
        Migration(number: 5, name: "sleutels_maken", file: PackageResources._005_sleutels_maken_sql),
        Migration(number: 6, name: "projecties", file: PackageResources._006_projecties_sql),
        Migration(number: 7, name: "leesmodellen", file: PackageResources._007_leesmodellen_sql),
        Migration(number: 8, name: "tellingen", file: PackageResources._008_tellingen_sql),
        Migration(number: 9, name: "index_kiezen", file: PackageResources._009_index_kiezen_sql),
    ]
}
