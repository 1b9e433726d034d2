import CivilTime
import Gezinstraject
import WireValues

/// Een aanvraag van zorg met haar afloop; zorg die bij de start al liep is niet aangevraagd.
struct Zorgaanvraag: Sendable {
    /// De aanvraag.
    let feit: FeitVan<ZorgAangevraagd>
    /// De start, als zij gelukt is.
    let gestart: FeitVan<ZorgGestart>?
    /// De weigering, door gezin of partij.
    let geweigerd: FeitVan<ZorgGeweigerd>?

    /// De lokale id.
    var id: ZorgId { feit.gegevens.id }
    /// De aanvraag en haar afloop, als bewijs.
    var bewijs: [UUID] { [feit.bron, gestart?.bron, geweigerd?.bron].compactMap { $0 } }
}

extension Casus {
    /// De aanvragen van zorg, op volgorde.
    var zorgaanvragen: [Zorgaanvraag] {
        let gestart = Dictionary(grouping: alle(ZorgGestart.self), by: { $0.zorg })
        let geweigerd = Dictionary(grouping: alle(ZorgGeweigerd.self), by: { $0.zorg })
        return alle(ZorgAangevraagd.self).map { feit in
            Zorgaanvraag(
                feit: feit,
                gestart: gestart[feit.gegevens.id]?.first,
                geweigerd: geweigerd[feit.gegevens.id]?.first
            )
        }
    }
}
