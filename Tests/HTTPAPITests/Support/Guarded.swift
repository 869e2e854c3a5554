import TestSupport

typealias Guarded<Value: Sendable> = TestSupport.Guarded<Value>
