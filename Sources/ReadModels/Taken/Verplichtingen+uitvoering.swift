import CivilTime
import Gezinstraject
import Toetsingskader

extension Trajectklok {
    /// Elke gevraagde zorg, tot zij begint of geweigerd is.
    var zorg: [Verplichting] {
        feiten.alle(ZorgAangevraagd.self).map { vraag in
            let id = vraag.gegevens.id
            let afloop = feiten.eerste([.zorgGestart, .zorgGeweigerd], na: vraag.plaats) { feit in
                feit.als(ZorgGestart.self)?.zorg == id || feit.als(ZorgGeweigerd.self)?.zorg == id
            }
            return Verplichting(
                soort: .zorgRegelen,
                sleutel: id.tekst,
                aanleiding: vraag.feit,
                einde: afloop,
                partij: vraag.partij
            ) { max(vraag.dag, vraag.gewenstVanaf ?? vraag.dag) + $0.normen.wachttijdNorm }
        }
    }

    /// In contact blijven, reageren op een weigering, opnieuw uitnodigen, en een vaste einddatum.
    var contact: [Verplichting] { bereiken + weigeringen + uitnodigingen + einddata }

    /// Van wat het gezin bereikte tot wat het weer bereikt.
    private var bereiken: [Verplichting] {
        guard let start = starten.first else { return [] }
        let bereikt = feiten.feiten.filter { $0.dag >= start.dag && $0.id != start.id && $0.bereiktGezin }
        let vanaf = [start] + bereikt
        return vanaf.enumerated().map { nummer, feit in
            let volgende = vanaf.dropFirst(nummer + 1).first
            return Verplichting(soort: .contactLeggen, aanleiding: feit, einde: volgende) {
                max(feit.dag, $0.begin ?? feit.dag) + $0.normen.stilteTermijn
            }
        }
    }

    private var weigeringen: [Verplichting] {
        feiten.alle(MedewerkingGezinGewijzigd.self).filter { $0.naar == .weigert }.map { weigering in
            Verplichting(
                soort: .weigeringBeantwoorden,
                aanleiding: weigering.feit,
                einde: feiten.eerste(Feittype.reactiesOpWeigering, na: weigering.plaats)
            ) { weigering.dag + $0.normen.weigeringReactie }
        }
    }

    private var uitnodigingen: [Verplichting] {
        feiten.alle(GezinDeelnameGeweigerd.self).map { weigering in
            let volgende = feiten.eerste([.gezinUitgenodigd, .gezinDeelnameGeweigerd], na: weigering.plaats) { feit in
                feit.als(GezinUitgenodigd.self)?.voor == weigering.voor
                    || feit.als(GezinDeelnameGeweigerd.self)?.voor == weigering.voor
            }
            return Verplichting(
                soort: .opnieuwUitnodigen,
                sleutel: weigering.voor.rawValue,
                aanleiding: weigering.feit,
                einde: volgende
            ) { weigering.dag + $0.normen.heraanbodTermijn }
        }
    }

    private var einddata: [Verplichting] {
        feiten.alle(VasteEinddatumVastgelegd.self).map { einddatum in
            Verplichting(
                soort: .vasteEinddatum,
                aanleiding: einddatum.feit,
                einde: feiten.eerste([.vasteEinddatumVastgelegd, .vasteEinddatumVervallen], na: einddatum.plaats)
            ) { _ in einddatum.datum }
        }
    }
}
