import CKernels
import Tensors
import Testing

@Suite("Kernel levels")
struct KernelsLevelsTests {
    @Test func scalarKernelsRunEverywhere() {
        #expect(tk_level_available(TK_SCALAR) == 1)
        #expect(KernelLevel.available.contains(.scalar))
    }

    @Test func theProbedLevelIsAvailableAndNamed() {
        #expect(tk_level_available(tk_probe()) == 1)
        #expect(KernelLevel.best.rawValue == name(tk_probe()))
    }

    @Test func everyLevelHasItsName() {
        let names = [TK_SCALAR, TK_AVX2, TK_AVX512, TK_AVX512_BF16, TK_AMX_BF16, TK_NEON].map(name)
        #expect(names == KernelLevel.allCases.map(\.rawValue))
        #expect(name(tk_level(rawValue: 99)) == "unknown")
    }

    @Test func aLevelThatTheMachineLacksIsRefused() {
        let before = tk_level_current()
        #expect(tk_level_set(tk_level(rawValue: 99)) == 0)
        for level in [TK_AMX_BF16, TK_NEON, TK_AVX2] where tk_level_available(level) == 0 {
            #expect(tk_level_set(level) == 0)
            #expect(tk_level_override(level) == 0)
        }
        #expect(tk_level_current() == before)
    }

    @Test(arguments: kernelLevels) func anOverrideHoldsUntilItsEnd(level: tk_level) {
        let before = tk_level_current()
        at(level) {
            #expect(tk_level_current() == level)
            #expect(KernelLevel.active.rawValue == name(level))
        }
        #expect(tk_level_current() == before)
    }

    @Test func selectionFollowsTheEnvironmentVariable() throws {
        let active = KernelLevel.active  // chosen again, so that nothing changes for tests on other threads
        if active == KernelLevel.best { #expect(try KernelLevel.select(environment: [:]) == active) }
        #expect(try KernelLevel.select(environment: [KernelLevel.environmentVariable: active.rawValue]) == active)
    }

    @Test func anUnknownNameIsRefusedWithTheChoices() {
        let error = #expect(throws: KernelSelectionError.self) {
            try KernelLevel.select(environment: [KernelLevel.environmentVariable: "sse9"])
        }
        #expect(error?.description.contains("sse9") == true)
        #expect(error?.description.contains("scalar") == true)
    }

    @Test func anUnavailableLevelIsRefusedByName() {
        for level in KernelLevel.allCases where !level.isAvailable {
            #expect(throws: KernelSelectionError.self) {
                try KernelLevel.select(environment: [KernelLevel.environmentVariable: level.rawValue])
            }
        }
    }

    @Test func featuresAreListed() {
        #expect(!CPUFeatures.description.isEmpty)
        if tk_level_available(TK_AVX2) == 1 { #expect(CPUFeatures.description.contains("avx2")) }
    }
}
