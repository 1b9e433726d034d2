/// A table: every row has a heading and as many cells as there are columns after the first.
struct Tabel {
    let titel: String
    let koppen: [String]
    let rijen: [Rij]
    let isLeeg: Bool
    /// What is said instead of a table without rows.
    let leeg: String

    struct Rij {
        let kop: String
        let cellen: [Cel]

        init(_ heading: String, _ cells: [Cel]) {
            kop = heading
            cellen = cells
        }
    }

    /// A text, and a mark that says in a word what its colour says too.
    struct Cel: ExpressibleByStringInterpolation {
        let tekst: String
        let merk: String?
        let klasse: String

        init(_ text: String?, mark: String? = nil, _ kind: Kind = .plain) {
            tekst = text ?? "–"
            merk = mark
            klasse = kind.rawValue
        }

        init(stringLiteral text: String) { self.init(text) }
    }

    enum Kind: String {
        case plain
        case goed
        case fout
        case wacht
    }

    init(_ title: String, _ columns: [String], _ rows: [Rij], empty: String) {
        titel = title
        koppen = columns
        rijen = rows
        isLeeg = rows.isEmpty
        leeg = empty
    }
}
