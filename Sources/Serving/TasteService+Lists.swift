extension TasteService {
    func check(count: Int) throws(ServingError) {
        guard count >= 1, count <= options.longestList else {
            throw .invalid(field: "count", reason: "\(count) is not between 1 and \(options.longestList)")
        }
    }
}
