import CivilTime

extension Aanpakprofielen {
    /// De acht aanpakken van de stukken (DOMAIN §3).
    public static let ingebouwd = Aanpakprofielen([
        .maastrichtIntegraleAanpak,
        .overgenomen("spijkenisse-brede-zorgcoordinatie", drang: false, enkeleRegisseur: false),
        .overgenomen("lelystad-gezinscoaching", drang: true, enkeleRegisseur: true),
        .overgenomen("zwolle-bijzondere-doelgroepen", drang: true, enkeleRegisseur: true),
        .overgenomen("zwolle-bemoeizorg-jeugd", drang: true, enkeleRegisseur: true),
        .overgenomen("delft-gezinscoaching", drang: false, enkeleRegisseur: true),
        .overgenomen("delft-team-jeugd", drang: true, enkeleRegisseur: true),
        .overgenomen("delft-sociaal-team", drang: true, enkeleRegisseur: true),
    ])
}

extension Aanpakprofiel {
    /// Zonder aanmelding, of met een aanpak die niemand kent (INDICATORS §1.3, "profile").
    public static let zonderAanpak = Aanpakprofiel(
        code: nil,
        leefgebieden: zevenVanDeDefinitie,
        drang: true,
        prioritering: true,
        enkeleRegisseur: false,
        planTermijnHerkomst: .overgenomen,
        planNormVanaf: nil
    )

    /// Maastricht, Integrale Aanpak (MAA §1.2, §2; DOMAIN §3.6).
    ///
    /// De plannorm geldt vanaf de dag van de Leidraad, 1 juli 2011 (MAA §4.1; afgeleid).
    static let maastrichtIntegraleAanpak = Aanpakprofiel(
        code: Aanpakcode("maastricht-integrale-aanpak"),
        leefgebieden: [
            .lichamelijkeGezondheid, .geestelijkeGezondheid, .wonen, .werk, .inkomen, .sociaalNetwerk, .veiligheid,
            .praktischFunctioneren,
        ],
        drang: true,
        prioritering: true,
        enkeleRegisseur: false,
        planTermijnHerkomst: .gesteld,
        planNormVanaf: Dag(jaar: 2011, maand: 7, dag: 1)
    )

    /// Een aanpak zonder prioritering, met de zeven leefgebieden van de definitie en de termijnen van Maastricht.
    fileprivate static func overgenomen(_ code: String, drang: Bool, enkeleRegisseur: Bool) -> Aanpakprofiel {
        Aanpakprofiel(
            code: Aanpakcode(code),
            leefgebieden: zevenVanDeDefinitie,
            drang: drang,
            prioritering: false,
            enkeleRegisseur: enkeleRegisseur,
            planTermijnHerkomst: .overgenomen,
            planNormVanaf: nil
        )
    }

    /// De leefgebieden van de definitie GGSR (ZWO, DEL).
    private static let zevenVanDeDefinitie: [Leefgebied] = [
        .gezin, .wonen, .werk, .inkomen, .gezondheid, .onderwijs, .veiligheid,
    ]
}
