/// Waarom een oordeel geen (of bij benadering) ✓ is: de vaste codes van INDICATORS §1.7.
///
/// Elke code heeft een zin voor mensen en, bij een verbeterpunt, een grond.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Reden: String, CaseIterable, Sendable {
    case benadering = "BENADERING"
    case nogNiet = "NOG_NIET"
    case nvt = "NVT"
    case geenGegevens = "GEEN_GEGEVENS"
    case oordeelOntbreekt = "OORDEEL_ONTBREEKT"
    case gezinWeigert = "GEZIN_WEIGERT"
    case buitenInvloedssfeer = "BUITEN_INVLOEDSSFEER"
    case teWeinigCasussen = "TE_WEINIG_CASUSSEN"
    case meerderheidVerbeterpunt = "MEERDERHEID_VERBETERPUNT"
    case voldoetNiet = "VOLDOET_NIET"
    case aanpakZonderAanmelding = "AANPAK_ZONDER_AANMELDING"
    case nietGestart = "NIET_GESTART"
    case teLaat = "TE_LAAT"
    case afgeleid = "AFGELEID"
    case zonderGezin = "ZONDER_GEZIN"
    case voorGezinBepaald = "VOOR_GEZIN_BEPAALD"
    case geenRuimte = "GEEN_RUIMTE"
    case nietVerkend = "NIET_VERKEND"
    case geenHulp = "GEEN_HULP"
    case nietGedaan = "NIET_GEDAAN"
    case zonderGezinAangenomen = "ZONDER_GEZIN_AANGENOMEN"
    case nietBepaald = "NIET_BEPAALD"
    case nietOpgebouwd = "NIET_OPGEBOUWD"
    case leefgebiedenOnvolledig = "LEEFGEBIEDEN_ONVOLLEDIG"
    case probleemZonderDoel = "PROBLEEM_ZONDER_DOEL"
    case geenPlan = "GEEN_PLAN"
    case planNietTeVinden = "PLAN_NIET_TE_VINDEN"
    case nietGezamenlijk = "NIET_GEZAMENLIJK"
    case nietBijgesteld = "NIET_BIJGESTELD"
    case nietBijgehouden = "NIET_BIJGEHOUDEN"
    case gezinslidNietBezien = "GEZINSLID_NIET_BEZIEN"
    case nietGeevalueerd = "NIET_GEEVALUEERD"
    case geenOutreach = "GEEN_OUTREACH"
    case outreachGestopt = "OUTREACH_GESTOPT"
    case losgelaten = "LOSGELATEN"
    case weigeringZonderReactie = "WEIGERING_ZONDER_REACTIE"
    case stilte = "STILTE"
    case alleenAanspreekpunt = "ALLEEN_AANSPREEKPUNT"
    case benoemdNietAanvaard = "BENOEMD_NIET_AANVAARD"
    case geweigerd = "GEWEIGERD"
    case geenCasemanager = "GEEN_CASEMANAGER"
    case nietHerkend = "NIET_HERKEND"
    case regiegat = "REGIEGAT"
    case nietErkend = "NIET_ERKEND"
    case geenVertrouwen = "GEEN_VERTROUWEN"
    case stagnatieOpen = "STAGNATIE_OPEN"
    case opschalingZonderGevolg = "OPSCHALING_ZONDER_GEVOLG"
    case partijOntbreekt = "PARTIJ_ONTBREEKT"
    case nietNagekomen = "NIET_NAGEKOMEN"
    case ontoereikend = "ONTOEREIKEND"
    case geenGrondslag = "GEEN_GRONDSLAG"
    case vasteEinddatum = "VASTE_EINDDATUM"
    case geslotenMetOpenProblemen = "GESLOTEN_MET_OPEN_PROBLEMEN"
    case afgewezen = "AFGEWEZEN"
    case nietGeprobeerd = "NIET_GEPROBEERD"
    case nietIngeschakeld = "NIET_INGESCHAKELD"
    case wacht = "WACHT"
    case restzorgNietBepaald = "RESTZORG_NIET_BEPAALD"
    case overdrachtNietAanvaard = "OVERDRACHT_NIET_AANVAARD"
    case geenHeropschalingsafspraak = "GEEN_HEROPSCHALINGSAFSPRAAK"
    case terugvalNietOpgepakt = "TERUGVAL_NIET_OPGEPAKT"
    case afgehaaktTijdensWachten = "AFGEHAAKT_TIJDENS_WACHTEN"
    case waakvlamGedoofd = "WAAKVLAM_GEDOOFD"

    /// De uitkomst waarbij de code hoort.
    public var uitkomst: Uitkomst {
        switch self {
        case .benadering:
            .voldoet
        case .nogNiet, .nvt, .geenGegevens, .oordeelOntbreekt, .gezinWeigert, .buitenInvloedssfeer,
            .teWeinigCasussen:
            .nietVastgesteld
        case .meerderheidVerbeterpunt, .voldoetNiet, .aanpakZonderAanmelding, .nietGestart, .teLaat, .afgeleid,
            .zonderGezin, .voorGezinBepaald, .geenRuimte, .nietVerkend, .geenHulp, .nietGedaan,
            .zonderGezinAangenomen, .nietBepaald, .nietOpgebouwd, .leefgebiedenOnvolledig, .probleemZonderDoel,
            .geenPlan, .planNietTeVinden, .nietGezamenlijk, .nietBijgesteld, .nietBijgehouden, .gezinslidNietBezien,
            .nietGeevalueerd, .geenOutreach, .outreachGestopt, .losgelaten, .weigeringZonderReactie, .stilte,
            .alleenAanspreekpunt, .benoemdNietAanvaard, .geweigerd, .geenCasemanager, .nietHerkend, .regiegat,
            .nietErkend, .geenVertrouwen, .stagnatieOpen, .opschalingZonderGevolg, .partijOntbreekt, .nietNagekomen,
            .ontoereikend, .geenGrondslag, .vasteEinddatum, .geslotenMetOpenProblemen, .afgewezen, .nietGeprobeerd,
            .nietIngeschakeld, .wacht, .restzorgNietBepaald, .overdrachtNietAanvaard, .geenHeropschalingsafspraak,
            .terugvalNietOpgepakt, .afgehaaktTijdensWachten, .waakvlamGedoofd:
            .verbeterpunt
        }
    }

    /// Waaruit een verbeterpunt met deze code kan volgen; leeg bij ✓ en –, en bij een oordeel over een aanpak.
    public var gronden: [Grond] {
        guard uitkomst == .verbeterpunt, self != .meerderheidVerbeterpunt else { return [] }
        return vasteGrond.map { [$0] } ?? Grond.allCases
    }

    /// Of een verbeterpunt met deze code volgt uit iets wat is vastgelegd, of uit wat niet is vastgelegd; nil als de
    /// regel het per geval zegt (grond "beide") en bij ✓ en –.
    var vasteGrond: Grond? {
        switch self {
        case .voldoetNiet, .aanpakZonderAanmelding, .teLaat, .zonderGezin, .voorGezinBepaald,
            .zonderGezinAangenomen, .leefgebiedenOnvolledig, .planNietTeVinden, .nietGezamenlijk, .losgelaten,
            .alleenAanspreekpunt, .benoemdNietAanvaard, .geweigerd, .nietHerkend, .nietErkend, .geenVertrouwen,
            .nietNagekomen, .ontoereikend, .vasteEinddatum, .geslotenMetOpenProblemen, .afgewezen,
            .afgehaaktTijdensWachten:
            .vastgelegdFeit
        case .nietGestart, .afgeleid, .geenHulp, .nietGedaan, .nietOpgebouwd, .probleemZonderDoel, .geenPlan,
            .nietBijgesteld, .nietBijgehouden, .gezinslidNietBezien, .nietGeevalueerd, .geenOutreach,
            .outreachGestopt, .weigeringZonderReactie, .stilte, .geenCasemanager, .regiegat, .stagnatieOpen,
            .opschalingZonderGevolg, .nietGeprobeerd, .restzorgNietBepaald, .overdrachtNietAanvaard,
            .geenHeropschalingsafspraak, .terugvalNietOpgepakt, .waakvlamGedoofd:
            .nietsVastgelegd
        case .benadering, .nogNiet, .nvt, .geenGegevens, .oordeelOntbreekt, .gezinWeigert, .buitenInvloedssfeer,
            .teWeinigCasussen, .meerderheidVerbeterpunt, .geenRuimte, .nietVerkend, .nietBepaald, .partijOntbreekt,
            .geenGrondslag, .nietIngeschakeld, .wacht:
            nil
        }
    }
}
