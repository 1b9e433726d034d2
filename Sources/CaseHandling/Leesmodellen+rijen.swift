public import CivilTime
public import Gezinstraject
public import ReadModels
public import Toetsingskader
public import WireValues

/// Een open taak van een gezin.
public struct Taakregel: Hashable, Sendable {
    /// Het gezin.
    public let gezin: UUID
    /// Het nummer van het traject.
    public let traject: Int
    /// Wat er te doen is.
    public let soort: Taaksoort
    /// Waarover.
    public let sleutel: String
    /// Sinds wanneer.
    public let sinds: Dag
    /// De laatste dag die op tijd is.
    public let uiterlijk: Dag?
    /// De trede van de opschalingsladder.
    public let trede: Int?
    /// De partij van wie het verwacht wordt.
    public let partij: String?
    /// Wie procesmanager is.
    public let procesmanager: Actor?
    /// Wie casemanager is.
    public let casemanager: Actor?
    /// De gebeurtenis waardoor zij er is.
    public let aanleiding: UUID

    /// Een taak.
    public init(
        gezin: UUID,
        traject: Int,
        soort: Taaksoort,
        sleutel: String,
        sinds: Dag,
        uiterlijk: Dag?,
        trede: Int?,
        partij: String?,
        procesmanager: Actor?,
        casemanager: Actor?,
        aanleiding: UUID
    ) {
        self.gezin = gezin
        self.traject = traject
        self.soort = soort
        self.sleutel = sleutel
        self.sinds = sinds
        self.uiterlijk = uiterlijk
        self.trede = trede
        self.partij = partij
        self.procesmanager = procesmanager
        self.casemanager = casemanager
        self.aanleiding = aanleiding
    }
}

/// Een gezin met het traject dat telt.
public struct Gezinsregel: Hashable, Sendable {
    /// Het gezin.
    public let gezin: UUID
    /// Het nummer van het traject.
    public let traject: Int
    /// De fase.
    public let fase: Fase
    /// De aanpak.
    public let aanpak: Aanpakcode?
    /// Wie procesmanager is.
    public let procesmanager: Actor?
    /// Wie casemanager is.
    public let casemanager: Actor?
    /// De wijk.
    public let wijk: String?
    /// De start.
    public let gestartOp: Dag?
    /// De dag van de afsluiting.
    public let geslotenOp: Dag?
    /// De dag van het laatste contact.
    public let laatsteContactOp: Dag?
    /// De dag van de laatste poging die mislukte.
    public let laatstePogingOp: Dag?
    /// De dag van het laatste overleg.
    public let laatsteOverlegOp: Dag?
    /// De dag van de laatste gebeurtenis.
    public let laatsteGebeurtenisOp: Dag?

    /// Een gezin.
    public init(
        gezin: UUID,
        traject: Int,
        fase: Fase,
        aanpak: Aanpakcode?,
        procesmanager: Actor?,
        casemanager: Actor?,
        wijk: String?,
        gestartOp: Dag?,
        geslotenOp: Dag?,
        laatsteContactOp: Dag?,
        laatstePogingOp: Dag?,
        laatsteOverlegOp: Dag?,
        laatsteGebeurtenisOp: Dag?
    ) {
        self.gezin = gezin
        self.traject = traject
        self.fase = fase
        self.aanpak = aanpak
        self.procesmanager = procesmanager
        self.casemanager = casemanager
        self.wijk = wijk
        self.gestartOp = gestartOp
        self.geslotenOp = geslotenOp
        self.laatsteContactOp = laatsteContactOp
        self.laatstePogingOp = laatstePogingOp
        self.laatsteOverlegOp = laatsteOverlegOp
        self.laatsteGebeurtenisOp = laatsteGebeurtenisOp
    }
}

/// Hoeveel taken van een soort open staan.
public struct Taaktelling: Hashable, Sendable {
    /// De soort.
    public let soort: Taaksoort
    /// Zoveel staan er open; nil als het aantal niet getoond wordt (`KleineAantallen`).
    public let open: Int?
    /// Zoveel daarvan zijn over tijd; nil als het aantal niet getoond wordt.
    public let overTijd: Int?

    /// Een telling.
    public init(soort: Taaksoort, open: Int?, overTijd: Int?) {
        self.soort = soort
        self.open = open
        self.overTijd = overTijd
    }
}

/// Hoeveel gezinnen een procesmanager in een fase heeft.
public struct Caseloadregel: Hashable, Sendable {
    /// Wie; nil als er niemand is.
    public let procesmanager: Actor?
    /// De aanpak.
    public let aanpak: Aanpakcode?
    /// De fase.
    public let fase: Fase
    /// Zoveel gezinnen.
    public let gezinnen: Int

    /// Een regel.
    public init(procesmanager: Actor?, aanpak: Aanpakcode?, fase: Fase, gezinnen: Int) {
        self.procesmanager = procesmanager
        self.aanpak = aanpak
        self.fase = fase
        self.gezinnen = gezinnen
    }
}

/// Hoe vaak een oordeel over een indicator voorkomt.
public struct Oordeeltelling: Hashable, Sendable {
    /// De indicator.
    public let indicator: Indicatorcode
    /// Uitkomst en reden.
    public let oordeel: Oordeelkern
    /// Bij zoveel gezinnen; nil als het aantal niet getoond wordt (`KleineAantallen`).
    public let gezinnen: Int?

    /// Een telling.
    public init(indicator: Indicatorcode, oordeel: Oordeelkern, gezinnen: Int?) {
        self.indicator = indicator
        self.oordeel = oordeel
        self.gezinnen = gezinnen
    }
}
