import Foundation
import Testing

@Suite struct `Through a pipe` {
    /// Runs a line of Bash in which `waakvlam` is the program, on the folder of the shared server.
    private func bash(_ line: String) async throws -> Program.Outcome {
        let server = try await SharedServer.server
        let script = "waakvlam() { '\(try Program.path())' \"$@\"; }; \(line)"
        let child = try Child(["-c", script], server.environment, program: "/bin/bash")
        defer { child.removeFiles() }
        return Program.Outcome(status: await child.ended(), output: child.output, complaint: child.complaint)
    }

    @Test func `An import reads a pipe, more of them, and a file beside it`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("pijp")
        defer { folder.remove() }
        let files = try (1...3).map { number in
            let lines = try Families.invented(number, gemeente: "GM1311")
            return try folder.write(lines.joined(separator: "\n"), as: "\(number).jsonl")
        }
        let command = "waakvlam import /dev/stdin <(cat '\(files[1])') '\(files[2])' < <(cat '\(files[0])')"
        let outcome = try await bash(command)
        #expect(outcome.status == 0, "\(outcome.complaint)")
        #expect(outcome.output == "36 gebeurtenissen opgenomen, 0 stonden er al, 0 gezinnen geweigerd.\n")
        #expect(try await server.count(of: "GM1311") == 36)
        let fault = try await bash("printf '\\n{fout}' | waakvlam import /dev/stdin")
        #expect(fault.status == 1 && fault.complaint.hasPrefix("/dev/stdin:2: "))
        let full = try await bash("cat '\(files[0])' | TMPDIR=/nergens waakvlam import /dev/stdin")
        #expect(full.status == 1 && full.complaint.contains("TMPDIR"))
    }

    @Test func `Lines of families in any order, over several files, are the same families`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("pijp")
        defer { folder.remove() }
        let families = try (1...3).map { try Families.invented($0, gemeente: "GM1312") }
        let lines = families[0].indices.flatMap { line in families.map { $0[line] } }
        let first = try folder.write("\u{feff}" + lines.prefix(20).joined(separator: "\r\n"), as: "een.jsonl")
        let second = try folder.write(lines.dropFirst(20).joined(separator: "\n\n"), as: "twee.jsonl")
        let outcome = try await server.run("import", first, second)
        #expect(outcome.output == "36 gebeurtenissen opgenomen, 0 stonden er al, 0 gezinnen geweigerd.\n")
        let again = try await server.run("import", second, first)
        #expect(again.output == "0 gebeurtenissen opgenomen, 36 stonden er al, 0 gezinnen geweigerd.\n")
    }

    @Test func `An export whose reader goes away ends without a word, and one to a full disk with 1`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("pijp")
        defer { folder.remove() }
        let lines = try (1...400).flatMap { try Families.invented($0, gemeente: "GM1313") }
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezinnen.jsonl")
        #expect(try await server.run("import", file).status == 0)
        let export = "waakvlam export --gemeente GM1313"
        for trap in ["", "trap '' PIPE; "] {
            let outcome = try await bash("\(trap)\(export) | head -1; exit ${PIPESTATUS[0]}")
            #expect(outcome.output.split(separator: "\n").count == 1)
            #expect(outcome.complaint.isEmpty)
            #expect(outcome.status == 128 + SIGPIPE)
        }
        let full = try await bash("\(export) > /dev/full")
        #expect(full.status == 1)
        #expect(full.complaint == "De uitvoer is niet te schrijven: is de schijf vol?\n")
        let whole = try await bash("\(export) | wc -l")
        #expect(whole.output.contains("4800"))
    }
}
