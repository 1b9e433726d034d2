import Testing

/// De tabellen "Uitkomsten verbeterpunten", overgeschreven uit de stukken van Zwolle en Delft (juni 2015).
struct Verbeterpuntendocument: Sendable, CustomTestStringConvertible {
    let aanpak: String
    let rijen: [Rij]

    var testDescription: String { aanpak }

    struct Rij: Sendable {
        let indicatoren: [String]
        let eerste: Cel
        let tweede: Cel

        init(_ indicatoren: String..., eerste: Cel, tweede: Cel) {
            self.indicatoren = indicatoren
            self.eerste = eerste
            self.tweede = tweede
        }
    }

    struct Cel: Sendable {
        let teken: String
        let begin: String
        let einde: String
        let letOp: String?

        init(_ teken: String, _ begin: String, _ einde: String, letOp: String? = nil) {
            self.teken = teken
            self.begin = begin
            self.einde = einde
            self.letOp = letOp
        }
    }

    static let alle = [zwolleBijzondereDoelgroepen, zwolleBemoeizorgJeugd, delft]

    static let zwolleBijzondereDoelgroepen = Verbeterpuntendocument(
        aanpak: "zwolle-bijzondere-doelgroepen",
        rijen: [
            Rij(
                "Alle netwerkpartners hanteren dezelfde omschrijving van GGSR",
                eerste: Cel("X", "De gemeente en de netwerkpartners hanteren afwijkende", "Bijzondere doelgroepen."),
                tweede: Cel(
                    "–",
                    "STJ heeft dit punt niet kunnen (her)toetsen",
                    "juiste gezinnen in de aanpak terecht komen."
                )
            ),
            Rij(
                "De gemeente heeft zicht op de populatie GGSR",
                eerste: Cel(
                    "X",
                    "De gemeente heeft geen beeld van de omvang",
                    "in welke wijken de problematiek bestaat."
                ),
                tweede: Cel(
                    "✓",
                    "De gemeente Zwolle heeft de ambitie dat de wijkteams",
                    "in een hun eigen wijk speelt."
                )
            ),
            Rij(
                "De netwerkpartners evalueren de resultaten van de aanpak",
                "De gemeente evalueert de resultaten van de aanpak",
                "Op basis van de evaluatie wordt het beleid gecontinueerd dan wel bijgesteld",
                eerste: Cel(
                    "X",
                    "Er is geen evaluatie van het team",
                    "de netwerkpartners zijn hier niet van op de hoogte."
                ),
                tweede: Cel("✓", "De gemeente heeft laten weten de aanpak vanaf 2015", "volgens een vast format.")
            ),
            Rij(
                "De doorzettingsmacht voor de regisseur is geregeld",
                eerste: Cel("X", "De doorzettingsmacht voor de regisseur", "is niet geregeld."),
                tweede: Cel(
                    "X",
                    "De gemeente heeft met de betrokken partijen besproken",
                    "het regelen van doorzettingsmacht."
                )
            ),
            Rij(
                "Uitgangspunt bij de aanpak is dat het gezin niet wordt losgelaten",
                eerste: Cel(
                    "X",
                    "Twee van de drie netwerkpartners geven aan",
                    "worden deze volgens de gemeente ingezet."
                ),
                tweede: Cel("✓", "Binnen de aanpak worden dwang- en drangmaatregelen", "kindbeschermings-maatregelen).")
            ),
            Rij(
                "Alle partijen die relevant zijn, zijn verbonden aan de aanpak",
                eerste: Cel("X", "De gemeente noemt een groot aantal relevante", "Sociale zaken gemeente."),
                tweede: Cel(
                    "✓",
                    "De adviseur Bijzondere Doelgroepen beschikt over een groot netwerk",
                    "als dit noodzakelijk wordt geacht.",
                    letOp: "NB: In het onderzoek op casusniveau heeft STJ"
                )
            ),
            Rij(
                "Netwerkpartners zorgen voor beschikbaarheid van zorg en ondersteuning voor de gezinnen binnen de aanpak",
                eerste: Cel("X", "Er zijn volgens de gemeente geen afspraken", "dat die afspraken er wel zijn."),
                tweede: Cel("X", "Er zijn volgens de gemeente geen afspraken", "als gevolg van wachtlijsten.")
            ),
        ]
    )

    static let zwolleBemoeizorgJeugd = Verbeterpuntendocument(
        aanpak: "zwolle-bemoeizorg-jeugd",
        rijen: [
            Rij(
                "De gemeente heeft zicht op de populatie GGSR",
                eerste: Cel(
                    "X",
                    "De gemeente heeft geen beeld van de omvang",
                    "in welke wijken de problematiek bestaat."
                ),
                tweede: Cel(
                    "–",
                    "STJ heeft dit punt niet kunnen (her)toetsen",
                    "juiste gezinnen in de aanpak terecht komen."
                )
            ),
            Rij(
                "De resultaten van de aanpak worden bijgehouden",
                "De netwerkpartners evalueren de resultaten van de aanpak",
                "De gemeente evalueert de resultaten van de aanpak",
                "Op basis van de evaluatie wordt het beleid gecontinueerd dan wel bijgesteld",
                eerste: Cel("X", "In 2008 is de aanpak geëvalueerd", "participerende instellingen besproken."),
                tweede: Cel("✓", "De gemeente heeft laten weten de aanpak vanaf 2015", "volgens een vast format.")
            ),
            Rij(
                "De doorzettingsmacht voor de regisseur is geregeld",
                eerste: Cel("X", "De doorzettingsmacht voor de regisseur", "is niet geregeld."),
                tweede: Cel("X", "De doorzettingsmacht voor de regisseur", "te bespreken met de regiogemeenten.")
            ),
            Rij(
                "Uitgangspunt bij de aanpak is dat het gezin niet wordt losgelaten",
                eerste: Cel("X", "De netwerkpartners verschillen van mening", "creativiteit en vasthoudendheid."),
                tweede: Cel(
                    "✓",
                    "Indien nodig kunnen de trajectbegeleiders",
                    "overgaan tot ontruiming.",
                    letOp: "LET OP: De (daadwerkelijke) inzet van dwang en drang"
                )
            ),
            Rij(
                "Netwerkpartners zorgen voor beschikbaarheid van zorg en ondersteuning voor de gezinnen binnen de aanpak",
                eerste: Cel("X", "Er zijn geen afspraken gemaakt met de netwerkpartners", "outreaching werken."),
                tweede: Cel("X", "Er zijn geen afspraken gemaakt met de netwerkpartners", "vanwege wachtlijsten.")
            ),
            Rij(
                "Netwerkpartners hebben de afspraak gemaakt dat de intensieve zorg en ondersteuning indien nodig een vervolg "
                    + "kunnen krijgen",
                eerste: Cel("X", "De gemeente geeft aan dat er afspraken zijn", "aan de reguliere hulpverlening."),
                tweede: Cel("X", "Het organiseren van nazorg", "als langdurig vangnetcontact.")
            ),
        ]
    )

    static let delft = Verbeterpuntendocument(
        aanpak: "delft-gezinscoaching",
        rijen: [
            Rij(
                "De netwerkpartners hebben gezamenlijke doelen geformuleerd ten aanzien van de aanpak van GGSR",
                eerste: Cel("X", "De netwerkpartners formuleren onafhankelijk", "een hulp-aanbod te organiseren."),
                tweede: Cel(
                    "–",
                    "STJ heeft dit punt niet kunnen (her)toetsen",
                    "juiste gezinnen in de aanpak terecht komen."
                )
            ),
            Rij(
                "De doorzettingsmacht voor de regisseur is geregeld",
                "De regisseur is voldoende toegerust om zijn functie uit te oefenen",
                eerste: Cel("X", "De gezinscoach heeft geen doorzettingsmacht", "te kunnen uitvoeren."),
                tweede: Cel("✓", "De coaches hebben de bevoegdheid zorg in te zetten", "een assessment plaatsgevonden.")
            ),
            Rij(
                "Uitgangspunt bij de aanpak is dat het gezin niet wordt losgelaten",
                eerste: Cel("X", "De aanpak gezinscoaching beschikt niet over dwang", "via Bureau Jeugdzorg gedaan."),
                tweede: Cel(
                    "✓",
                    "De gemeente Delft heeft samen met de gemeente Rijswijk",
                    "onderdeel uit van het team."
                )
            ),
            Rij(
                "De netwerkpartners geven hun medewerkers de bevoegdheid om beslissingen te nemen over de intensieve zorg en "
                    + "ondersteuning voor de gezinnen",
                eerste: Cel(
                    "X",
                    "De netwerkpartners geven hun medewerkers geen",
                    "de zorg afstemmen voor de gezinnen."
                ),
                tweede: Cel("✓", "De coaches hebben de bevoegdheid zorg in te zetten", "functie uit te oefenen'.")
            ),
            Rij(
                "Netwerkpartners zorgen voor beschikbaarheid van zorg en ondersteuning voor de gezinnen binnen de aanpak",
                eerste: Cel("X", "In Delft is er een wachtlijst", "die de zorg vertragen."),
                tweede: Cel(
                    "✓",
                    "De gemeente Delft heeft geen afspraken",
                    "onder preventief toezicht van de provincie staat."
                )
            ),
        ]
    )
}
