public import Gezinstraject

extension Reden {
    /// De reden in een zin voor mensen, onder de normen van het kader (INDICATORS §1.7).
    public var zin: String { zin(.eerste) }

    /// De reden in een zin voor mensen, onder deze normen.
    public func zin(_ normen: Normen) -> String { normzin.tekst(normen) }

    /// De normen die de zin noemt.
    public var normen: [Normnaam] { normzin.normen }

    private var normzin: Normzin {
        switch self {
        case .benadering: "Voldoet bij benadering: toestemming en overleg zijn er, een oordeel niet."
        case .nogNiet: "Nog niet aan de orde, of de termijn loopt nog."
        case .nvt: "Niet van toepassing in deze casus."
        case .geenGegevens: "Er is te weinig vastgelegd om te oordelen."
        case .oordeelOntbreekt: "Er is een menselijk oordeel nodig dat niemand heeft vastgelegd."
        case .gezinWeigert: "Het is minstens tweemaal aangeboden en het gezin weigert of verschijnt niet."
        case .buitenInvloedssfeer: "Geprobeerd; het mislukte buiten de invloed van de regisseur."
        case .teWeinigCasussen: "Te weinig casussen geven uitsluitsel (alleen bij een aanpak)."
        case .meerderheidVerbeterpunt: "In minstens de helft van de casussen een verbeterpunt (alleen bij een aanpak)."
        case .voldoetNiet: "Het gezin voldoet niet aan de definitie en is toch toegelaten."
        case .aanpakZonderAanmelding: "Er wordt gewerkt zonder aanmelding."
        case .nietGestart: "De aanpak is niet binnen \(.startTermijn) na aanmelding gestart."
        case .teLaat: "De aanpak startte te laat."
        case .afgeleid: "De onderliggende stap is niet gedaan, en dus ook niet met het gezin."
        case .zonderGezin: "Gedaan zonder het gezin."
        case .voorGezinBepaald: "De doelen zijn voor het gezin bepaald."
        case .geenRuimte: "Het gezin kreeg geen ruimte om de aanpak mee te bepalen."
        case .nietVerkend: "Niet is bekeken wat het gezin zelf kan."
        case .geenHulp: "Een probleem bleef langer dan \(.hulpTermijn) zonder hulp."
        case .nietGedaan: "Niet gedaan binnen de termijn."
        case .zonderGezinAangenomen: "Aangenomen door professionals, niet met het gezin vastgesteld."
        case .nietBepaald: "Niet is bepaald wie uit het netwerk een rol kan spelen."
        case .nietOpgebouwd: "Aan het opbouwen van een netwerk is niets gedaan."
        case .leefgebiedenOnvolledig: "De analyse slaat leefgebieden over."
        case .probleemZonderDoel: "Een probleem heeft geen doel."
        case .geenPlan: "Er is geen plan vastgesteld binnen de termijn."
        case .planNietTeVinden: "Het plan is niet te vinden."
        case .nietGezamenlijk: "Door een partij alleen, niet gezamenlijk."
        case .nietBijgesteld: "Het plan is niet bijgesteld na een nieuw probleem."
        case .nietBijgehouden: "Het plan is langer dan \(.evaluatieInterval) niet bijgehouden."
        case .gezinslidNietBezien: "Een gezinslid is niet bezien."
        case .nietGeevalueerd: "Er is niet op tijd geevalueerd."
        case .geenOutreach: "Niemand ging naar het gezin toe."
        case .outreachGestopt: "Er ging \(.outreachVenster, .halfjaar) niemand naar het gezin toe."
        case .losgelaten: "Het gezin is losgelaten."
        case .weigeringZonderReactie: "Op een weigering volgde binnen \(.weigeringReactie) geen reactie."
        case .stilte: "Er was meer dan \(.stilteTermijn) stilte."
        case .alleenAanspreekpunt: "Er is alleen een aanspreekpunt; dat is geen regisseur."
        case .benoemdNietAanvaard: "De casemanager is benoemd maar heeft de rol niet (lang genoeg) aanvaard."
        case .geweigerd: "De rol van casemanager is geweigerd."
        case .geenCasemanager: "Er is geen casemanager."
        case .nietHerkend: "De regisseur wordt niet als zodanig herkend."
        case .regiegat: "De regie was of is langer dan \(.regiegatMax) onbezet."
        case .nietErkend: "Minstens de helft van de partijen erkent de regisseur niet."
        case .geenVertrouwen: "Het gezin vertrouwt de regisseur niet."
        case .stagnatieOpen: "Een stagnatie staat te lang open zonder opschaling."
        case .opschalingZonderGevolg: "Er is opgeschaald zonder gevolg."
        case .partijOntbreekt: "Een benodigde partij doet niet mee."
        case .nietNagekomen: "Afspraken zijn te vaak niet nagekomen."
        case .ontoereikend: "De informatie is als ontoereikend beoordeeld."
        case .geenGrondslag: "Er is geen toestemming of andere grondslag."
        case .vasteEinddatum: "De aanpak heeft een vaste einddatum."
        case .geslotenMetOpenProblemen: "Gesloten met open problemen die niemand overnam."
        case .afgewezen: "Een nodige wijziging is binnen de eigen invloed afgewezen."
        case .nietGeprobeerd: "Een nodige wijziging is niet geprobeerd."
        case .nietIngeschakeld: "De meeste gevraagde zorg is niet gelukt."
        case .wacht: "Er is langer dan \(.wachttijdNorm) gewacht zonder overbrugging."
        case .restzorgNietBepaald: "Niet is bepaald wat na afsluiting nog nodig is."
        case .overdrachtNietAanvaard: "Niemand aanvaardde de overdracht."
        case .geenHeropschalingsafspraak: "Er is geen afspraak wanneer wie weer wordt ingeschakeld."
        case .terugvalNietOpgepakt: "Een terugval is niet opgepakt."
        case .afgehaaktTijdensWachten: "Het gezin haakte af terwijl het te lang op zorg wachtte."
        case .waakvlamGedoofd: "Het afgesproken waakvlamcontact is uitgebleven."
        }
    }
}
