extension Indicator {
    /// De 33 indicatoren op casusniveau, in de volgorde van Bijlage 1 van de nota Maastricht.
    public static let alle: [Indicator] = [
        // T1.1
        // Het gezin valt onder de definitie GGSR
        .t111,
        // Het gezin wordt aangemeld voor de aanpak
        .t112,
        // De aanpak start direct na het moment dat het gezin hiervoor is aangemeld
        .t113,

        // T2.1
        // De probleemanalyse is met het gezin gemaakt.
        .t211,
        // De doelen zijn met het gezin bepaald
        .t212,
        // De aanpak is met het gezin bepaald
        .t213,
        // De evaluatie vindt samen met het gezin plaats
        .t214,

        // T2.2
        // Met het gezin wordt bekeken welke problemen zij zelf kunnen oplossen
        .t221,
        // Het gezin wordt geholpen met problemen die zij (nog) niet zelf kunnen oplossen
        .t222,

        // T2.3
        // Het sociale netwerk van het gezin is in kaart gebracht
        .t231,
        // Er is bepaald welke personen in het sociale netwerk een rol kunnen spelen bij de aanpak
        .t232,
        // Als een (positief) sociaal netwerk ontbreekt, maakt het opbouwen hiervan deel uit van de aanpak
        .t233,

        // T3.1
        // Er is een analyse van de problemen van het gezin en de gezinsleden
        .t311,
        // Er zijn doelen gesteld voor alle problemen
        .t312,
        // Er is een gezamenlijk plan voor het gezin
        .t313,
        // De aanpak heeft betrekking op de problemen van alle gezinsleden en op alle leefgebieden
        .t314,
        // Er vindt een gezamenlijke evaluatie plaats van de resultaten van de aanpak voor het gezin
        .t315,

        // T3.2
        // De netwerkpartners werken outreachend
        .t321,
        // Het gezin wordt niet losgelaten
        .t322,

        // T4.1
        // Er is één centrale persoon voor het gezin die de zorg en ondersteuning aan het gezin op elkaar afstemt
        // (de regisseur)
        .t411,
        // De regisseur is bij het gezin betrokken voor de gehele duur van de aanpak.
        .t412,
        // De netwerkpartners erkennen de rol van de regisseur
        .t413,
        // De regisseur heeft vertrouwen van het gezin
        .t414,
        // De regisseur zorgt ervoor dat eventuele stagnaties in de zorg en ondersteuning worden opgeheven (NB:
        // opschalen)
        .t415,

        // T4.2
        // De partijen die relevant zijn, maken deel uit van de aanpak
        .t421,
        // De netwerkpartners houden zich aan de gemaakte afspraken voor het gezin
        .t422,

        // T4.3
        // De beschikbare informatie over het gezin is toereikend om: - Een probleemanalyse te maken - Doelen te
        // bepalen - De aanpak te bepalen
        .t431,
        // De beschikbare informatie is toereikend om de problemen in samenhang aan te pakken
        .t432,

        // T5.1
        // De aanpak loopt door totdat de problemen zijn opgelost of beheersbaar zijn
        .t511,

        // T5.2
        // De regisseur is in staat om de intensiteit van de zorg en de ondersteuning te verminderen of vermeerderen
        .t521,
        // De regisseur slaagt erin om tijdens de aanpak de benodigde zorg en ondersteuning in te schakelen
        .t522,
        // De inzet van de benodigde zorg en ondersteuning is tijdig
        .t523,

        // T5.3
        // De regisseur bekijkt aan het einde van de aanpak wat nog aan zorg en ondersteuning nodig is en regelt
        // dat op maat
        .t531,
    ]
}
