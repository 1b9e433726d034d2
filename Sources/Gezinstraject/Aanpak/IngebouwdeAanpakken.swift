import CivilTime

extension Aanpakprofielen {
    /// De acht aanpakken van de stukken (DOMAIN §3), zoals `Schema/Aanpakken` ze beschrijft.
    public static let ingebouwd = Aanpakprofielen(
        Dictionary(
            [
                Aanpakreeks(.maastrichtIntegraleAanpak),
                .overgenomen("spijkenisse-brede-zorgcoordinatie", drang: false, enkeleRegisseur: false),
                .overgenomen("lelystad-gezinscoaching", drang: true, enkeleRegisseur: true),
                .overgenomen("zwolle-bijzondere-doelgroepen", drang: true, enkeleRegisseur: true),
                .overgenomen("zwolle-bemoeizorg-jeugd", drang: true, enkeleRegisseur: true),
                .overgenomen("delft-gezinscoaching", drang: false, enkeleRegisseur: true),
                .overgenomen("delft-team-jeugd", drang: true, enkeleRegisseur: true, vanaf: beginVanTeams),
                .overgenomen("delft-sociaal-team", drang: true, enkeleRegisseur: true, vanaf: beginVanTeams),
            ].compactMap { reeks in reeks.versies[0].profiel.code.map { ($0, reeks) } },
            uniquingKeysWith: { _, laatste in laatste }
        )
    )

    /// Team Jeugd en het Sociaal Team werken vanaf 1 januari 2015 (DEL Ontwikkeling 2014).
    private static let beginVanTeams = Dag(jaar: 2015, maand: 1, dag: 1)
}

extension Aanpakreeks {
    /// Een aanpak zonder prioritering, met de zeven leefgebieden van de definitie en de termijnen van Maastricht.
    fileprivate static func overgenomen(
        _ code: String,
        drang: Bool,
        enkeleRegisseur: Bool,
        vanaf: Dag? = nil
    ) -> Aanpakreeks {
        let profiel = Aanpakprofiel(
            code: Aanpakcode(code),
            leefgebieden: Aanpakprofiel.leefgebiedenVanDeDefinitie,
            drang: drang,
            prioritering: false,
            enkeleRegisseur: enkeleRegisseur,
            planTermijnHerkomst: .overgenomen,
            normen: []
        )
        return Aanpakreeks(profiel, vanaf: vanaf ?? .eerste)
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
