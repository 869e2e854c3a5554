import Datasets
import Evaluation
import Foundation
import Recommenders

/// A model that a training sets out from, with what is needed to recognise its items.
struct StartingModel {
    var bundle: FoundationBundle
    /// Whether it comes from another catalogue.
    var isForeign: Bool
    /// Titles of its items; empty for a model of this workspace.
    var titles: [Item]
    /// Tells two starts apart.
    var identity: String

    func warmStart(for catalog: Catalog) -> WarmStart {
        WarmStart(bundle.model, binding: isForeign ? StartingModel.binding(titles, in: catalog) : .sameIDs)
    }

    static func binding(_ titles: [Item], in catalog: Catalog) -> ItemBinding {
        .recognised(TitleMatcher(Catalog(titles)).recognise(catalog).items)
    }

    /// Gives a run the shape of the start. Where no run file was given it is short and careful: the start knows most of it.
    func shape(_ run: inout RunConfiguration, isGiven: Bool, budgetSeconds: Double?) {
        run.model = run.model.shaped(like: bundle.model)
        guard !isGiven else { return }
        run.training.epochs = StartingModel.epochs
        run.training.learningRate = bundle.run.training.learningRate / 2
        run.training.warmupSteps = 20
        run.training.firstValidation = 1
        run.training.validationInterval = 1
        run.training.budgetSeconds = budgetSeconds ?? Workspace.defaultBudgetSeconds
        run.name = "warm"
    }

    /// On MovieLens latest-small a model of MovieLens 1M was best after five to twelve (docs/results/transfer.md).
    private static let epochs = 12

    static func sentence(_ report: WarmStartReport) -> String {
        "sets out from a trained model that knows \(report.recognised) of \(report.items) items and \(report.knownFacetValues) of \(report.facetValues) attribute values"
    }
}

extension Workspace {
    /// Reads a model named as in `--start-from`.
    ///
    /// - Parameter reference: the name of a model of this workspace, `WORKSPACE:MODEL`, or the folder of a bundle.
    /// - Throws: `RegistryError`, `WorkspaceError`.
    func startingModel(_ reference: String) throws -> StartingModel {
        if FileSystemCall.exists(reference + "/" + ModelManifest.fileName) { return try bundleFolder(reference) }
        guard let colon = reference.lastIndex(of: ":") else {
            let loaded = try loadModel(reference)
            return StartingModel(
                bundle: loaded.bundle, isForeign: loaded.isForeign, titles: loaded.isForeign ? loaded.bundle.titles : [],
                identity: reference)
        }
        let other = try Workspace.open(String(reference[..<colon]))
        let loaded = try other.loadModel(String(reference[reference.index(after: colon)...]))
        // The other workspace describes its items better than its bundle can.
        let titles = loaded.isForeign ? loaded.bundle.titles : try other.store.items()
        let trained = Set(loaded.bundle.model.itemIDs)
        return try recognisable(loaded.bundle, titles: titles.filter { trained.contains($0.id) }, reference)
    }

    private func bundleFolder(_ folder: String) throws -> StartingModel {
        let path = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let parent = FileSystemCall.parent(of: path)
        let files = try ModelRegistry(folder: parent.isEmpty ? "." : parent).contents(of: String(path.split(separator: "/").last ?? ""))
        let bundle = try FoundationBundle { file in
            guard let data = files[file] else {
                throw FoundationModelError.damagedBundle(file: file, reason: "it is missing in \(folder)")
            }
            return data
        }
        return try recognisable(bundle, titles: bundle.titles, folder)
    }

    private func recognisable(_ bundle: FoundationBundle, titles: [Item], _ reference: String) throws -> StartingModel {
        guard !titles.isEmpty else {
            throw WorkspaceError(
                .configuration, "the model \(reference) does not say what its items are called, so nothing can be recognised",
                advice: "Name it as WORKSPACE:MODEL, or export it again with this version")
        }
        return StartingModel(bundle: bundle, isForeign: true, titles: titles, identity: "\(reference) \(bundle.schema.fingerprint)")
    }
}
