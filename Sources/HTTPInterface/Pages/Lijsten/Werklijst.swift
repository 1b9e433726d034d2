import ReadModels

/// A list of tasks: which ones, and what it is called.
struct Werklijst: Sendable {
    let pad: String
    let titel: String
    let uitleg: String
    /// What stands in its place when there is nothing.
    let leeg: String
    /// Without any, every kind.
    var soorten: Set<Taaksoort> = []
    /// The tasks of whoever looks.
    var isEigen = false
    /// How far ahead it looks when nobody says.
    var termijn = Lijstfilter.Termijn.alles

    static let alle = [
        mijnDag, werkvoorraad, aanmeldingen, planTeLaat, stagnatie, nazorg,
    ]

    static let mijnDag = Werklijst(
        pad: "/mijn-dag",
        titel: "Mijn dag",
        uitleg: "Wat er te doen is in de gezinnen waar u over gaat; wat het langst over tijd is eerst.",
        leeg: "Er staat niets voor u open.",
        isEigen: true
    )

    static let werkvoorraad = Werklijst(
        pad: "/werkvoorraad",
        titel: "Werkvoorraad",
        uitleg: "Alles wat er in de gemeente te doen is; wat het langst over tijd is eerst.",
        leeg: "Er staat niets open."
    )

    static let aanmeldingen = Werklijst(
        pad: "/aanmeldingen",
        titel: "Aanmeldingen en prioritering",
        uitleg: "Gezinnen die zijn aangemeld en wachten op een besluit of een begin.",
        leeg: "Er wacht geen aanmelding op een besluit.",
        soorten: [.prioriteren, .starten, .procesmanagerToewijzen]
    )

    static let planTeLaat = Werklijst(
        pad: "/plan-te-laat",
        titel: "Plan te laat",
        uitleg: "Gezinnen waarvan analyse, plan of evaluatie over tijd is.",
        leeg: "Er is geen plan over tijd.",
        soorten: [
            .analyseVaststellen, .planVaststellen, .planTerugvinden, .planBijwerken, .planBijhouden, .evalueren,
        ],
        termijn: .overTijd
    )

    static let stagnatie = Werklijst(
        pad: "/stagnatie",
        titel: "Stagnatie en opschalingen",
        uitleg: "Waar niets beweegt: stagnaties, opschalingen, conflicten, en partijen die hun afspraak niet nakwamen.",
        leeg: "Er is geen stagnatie of opschaling open.",
        soorten: [
            .stagnatieOpheffen, .opschalingOpvolgen, .conflictOplossen, .knelpuntOplossen, .partijAanspreken,
            .partijBetrekken, .zorgRegelen,
        ]
    )

    static let nazorg = Werklijst(
        pad: "/nazorg",
        titel: "Nazorg",
        uitleg: "Wat er na de afsluiting te doen is: afspreken, contact houden, en een terugval oppakken.",
        leeg: "Er is in de nazorg niets te doen.",
        soorten: [.nazorgcontact, .terugvalOppakken, .nazorgAfspreken, .overdrachtAanvaarden, .eindevaluatie]
    )

    /// What can bring a family on the agenda of an MDO, beside a meeting that was planned.
    static let agendaredenen: Set<Taaksoort> = stagnatie.soorten.union([
        .planVaststellen, .planBijwerken, .evalueren, .werkafspraak, .weigeringBeantwoorden, .contactLeggen,
    ])
}
