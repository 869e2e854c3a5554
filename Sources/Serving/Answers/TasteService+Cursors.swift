import Datasets
import FoundationEssentials
import Storage

extension ServiceCollection {
    /// What the service keeps to itself, by name; raw bytes, shown by no route.
    public static let secrets: ServiceCollection = "secrets"
}

extension TasteService {
    /// Signs a place in an answer.
    package func sealCursor(_ payload: CursorWriter, for purpose: Cursor.Purpose) throws -> String {
        Cursor.seal(payload.bytes, for: purpose, key: try cursorKey())
    }

    /// Opens what `sealCursor` made.
    ///
    /// - Throws: `ServingError.invalid` for the field `cursor`, whatever was wrong with it.
    package func openCursor(_ text: String, for purpose: Cursor.Purpose) throws -> CursorReader {
        let key = try cursorKey()
        do throws(CursorError) {
            return CursorReader(try Cursor.open(text, for: purpose, key: key))
        } catch { throw ServingError.invalid(field: "cursor", reason: error.description) }
    }

    /// The key of this service's cursors, made at the first use and kept with the documents, so that a restart forgets no place.
    func cursorKey() throws -> CursorKey {
        if let key = listCaches.cursorKey.withLock({ $0 }) { return key }
        if try documents.document(TasteService.cursorKeyName, in: .secrets) == nil { try makeCursorKey() }
        guard let kept = try documents.document(TasteService.cursorKeyName, in: .secrets), kept.data.count == 32 else {
            throw StorageError(
                .damaged, store: documents.name, "the key of cursors cannot be read", advice: "Restore the workspace from a backup")
        }
        let key = CursorKey(Array(kept.data))
        listCaches.cursorKey.withLock { $0 = key }
        return key
    }

    private static let cursorKeyName = "cursor-key"

    /// Of two at once the first wins, and both use its key.
    private func makeCursorKey() throws {
        let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: random().littleEndian) { Array($0) } }
        let document = ServiceDocument(.secrets, key: TasteService.cursorKeyName, time: now(), data: Data(bytes))
        do { try documents.write([.create(document)]) } catch let error as StorageError where error.code == .conflict {}
    }
}
