import Foundation
import Tensors

/// Where figures were taken: written beside every one of them.
enum Machine {
    static var load: String {
        (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.map(String.init) ?? "unknown"
    }

    static var processor: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line.flatMap { $0.split(separator: ":").last }.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    }

    static var description: String {
        "\(processor), kernels \(KernelLevel.active.rawValue) (\(CPUFeatures.description)), load before \(load), \(ISO8601DateFormatter().string(from: Date()))"
    }
}
