/// What a run showed.
struct ChaosReport {
    let tally: ChaosTally
    let strikes: [ChaosStrike]
    let violations: [String]
    private let settings: ChaosSettings
    private let check: ChaosCheck
    private let longestSilence: Duration

    init(_ settings: ChaosSettings, _ contents: ChaosLedger.Contents, _ check: ChaosCheck) {
        (self.settings, self.check) = (settings, check)
        (tally, strikes, longestSilence) = (contents.tally, contents.strikes, contents.longestSilence)
        // Recovery takes seconds, also when blows follow each other: longer means that something hangs.
        let isLong = longestSilence > .seconds(30)
        let silence = isLong ? ["\(longestSilence.milliseconds) ms lang is er niets bevestigd"] : []
        violations = contents.violations + check.violations + silence
    }

    var text: String {
        let verdict = violations.isEmpty ? "GOED: geen enkele schending" : "FOUT: \(violations.count) schendingen"
        return (lines + [verdict] + violations.prefix(20).map { "  " + $0 }).joined(separator: "\n") + "\n"
    }

    private var lines: [String] {
        [
            "Chaos met zaad \(settings.seed), \(settings.duration.components.seconds) s, \(settings.writers) schrijvers, "
                + "\(settings.gemeenten.count) logboeken",
            "Gedood of gestopt: \(strikes.count) keer; niet beschikbaar daarna (mediaan en langst, ms):",
        ] + ChaosStrike.Kind.allCases.map(line) + [
            "  langste stilte tussen twee bevestigingen: \(longestSilence.milliseconds) ms",
            "Bevestigd: \(tally.acknowledged) gebeurtenissen in \(tally.answers) antwoorden, waarvan \(tally.repeated) "
                + "herhalingen",
            "Geweigerd: \(tally.refused) gebeurtenissen, \(tally.conflicts) keer om de versie, "
                + "\(tally.reuseRefused) keer om een id die al gebruikt was",
            "Antwoord kwijt of niet beschikbaar, en opnieuw gevraagd: \(tally.unknown) keer; "
                + "\(tally.unknownStored) verzoeken stonden er toen al",
            "Opgeslagen: \(check.stored) gebeurtenissen van \(check.families) gezinnen",
            "Verloren \(check.lost), dubbel \(check.duplicated), anders dan bevestigd \(check.different), gaten "
                + "\(check.gaps), nooit verstuurd \(check.unsent)",
            "Oordelen van alle gezinnen op \(check.days.joined(separator: " en ")) vergeleken met die uit de export",
        ]
    }

    private func line(_ kind: ChaosStrike.Kind) -> String {
        let all = strikes.filter { $0.kind == kind }
        let gaps = all.compactMap(\.gap).sorted()
        guard let longest = gaps.last else { return "  \(kind.rawValue): \(all.count)" }
        return "  \(kind.rawValue): \(all.count), \(gaps[gaps.count / 2].milliseconds) en \(longest.milliseconds)"
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
