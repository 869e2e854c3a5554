#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Double {
    var logarithm: Double { log(self) }
    func raised(to power: Double) -> Double { pow(self, power) }
}
