import Foundation

/// Standard output for what was asked, standard error for everything else.
enum Terminal {
    static func say(_ text: String) { write(Array((text.withVisibleControls + "\n").utf8)) }

    /// Writes text to standard output, all of it or not at all.
    static func write(_ text: [UInt8]) {
        guard let error = Descriptor(number: STDOUT_FILENO).write(text[...]) else { return }
        // Whoever read this has had enough: end as any program does then, also where the signal was switched off.
        if error == EPIPE {
            signal(SIGPIPE, SIG_DFL)
            raise(SIGPIPE)
        }
        complain("De uitvoer is niet te schrijven: is de schijf vol?")
        Foundation.exit(Status.refused.rawValue)
    }

    /// Where even this cannot be written there is nobody left to tell.
    static func complain(_ text: String) { draw(text.withVisibleControls + "\n") }

    /// Writes to standard error as it is, also what steers a terminal: only for text of this program.
    static func draw(_ text: String) {
        _ = Descriptor(number: STDERR_FILENO).write(Array(text.utf8)[...])
    }

    /// How many columns standard error has.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

extension String {
    /// The text with a picture for every control character but the end of a line and a tab: what somebody recorded must
    /// not steer the terminal of who reads it.
    var withVisibleControls: String {
        guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            text.append(scalar.steersTerminal ? scalar.picture : scalar)
        }
        return String(text)
    }
}

extension Unicode.Scalar {
    /// C0, C1 and DEL, and what changes the direction of a text.
    fileprivate var steersTerminal: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Unicode has pictures for C0 and DEL; the others become a replacement character.
    fileprivate var picture: Unicode.Scalar {
        switch value {
        case 0x00...0x1F: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        default: "\u{FFFD}"
        }
    }
}
