/// How many tokens lie before a request, one by one while a person is new, then ever more coarsely.
///
/// The first pages that a service shows have an order of their own, which only the exact number tells.
package enum ChoiceCountBucket {
    /// 0 to 31 exactly, then 32–47, 48–63, 64–95, 96–127, and all beyond.
    package static let count = 37

    package static func bucket(_ choices: Int) -> UInt8 {
        switch choices {
        case ..<32: UInt8(max(0, choices))
        case ..<48: 32
        case ..<64: 33
        case ..<96: 34
        case ..<128: 35
        default: 36
        }
    }
}
