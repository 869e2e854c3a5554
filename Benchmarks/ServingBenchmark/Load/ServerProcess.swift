import Foundation

/// What the kernel says about a process.
struct ServerProcess: Sendable {
    let id: Int32

    /// Resident memory in bytes; 0 when the process is gone.
    var residentBytes: Int { field("VmRSS:").map { $0 * 1024 } ?? 0 }
    /// Resident memory of its own; pages of mapped files, which the system takes back when it likes, are left out.
    var anonymousBytes: Int { field("RssAnon:").map { $0 * 1024 } ?? 0 }
    var threads: Int { field("Threads:") ?? 0 }
    var descriptors: Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd").count) ?? 0 }

    /// Bytes that it asked the system for so far, from files and connections, whether the disk had to be read or not.
    var bytesRead: Int {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/io", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("rchar:") })
        else { return 0 }
        return Int(line.dropFirst(6).trimmingCharacters(in: .whitespaces)) ?? 0
    }

    /// Seconds of processor time that it has used.
    var processorSeconds: Double {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8), let end = text.lastIndex(of: ")") else {
            return 0
        }
        let fields = text[end...].split(separator: " ")
        // Fields 14 and 15 of the line, counted from 1; the name and the number lie before `)`.
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private func field(_ name: String) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            return line.dropFirst(name.count).split(separator: " ").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }.first
        }
        return nil
    }
}
