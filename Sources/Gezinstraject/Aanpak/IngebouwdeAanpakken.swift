import CivilTime

extension Aanpakprofielen {
    /// De acht aanpakken van de stukken (DOMAIN §3), zoals `Schema/Aanpakken` ze beschrijft.
    public static let ingebouwd = Aanpakprofielen(
        Dictionary(
            [
                Aanpakreeks(.maastrichtIntegraleAanpak),
                .overgenomen("spijkenisse-brede-zorgcoordinatie", drang: false, enkeleRegisseur: false),
                .overgenomen(
                    "lelystad-gezinscoaching",
                    drang: true,
                    enkeleRegisseur: true,
                    treden: [
                        "hulpverlener", "betrokken manager (casuscoördinatie)", "casusautoriteit CJG", "wethouder",
                    ]
                ),
                .overgenomen(
                    "zwolle-bijzondere-doelgroepen",
                    drang: true,
                    enkeleRegisseur: true,
                    treden: ["adviseur Bijzondere Doelgroepen", "directies of bestuur"]
                ),
                .overgenomen(
                    "zwolle-bemoeizorg-jeugd",
                    drang: true,
                    enkeleRegisseur: true,
                    treden: ["trajectbegeleider", "managersoverleg"]
                ),
                .overgenomen("delft-gezinscoaching", drang: false, enkeleRegisseur: true),
                .delftsTeam("delft-team-jeugd"),
                .delftsTeam("delft-sociaal-team"),
            ].compactMap { reeks in reeks.versies[0].profiel.code.map { ($0, reeks) } },
            uniquingKeysWith: { _, laatste in laatste }
        )
    )
}

extension Aanpakreeks {
    /// Een aanpak zonder prioritering, met de zeven leefgebieden van de definitie en de termijnen van Maastricht.
    fileprivate static func overgenomen(
        _ code: String,
        drang: Bool,
        enkeleRegisseur: Bool,
        vanaf: Dag? = nil,
        treden: [String] = []
    ) -> Aanpakreeks {
        let profiel = Aanpakprofiel(
            code: Aanpakcode(code),
            leefgebieden: Aanpakprofiel.leefgebiedenVanDeDefinitie,
            drang: drang,
            prioritering: false,
            enkeleRegisseur: enkeleRegisseur,
            planTermijnHerkomst: .overgenomen,
            normen: [],
            treden: treden
        )
        return Aanpakreeks(profiel, vanaf: vanaf ?? .eerste)
    }

    /// Team Jeugd of het Sociaal Team, die vanaf 1 januari 2015 werken (DEL Ontwikkeling 2014).
    fileprivate static func delftsTeam(_ code: String) -> Aanpakreeks {
        overgenomen(
            code,
            drang: true,
            enkeleRegisseur: true,
            vanaf: Dag(jaar: 2015, maand: 1, dag: 1),
            treden: ["coach", "teamleider", "leidinggevende van de zorgaanbieder"]
        )
    }
}

extension Aanpakprofiel {
    /// Zonder aanmelding, of met een aanpak die niemand kent (INDICATORS §1.3, "profile").
    public static let zonderAanpak = Aanpakprofiel(
        code: nil,
        leefgebieden: leefgebiedenVanDeDefinitie,
        drang: true,
        prioritering: true,
        enkeleRegisseur: false,
        planTermijnHerkomst: .overgenomen,
        normen: []
    )

    /// Maastricht, Integrale Aanpak (MAA §1.2, §2; DOMAIN §3.6).
    ///
    /// De plannorm geldt vanaf de dag van de Leidraad, 1 juli 2011 (MAA §4.1; afgeleid).
    fileprivate static let maastrichtIntegraleAanpak = Aanpakprofiel(
        code: Aanpakcode("maastricht-integrale-aanpak"),
        leefgebieden: [
            .lichamelijkeGezondheid, .geestelijkeGezondheid, .wonen, .werk, .inkomen, .sociaalNetwerk, .veiligheid,
            .praktischFunctioneren,
        ],
        drang: true,
        prioritering: true,
        enkeleRegisseur: false,
        planTermijnHerkomst: .gesteld,
        normen: [Aanpaknorm(.planTermijn, .termijn(.maanden(1)), vanaf: Dag(jaar: 2011, maand: 7, dag: 1))]
    )
}
