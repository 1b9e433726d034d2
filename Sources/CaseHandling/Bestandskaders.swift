import Aanpakbestand
public import CivilTime
public import EventStore
import Gezinstraject
public import Toetsingskader
import WireValues

/// Waarmee getoetst wordt wat in een bestand staat: per gemeente het kader, met de aanpakken die zij er zelf in vaststelt.
///
/// Een gezin kan ook voor een aanpak zijn aangemeld die niemand kent.
public struct Bestandskaders: Sendable {
    private let kader: Toetsingskader
    private var reeksen: [LogName: [Aanpakcode: Aanpakreeks]] = [:]

    /// De kaders van een bestand, zoals bekend op een moment.
    ///
    /// - Throws: `Bestand.Fouten` met van elke aanpak de eerste regel waarmee zij niet kan kloppen.
    public init(
        _ bestand: Bestand,
        _ kader: Toetsingskader = Toetsingskader(),
        bekendOp: Moment? = nil
    ) throws(Bestand.Fouten) {
        self.kader = Toetsingskader(kader.profielen.metOnbekende, kader.normen)
        var fouten: [Bestand.Fout] = []
        for aanpak in bestand.aanpakken {
            guard let gemeente = aanpak.gemeente else { continue }
            do throws(Bestand.Fout) {
                reeksen[gemeente, default: [:]][aanpak.code] = try aanpak.reeks(in: gemeente, bekendOp: bekendOp)
            } catch {
                fouten.append(error)
            }
        }
        guard fouten.isEmpty else { throw Bestand.Fouten(fouten: fouten) }
    }

    /// Het kader voor een gezin of aanpak van deze gemeente; nil is een gemeente die in het bestand niet staat.
    public func kader(in gemeente: LogName?) -> Toetsingskader {
        guard let eigen = gemeente.flatMap({ reeksen[$0] }) else { return kader }
        return Toetsingskader(kader.profielen.met(eigen), kader.normen)
    }
}

extension Bestand.Aanpak {
    /// De aanpak zoals deze regels haar vaststellen; nil als zij dat, zoals bekend op een moment, niet doen.
    fileprivate func reeks(in gemeente: LogName, bekendOp: Moment?) throws(Bestand.Fout) -> Aanpakreeks? {
        var wacht = Aanpakwacht(code, ingebouwd: Aanpakbestand.ingebouwd[code])
        for (nummer, regel) in regels.enumerated() {
            guard let profiel = regel.invoer.gegevens as? AanpakprofielVastgesteld,
                let registratie = regel.registratie(versie: nummer + 1)
            else { continue }
            if let bekendOp, registratie.vastgelegdOp > bekendOp { continue }
            if let fout = regel.tijdfout ?? regel.gemeentefout(profiel, gemeente) { throw fout }
            do throws(Weigering) {
                try wacht.voegToe(registratie)
            } catch {
                throw regel.fout(error)
            }
        }
        return wacht.vastgesteldeReeks
    }
}

extension Bestand.Regel {
    /// Met een code is in een bestand een aanpak bedoeld, en die is van een gemeente.
    fileprivate func gemeentefout(_ profiel: AanpakprofielVastgesteld, _ gemeente: LogName) -> Bestand.Fout? {
        guard profiel.gemeente != gemeente.description else { return nil }
        let plaats = JSONPointer.root.member("gegevens").member("gemeente")
        let uitleg = "Verwacht is \(gemeente), de gemeente van het eerste profiel van deze aanpak in de bestanden."
        return fout(Invoerfout(plaats, .strijdig, uitleg))
    }
}
