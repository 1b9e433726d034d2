import Foundation

/// Standard output for what was asked, standard error for everything else.
enum Terminal {
    static func say(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
        } catch {
            complain("De uitvoer is niet te schrijven: is de schijf vol?")
            Foundation.exit(Status.refused.rawValue)
        }
    }

    /// Where even this cannot be written there is nobody left to tell.
    static func complain(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
