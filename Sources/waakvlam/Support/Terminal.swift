import Foundation

/// Standard output for what was asked, standard error for everything else.
enum Terminal {
    static func say(_ text: String) { write(Array((text + "\n").utf8)) }

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
    static func complain(_ text: String, terminator: String = "\n") {
        _ = Descriptor(number: STDERR_FILENO).write(Array((text + terminator).utf8)[...])
    }

    /// How many columns standard error has.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
