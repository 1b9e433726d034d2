import Foundation

/// The machine that measures, and the memory of processes on it.
enum Machine {
    /// What a reader must know to compare the absolutes; no name of the machine.
    static var description: [String: String] {
        var facts = ["kernen": String(ProcessInfo.processInfo.activeProcessorCount)]
        facts["geheugenMiB"] = String(ProcessInfo.processInfo.physicalMemory / 1_048_576)
        facts["systeem"] = ProcessInfo.processInfo.operatingSystemVersionString
        facts["processor"] = value(of: "model name", in: "/proc/cpuinfo")
        return facts
    }

    /// The most memory that a process ever had, in bytes; nil when it is gone or the system does not say.
    static func peak(of process: Int32) -> Int? { kibibytes("VmHWM", of: "\(process)") }

    /// The most memory that this process ever had, in bytes; 0 when the system does not say.
    static var ownPeak: Int { kibibytes("VmHWM", of: "self") ?? 0 }

    /// Starts counting `ownPeak` from what this process has now.
    static func resetOwnPeak() {
        guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
        try? file.write(contentsOf: Data("5".utf8))
        try? file.close()
    }

    private static func kibibytes(_ name: String, of process: String) -> Int? {
        let text = value(of: name, in: "/proc/\(process)/status")
        return text?.split(separator: " ").first.flatMap { Int($0) }.map { $0 * 1024 }
    }

    private static func value(of name: String, in path: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }
}
