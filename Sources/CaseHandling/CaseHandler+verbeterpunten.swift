import EventStore
public import Gezinstraject
import Toetsingskader
import WireValues

extension CaseHandler {
    /// De verbeterpunten van een aanpak in twee jaren, met wat uit de casussen van de gemeente blijkt.
    ///
    /// - Parameters:
    ///   - code: De aanpak.
    ///   - van: Het jaar van de verbeterpunten.
    ///   - tot: Het jaar waarin er opnieuw naar gekeken is.
    ///   - gebruiker: Wie het vraagt; alleen een auditor ziet cijfers over weinig trajecten.
    /// - Returns: De tabel, met de signalen per rij.
    /// - Throws: `Afwijzing.nietGevonden` als de aanpak niet bekend is.
    public func verbeterpunten(
        aanpak code: Aanpakcode,
        van: Int,
        tot: Int,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Verbeterpuntenoverzicht {
        let vastgelegd = try registraties(try await aanpak(code, voor: gebruiker).gebeurtenissen)
        let verloop = Beleidsverloop(vastgelegd.map { ($0.gebeurdOp, $0.gegevens) })
        var dossiers: [Dossier] = []
        try await speelAf(in: gebruiker.gemeente) {
            $0.dossier
        } neem: {
            dossiers.append($0)
        }
        return Verbeterpuntenoverzicht(
            aanpak: code,
            Verbeterpuntentabel(verloop.bevindingen, van: van, tot: tot),
            dossiers.map { $0.geschiedenis() },
            vandaag: vandaag,
            auditor: gebruiker.rollen.contains(.auditor),
            try await kader(bij: dossiers, ook: code, in: gebruiker.gemeente)
        )
    }
}
