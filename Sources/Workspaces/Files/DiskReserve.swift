import Glibc

/// Space that imports and trainings leave free, so that reading, erasing and going back to an earlier model work on a full disk.
///
/// SQLite needs some room even to read, and erasing writes before it frees.
public enum DiskReserve {
    /// 1 GiB, or a twentieth of a disk smaller than 20 GiB.
    public static let defaultBytes = 1 << 30

    /// - Parameters:
    ///   - bytes: nil for the default.
    ///   - beyond: what the action itself will take.
    /// - Throws: `WorkspaceError.full` when less than that is free; nothing was written yet.
    static func demand(_ bytes: Int?, in folder: String, before action: String, beyond: Int = 0) throws {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return }
        let (free, size) = (Int(status.f_bavail) * Int(status.f_frsize), Int(status.f_blocks) * Int(status.f_frsize))
        let reserve = bytes ?? min(defaultBytes, size / 20)
        guard free < reserve + beyond else { return }
        let taking = beyond > 0 ? "\(action) takes up to \(megabytes(beyond)) and" : action
        throw WorkspaceError(
            .full,
            "only \(megabytes(free)) are free on the disk of \(folder), and \(megabytes(reserve)) of it stay free; \(taking) was not begun",
            advice: "Free some space, or change “reservedBytes” in \(folder)/\(WorkspaceConfiguration.fileName)")
    }

    private static func megabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000) MB" }
}
