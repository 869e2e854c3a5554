#if canImport(Glibc)
    import Glibc
#endif

/// How much memory the process has needed at most.
public enum PeakMemory {
    /// `VmHWM` of `/proc/self/status` in bytes; 0 where the system has no such file.
    public static func bytes() -> Int {
        #if os(Linux)
            guard let file = fopen("/proc/self/status", "r") else { return 0 }
            defer { fclose(file) }
            var line = [CChar](repeating: 0, count: 512)
            while fgets(&line, Int32(line.count), file) != nil {
                if let kilobytes = kilobytes(in: line) { return kilobytes * 1024 }
            }
        #endif
        return 0
    }

    /// The number in a line such as `VmHWM:     5120 kB`, nil in any other line.
    private static func kilobytes(in line: [CChar]) -> Int? {
        let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        guard bytes.starts(with: "VmHWM:".utf8) else { return nil }
        let digits = bytes.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
