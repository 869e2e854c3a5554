import CKernels
import FoundationEssentials

/// An instruction set for which the engine has kernels of its own.
public enum KernelLevel: String, CaseIterable, Sendable {
    case scalar
    case avx2
    case avx512
    case avx512BF16 = "avx512-bf16"
    case amx
    case neon

    /// The variable that forces a level, by its raw value: for measurements and for tests of slower paths.
    public static let environmentVariable = "TASTEMAKER_KERNELS"

    /// The level that kernels called from this thread run at.
    public static var active: KernelLevel { KernelLevel(tk_level_current()) }

    /// The fastest level of this machine.
    public static var best: KernelLevel { KernelLevel(tk_probe()) }

    /// The levels that this machine can run, slowest first.
    public static var available: [KernelLevel] { allCases.filter(\.isAvailable) }

    public var isAvailable: Bool { tk_level_available(identifier) != 0 }

    /// Whether matrix products round their operands to bf16 at this level. Accumulators are float32 at every level.
    public var roundsOperandsToBF16: Bool { tk_level_uses_bf16(identifier) != 0 }

    /// Chooses the level that `TASTEMAKER_KERNELS` names, or the best one if the variable is absent or empty.
    ///
    /// To be called once, at start, before any thread computes: matrices packed earlier become unreadable.
    /// - Returns: the level now in use.
    /// - Throws: `KernelSelectionError` when the name is unknown or this machine lacks the level; nothing changes then.
    @discardableResult
    public static func select(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(KernelSelectionError) -> KernelLevel {
        let level = try named(environment[environmentVariable] ?? "")
        guard tk_level_set(level.identifier) != 0 else { throw KernelSelectionError(.unavailable(level)) }
        return level
    }

    /// Runs `body` with this level on the calling thread alone; what it packs must be used inside.
    ///
    /// - Throws: `KernelSelectionError` when this machine lacks the level, or what `body` throws.
    package func only<Result>(_ body: () throws -> Result) throws -> Result {
        guard tk_level_override(identifier) != 0 else { throw KernelSelectionError(.unavailable(self)) }
        defer { tk_level_override_end() }
        return try body()
    }

    /// The level of that name; the best one for an empty name.
    static func named(_ name: String) throws(KernelSelectionError) -> KernelLevel {
        if name.isEmpty { return best }
        guard let level = KernelLevel(rawValue: name) else { throw KernelSelectionError(.unknown(name)) }
        guard level.isAvailable else { throw KernelSelectionError(.unavailable(level)) }
        return level
    }

    var identifier: tk_level {
        switch self {
        case .scalar: TK_SCALAR
        case .avx2: TK_AVX2
        case .avx512: TK_AVX512
        case .avx512BF16: TK_AVX512_BF16
        case .amx: TK_AMX_BF16
        case .neon: TK_NEON
        }
    }

    init(_ identifier: tk_level) {
        self = KernelLevel.allCases.first { $0.identifier == identifier } ?? .scalar
    }
}

/// A level was asked for that cannot be had; the message says which ones can.
public struct KernelSelectionError: Error, Sendable, CustomStringConvertible {
    enum Reason: Sendable, Equatable {
        case unknown(String)
        case unavailable(KernelLevel)
    }

    let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    public var description: String {
        let choices = KernelLevel.available.map(\.rawValue).joined(separator: ", ")
        let advice = "Set \(KernelLevel.environmentVariable) to one of \(choices), or unset it for the fastest."
        return switch reason {
        case .unknown(let name): "There are no kernels named \"\(name)\". \(advice)"
        case .unavailable(let level): "This machine cannot run the \(level.rawValue) kernels. \(advice)"
        }
    }
}

/// What the processor offers, for `tastemaker doctor` and for the head of a measurement.
public enum CPUFeatures {
    /// The features that the kernels look for, separated by spaces; "none" where there is none of them.
    public static var description: String {
        let features = String(cString: tk_cpu_features())
        return features.isEmpty ? "none" : features
    }
}
