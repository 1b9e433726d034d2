/// Elk type gebeurtenis van de groepen A tot en met N, in de volgorde van het contract (`Schema/events.yaml`).
///
/// De naam waaronder een type is opgeslagen staat bij het type zelf (`Gegevens.naam`), niet hier.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Feittype: Int, CaseIterable, Hashable, Sendable {
    // A Gezin en leden
    case gezinGeregistreerd
    case gezinslidToegevoegd
    case gezinslidGewijzigd
    case gezinslidVertrokken
    case gezinGesplitst
    case gezinVerhuisd
    case dossiersSamengevoegd

    // B Toeleiding
    case signaalOntvangen
    case gezinAangemeld
    case aanmeldingIngetrokken
    case consultVerleend
    case informatieOpgevraagd
    case informatieOntvangen
    case informatieGeweigerd
    case urgentieVastgesteld
    case definitieGetoetst
    case gezinGeprioriteerd
    case prioriteringAfgewezen
    case procesmanagerToegewezen
    case aanpakGestart
    case gezinGeinformeerd
    case dossieropbouwGestart

    // C Toestemming en informatie
    case toestemmingGevraagd
    case toestemmingVerleend
    case toestemmingGeweigerd
    case toestemmingIngetrokken
    case grondslagVastgelegd
    case informatieGedeeld
    case informatieZonderGrondslagGedeeld
    case informatieknelpuntGemeld
    case informatieknelpuntOpgelost
    case informatieToereikendBeoordeeld

    // D Analyse en netwerk
    case probleemanalyseGestart
    case probleemGeconstateerd
    case probleemStatusGewijzigd
    case probleemanalyseVastgesteld
    case prioriteitenBepaald
    case behoefteGezinVastgelegd
    case gezinUitgenodigd
    case gezinDeelnameGeweigerd
    case eigenKrachtVerkend
    case netwerkInKaartGebracht
    case netwerksteunGemeld
    case netwerkrolVerkend
    case netwerkrolAfgesproken
    case netwerkrolGeweigerd
    case netwerkrolBeeindigd
    case netwerkopbouwActiviteitUitgevoerd
    case netwerkopbouwUitgesteld
    case zelfredzaamheidGemeten

    // E Doelen en plan
    case doelGesteld
    case doelBijgesteld
    case doelBehaald
    case doelVervallen
    case aanpakMetGezinBesproken
    case planOpgesteld
    case planVastgesteld
    case planBijgesteld
    case planVerspreid
    case planSamenvattingVerstrekt
    case planZoekgeraaktGemeld
    case planTeruggevonden

    // F Regie en partijen
    case casemanagerGevraagd
    case casemanagerBenoemd
    case casemanagerrolAanvaard
    case casemanagerrolGeweigerd
    case casemanagerrolBeeindigd
    case aanspreekpuntAangewezen
    case procesmanagerOvergedragen
    case procesmanagerVrijgesteld
    case regisseurGenoemd
    case regisseurErkenningVastgelegd
    case vertrouwenGezinVastgelegd
    case regieclaimGemeld
    case partijBenodigdVerklaard
    case partijBetrokken
    case partijSchilGewijzigd
    case partijBetrokkenheidBeoordeeld
    case partijMedewerkingGeweigerd
    case partijBetrokkenheidBeeindigd
    case partijNietMeerNodigVerklaard

    // G Overleg en afspraken
    case mdoGehouden
    case rondetafelbesprekingGehouden
    case overlegGepland
    case overlegAfgelast
    case verslagVerzonden
    case werkafspraakGemaakt
    case werkafspraakNagekomen
    case werkafspraakNietNagekomen
    case werkafspraakVervallen
    case partijAangesproken
    case belangenconflictGemeld
    case belangenconflictOpgelost
    case standVanZakenTeruggekoppeld

    // H Contact en zorg
    case contactMetGezinGelegd
    case contactpogingMislukt
    case medewerkingGezinGewijzigd
    case succesGevierd
    case praktischeHulpGeregeld
    case slechteBoodschapGebracht
    case trainingAangeboden
    case zorgAangevraagd
    case wachtlijstGeplaatst
    case wachtlijstVerlaten
    case overbruggingGeregeld
    case voorrangGevraagd
    case voorrangVerleend
    case voorrangGeweigerd
    case zorgGestart
    case zorgGeweigerd
    case zorgBeeindigd
    case intensiteitswijzigingNodigGeacht
    case zorgIntensiteitGewijzigd
    case intensiteitswijzigingAfgewezen
    case indicatieAangevraagd
    case indicatieToegekend
    case indicatieAfgewezen
    case lopendeZorgVastgelegd

    // I Stagnatie, opschaling, drang en dwang
    case stagnatieGemeld
    case opgeschaald
    case opschalingBehandeld
    case aanwijzingGegeven
    case afgeschaald
    case stagnatieOpgeheven
    case doorzettingsmachtGebruikt
    case drangIngezet
    case dwangmaatregelGeadviseerd
    case dwangmaatregelOpgelegd
    case dwangmaatregelBeeindigd
    case veiligheidsmeldingGedaan
    case calamiteitGemeld
    case vasteEinddatumVastgelegd
    case vasteEinddatumVervallen

    // J Evaluatie
    case evaluatieGepland
    case evaluatieGehouden
    case evaluatieAfgezien

    // K Afsluiting en nazorg
    case afrondingGestart
    case deelafsluitingVastgelegd
    case goedGenoegVastgesteld
    case restzorgBepaald
    case hulpOvergedragen
    case overdrachtAanvaard
    case overdrachtGeweigerd
    case nazorgAfspraakGemaakt
    case aanpakAfgesloten
    case afsluitingHerroepen
    case nazorgcontactGelegd
    case nazorgcontactMislukt
    case terugvalGesignaleerd
    case heraanmeldingOntvangen
    case nazorgBeeindigd

    // L Toetsing en audit
    case oordeelVastgelegd
    case oordeelIngetrokken
    case toetsingGestart
    case toetsingBevroren
    case reactieGemeenteVastgelegd
    case verbeterpuntGeregistreerd
    case verbeterpuntOpgepakt

    // M Correctie en levenscyclus
    case registratieGecorrigeerd
    case registratieIngetrokken
    case registratieHersteld
    case persoonsgegevensGewist

    // N Aanpak en beleid
    case aanpakprofielVastgesteld
    case doelgroepomschrijvingVastgelegd
    case samenwerkingsafspraakVastgelegd
    case convenantpartijToegevoegd
    case informatieafspraakVastgelegd
    case voorrangsafspraakGemaakt
    case beleidsevaluatieGehouden
    case beleidBijgesteld
    case caseloadnormVastgesteld
    case populatieschattingVastgelegd
    case bevoegdheidVastgelegd
    case regisseurGetraind
    case beleidsbevindingVastgelegd
}
