import Aanpakbestand

/// Een verzonnen aanpak met alles erin, en wat er misgaat als een regel anders is.
enum Voorbeeldbestand {
    static let tekst = """
        code: verzonnen-aanpak
        gemeente: GM0001
        perioden:
          - naam: Verzonnen
            geldigVanaf: 2014-01-01
            geldigTot: 2015-12-31
            bron: "nota 2014"
            rollen:
              - {naam: regisseur, regie: [proces, inhoud], bron: "nota 2014, blz. 3"}
              - {naam: teamleider, regie: [], bron: "nota 2014, blz. 4"}
            leefgebieden:
              lijst: [{code: gezin, stj: gezin}, {code: sociaal_netwerk}]
              bron: "nota 2014, blz. 5"
            prioritering: {aanwezig: true, criteria: [overlast, stagnatie], bron: "nota 2014, blz. 6"}
            normen:
              stilteTermijn: {waarde: 6, eenheid: weken, vanaf: 2014-07-01, bron: "besluit 2014"}
              afspraakNorm: {waarde: 90, eenheid: procent, bron: "nota 2014, blz. 7"}
            opschaling: {treden: [regisseur, teamleider], bron: "nota 2014, blz. 8"}
            caseload: {gezinnenPerFte: 12, bron: "nota 2014, blz. 9"}
            drang: {aanwezig: true, dwangmaatregelen: [ots], overig: [een gesprek], bron: "nota 2014, blz. 10"}
            overleg: {mdo: casusoverleg, rondetafel: gezinstafel, overig: [werkoverleg], bron: "nota 2014, blz. 11"}
            afsluiting: {redenen: [resultaat_bereikt], bron: "nota 2014, blz. 12"}
            nazorg: {vormen: [een gesprek na zes maanden], bron: "nota 2014, blz. 13"}
          - naam: Verzonnen, vernieuwd
            geldigVanaf: 2016-01-01
            rollen:
              - {naam: procesregisseur, regie: [proces], bron: "nota 2016"}
              - {naam: gezinsregisseur, regie: [inhoud], bron: "nota 2016"}
            leefgebieden: {lijst: [{code: gezin, stj: gezin}], bron: "nota 2016"}
            prioritering: {aanwezig: false, bron: "nota 2016"}
            normen:
              planTermijn: {waarde: 6, eenheid: weken, bron: "nota 2016"}
              startTermijn: {waarde: 14, eenheid: dagen, bron: "nota 2016"}
            drang: {aanwezig: false, bron: "nota 2016"}
        """

    /// Het bestand met een tekst vervangen door een andere.
    static func met(_ oud: String, _ nieuw: String) -> String { tekst.replacing(oud, with: nieuw) }

    static func lees(_ teksten: String...) throws(Aanpakbestand.Fouten) -> [Aanpakbestand] {
        try Aanpakbestand.lees(teksten.enumerated().map { ("\($0 + 1).yaml", Array($1.utf8)) })
    }

    /// Elke fout als `regel: sleutel`, en de hele tekst ervan.
    static func fouten(_ tekst: String) -> [(plaats: String, tekst: String)] {
        do throws(Aanpakbestand.Fouten) {
            _ = try lees(tekst)
            return []
        } catch {
            return error.fouten.map { ("\($0.regel): \($0.sleutel)", $0.description) }
        }
    }
}
