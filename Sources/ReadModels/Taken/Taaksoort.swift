/// Wat er te doen kan staan; een gesloten lijst.
///
/// De termijn van een taak is een norm van de aanpak (`Normen`) of een dag die is vastgelegd. Waar geen norm voor is heeft
/// een taak geen uiterste dag.
public enum Taaksoort: String, CaseIterable, Sendable {
    /// Over de aanmelding besluiten; uiterlijk startTermijn na de aanmelding (T1.1.3).
    case prioriteren
    /// Met de aanpak beginnen, onder een aanpak zonder prioritering; uiterlijk startTermijn na de aanmelding (T1.1.3).
    case starten
    /// Een procesmanager aanwijzen; uiterlijk regiegatMax nadat er geen was (T4.1.2).
    case procesmanagerToewijzen = "procesmanager_toewijzen"
    /// Een casemanager vinden die aanvaardt; eerst uiterlijk de plantermijn, later regiegatMax na de vorige (T4.1.1).
    case casemanagerVinden = "casemanager_vinden"
    /// De problemen analyseren; uiterlijk de plantermijn (T3.1.1).
    case analyseVaststellen = "analyse_vaststellen"
    /// Het plan vaststellen; uiterlijk de plantermijn (T3.1.3).
    case planVaststellen = "plan_vaststellen"
    /// Het zoekgeraakte plan terugvinden of opnieuw vaststellen (T3.1.3).
    case planTerugvinden = "plan_terugvinden"
    /// Een nieuw probleem in het plan verwerken; uiterlijk planActualisatie na de constatering (T3.1.3).
    case planBijwerken = "plan_bijwerken"
    /// Het plan bijhouden; uiterlijk evaluatieInterval na de vorige versie (T3.1.3).
    case planBijhouden = "plan_bijhouden"
    /// Evalueren; uiterlijk evaluatieInterval na de vorige evaluatie of de start (T3.1.5).
    case evalueren
    /// Een gepland overleg houden, op zijn dag.
    case overleg
    /// Verslag doen van een overleg.
    case verslagVerzenden = "verslag_verzenden"
    /// Een werkafspraak nakomen, uiterlijk op haar dag (T4.2.2).
    case werkafspraak
    /// De partij aanspreken die een werkafspraak niet nakwam (T4.2.2).
    case partijAanspreken = "partij_aanspreken"
    /// Een stagnatie opheffen of opschalen; uiterlijk stagnatieTermijn na de melding (T4.1.5).
    case stagnatieOpheffen = "stagnatie_opheffen"
    /// Gevolg geven aan een opschaling; uiterlijk stagnatieTermijn na de laatste trede (T4.1.5).
    case opschalingOpvolgen = "opschaling_opvolgen"
    /// Een belangenconflict oplossen; uiterlijk stagnatieTermijn na de melding (T4.1.5).
    case conflictOplossen = "conflict_oplossen"
    /// Een knelpunt in het delen van informatie oplossen (T4.3.1).
    case knelpuntOplossen = "knelpunt_oplossen"
    /// Opgevraagde informatie krijgen.
    case informatieAfwachten = "informatie_afwachten"
    /// Een toestemming die afloopt verlengen; uiterlijk op haar laatste dag (T4.3.1).
    case toestemmingVerlengen = "toestemming_verlengen"
    /// Gevraagde zorg laten beginnen; uiterlijk wachttijdNorm nadat zij gewenst is (T5.2.3).
    case zorgRegelen = "zorg_regelen"
    /// Een benodigde partij betrekken; uiterlijk partijTermijn nadat zij ging ontbreken (T4.2.1).
    case partijBetrekken = "partij_betrekken"
    /// Het gezin opzoeken; uiterlijk stilteTermijn na wat het gezin het laatst bereikte (T3.2.2).
    case contactLeggen = "contact_leggen"
    /// Reageren op een weigering; uiterlijk weigeringReactie erna (T3.2.2).
    case weigeringBeantwoorden = "weigering_beantwoorden"
    /// Het gezin opnieuw uitnodigen; uiterlijk heraanbodTermijn na de weigering.
    case opnieuwUitnodigen = "opnieuw_uitnodigen"
    /// De vaste einddatum laten vervallen of afsluiten, op die dag (T5.1.1).
    case vasteEinddatum = "vaste_einddatum"
    /// De restzorg bepalen, in de afronding (T5.3.1).
    case restzorgBepalen = "restzorg_bepalen"
    /// Een overdracht laten aanvaarden; uiterlijk evaluatieRespijt na de afsluiting (T5.3.1).
    case overdrachtAanvaarden = "overdracht_aanvaarden"
    /// Afspreken wanneer wie weer wordt ingeschakeld; uiterlijk evaluatieRespijt na de afsluiting (T5.3.1).
    case nazorgAfspreken = "nazorg_afspreken"
    /// De eindevaluatie houden; uiterlijk evaluatieRespijt na de afsluiting (T3.1.5).
    case eindevaluatie
    /// Het afgesproken contact in de nazorg; uiterlijk het interval na het vorige (T5.3.1).
    case nazorgcontact
    /// Een terugval oppakken; uiterlijk terugvalRespijt erna (T5.3.1).
    case terugvalOppakken = "terugval_oppakken"
}
