import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import WireValues

/// The files of the pages that are part of the program.
enum PageFiles {
    /// Every template by its name.
    static let texts: [String: String] = [
        "aanmelden": PackageResources.aanmelden_mustache,
        "aanpakken": PackageResources.aanpakken_mustache,
        "afsluiten": PackageResources.afsluiten_mustache,
        "agenda": PackageResources.agenda_mustache,
        "caseload": PackageResources.caseload_mustache,
        "fout": PackageResources.fout_mustache,
        "gezinnenlijst": PackageResources.gezinnenlijst_mustache,
        "gezinskaart": PackageResources.gezinskaart_mustache,
        "gezinskop": PackageResources.gezinskop_mustache,
        "kader": PackageResources.kader_mustache,
        "lijstfilter": PackageResources.lijstfilter_mustache,
        "lijstvoet": PackageResources.lijstvoet_mustache,
        "mdo": PackageResources.mdo_mustache,
        "oordeel": PackageResources.oordeel_mustache,
        "opnieuw": PackageResources.opnieuw_mustache,
        "overzicht": PackageResources.overzicht_mustache,
        "peilbalk": PackageResources.peilbalk_mustache,
        "replay": PackageResources.replay_mustache,
        "selectiebalk": PackageResources.selectiebalk_mustache,
        "start": PackageResources.start_mustache,
        "stilte": PackageResources.stilte_mustache,
        "taakrijen": PackageResources.taakrijen_mustache,
        "tabel": PackageResources.tabel_mustache,
        "taken": PackageResources.taken_mustache,
        "tijdlijn": PackageResources.tijdlijn_mustache,
        "toetsing": PackageResources.toetsing_mustache,
        "toetsingblad": PackageResources.toetsingblad_mustache,
        "toetsingen": PackageResources.toetsingen_mustache,
        "typekeuze": PackageResources.typekeuze_mustache,
        "vastleggen": PackageResources.vastleggen_mustache,
        "veld": PackageResources.veld_mustache,
        "velden": PackageResources.velden_mustache,
        "veldtekst": PackageResources.veldtekst_mustache,
        "verandering": PackageResources.verandering_mustache,
        "verloop": PackageResources.verloop_mustache,
        "verschil": PackageResources.verschil_mustache,
    ].mapValues { String(decoding: $0, as: UTF8.self) }

    /// The templates, read once.
    static let templates = Result<Templates, Templates.Failure> { () throws(Templates.Failure) in try Templates(texts) }

    /// The style sheet, under a name that changes with its contents.
    static let style = Asset("waakvlam", "css", "text/css; charset=utf-8", PackageResources.waakvlam_css)

    /// What tells an open list that there is news.
    static let script = Asset("waakvlam", "js", "text/javascript; charset=utf-8", PackageResources.waakvlam_js)

    /// A file that browsers may keep.
    struct Asset: Sendable {
        /// Its address.
        let path: String
        private let type: String
        private let bytes: [UInt8]

        init(_ name: String, _ kind: String, _ type: String, _ bytes: [UInt8]) {
            let hash = Hexadecimal.encode(SHA256.hash(data: bytes).prefix(8))
            path = "/bestanden/\(name)-\(hash).\(kind)"
            self.type = type
            self.bytes = bytes
        }

        var resource: Resource {
            Resource(
                String(path.dropFirst()),
                [
                    .get: { _, _ in
                        let headers: HTTPFields = [
                            .contentType: type, .cacheControl: "public, max-age=31536000, immutable",
                        ]
                        return Response(
                            status: .ok,
                            headers: headers,
                            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
                        )
                    }
                ]
            )
        }
    }
}
