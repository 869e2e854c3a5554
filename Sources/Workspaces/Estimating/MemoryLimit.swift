import Glibc

/// How much memory a step may have.
public enum MemoryLimit {
    /// Share of what is free that a step may plan for; the rest is for what the estimate does not see, and for others.
    static let share = 0.8

    /// Four fifths of what is free: of the machine, or of the control group that the process runs in, whichever is less.
    public static func standard() -> Int {
        let free = MachineReport().availableMemoryBytes
        return Int(Double(min(free, groupRoom() ?? free)) * share)
    }

    /// What the control group still allows; nil without one.
    private static func groupRoom() -> Int? {
        for (limit, usage) in groupFiles() {
            guard let most = number(limit), most < 1 << 60 else { continue }
            return max(0, most - (number(usage) ?? 0))
        }
        return nil
    }

    /// Version 2 in the group of the process and at the root, then version 1.
    private static func groupFiles() -> [(limit: String, usage: String)] {
        let groups = (text("/proc/self/cgroup") ?? "").split(separator: "\n")
        let own = groups.first { $0.hasPrefix("0::/") }.map { String($0.dropFirst(3)) } ?? ""
        let folders = own.isEmpty || own == "/" ? ["/sys/fs/cgroup"] : ["/sys/fs/cgroup" + own, "/sys/fs/cgroup"]
        return folders.map { ($0 + "/memory.max", $0 + "/memory.current") } + [
            ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes")
        ]
    }

    /// Nil for a file that is missing or says "max".
    private static func number(_ path: String) -> Int? { text(path).flatMap { Int($0.split(separator: "\n").first ?? "") } }

    private static func text(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
