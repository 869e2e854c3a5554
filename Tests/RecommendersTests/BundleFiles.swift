import Foundation

struct NoSuchFile: Error {}

/// Reads the files of a bundle that is in memory; what is not among them is missing, as on a disk.
func reader(of files: [String: Data]) -> (String) throws -> Data {
    { name in
        guard let data = files[name] else { throw NoSuchFile() }
        return data
    }
}
