import CKernels
import Foundation
import Testing

/// Exponentials that a product leaves in panels, and the product that reads them, against the same by way of rows.
@Suite("Panel kernels")
struct KernelsPanelTests {
    @Test func panelsGiveTheProductOfTheRows() {
        for level in kernelLevels {
            at(level) {
                guard tk_reads_panels() != 0 else { return }
                for m in [1, 2, 13, 100, 126, 127] {
                    for v in [5, 32, 70, 512] { compare("\(name(level)) \(m) × \(v)", m, v) }
                }
            }
        }
    }

    private func compare(_ context: String, _ m: Int, _ v: Int) {
        let d = 64, type = tk_level_uses_bf16(tk_level_current()) != 0 ? TK_BF16 : TK_F32
        var numbers = TestNumbers(seed: UInt64(m * 1000 + v))
        let users = numbers.floats(m * d, in: -0.1...0.1), items = numbers.floats(v * d, in: -0.1...0.1), weighted = numbers.floats(m * d)
        let packedItems = packed(items, k: d, n: v, transposed: true), packedUsers = packed(weighted, k: m, n: d, transposed: false)
        var rows = [UInt8](repeating: 0xff, count: m * 512 * 4), lanes = [Float](repeating: 0, count: m * 16)
        var panels = [UInt8](repeating: 0xff, count: tk_panel_size(m) * ((v + 31) / 32) + 64)
        var scratch = [UInt8](repeating: 0, count: max(tk_gemm_scratch_bytes(512, d, 128), tk_gemm_finished_scratch_bytes(m, d)))
        var byRows = GuardedOutput([Float](repeating: 1, count: v * d)), byPanels = byRows
        users.withUnsafeBufferPointer { users in
            rows.withUnsafeMutableBytes { rows in
                lanes.withUnsafeMutableBufferPointer { lanes in
                    panels.withUnsafeMutableBytes { panels in
                        var finish = tk_finish()
                        (finish.out, finish.type, finish.stride, finish.activation) = (rows.baseAddress, type, 512, TK_EXPONENTIAL)
                        (finish.factor, finish.shift, finish.sums) = (5, 2, lanes.baseAddress)
                        (finish.panels, finish.panel_bytes) = (panels.baseAddress, tk_panel_size(m))
                        var arguments = tk_gemm_args()
                        (arguments.m, arguments.n, arguments.k, arguments.alpha, arguments.beta) = (m, v, d, 1, 1)
                        arguments.a = tk_matrix(data: users.baseAddress, type: TK_F32, row_stride: d, column_stride: 1)
                        scratch.withUnsafeMutableBytes { scratch in
                            arguments.scratch = scratch.baseAddress
                            packedItems.withUnsafeBytes {
                                arguments.packed_b = $0.baseAddress
                                tk_gemm_finished(&arguments, &finish)
                            }
                            (arguments.m, arguments.n, arguments.k) = (v, d, m)
                            arguments.a = tk_matrix(data: rows.baseAddress, type: type, row_stride: 1, column_stride: 512)
                            packedUsers.withUnsafeBytes { b in
                                arguments.packed_b = b.baseAddress
                                byRows.values.withUnsafeMutableBufferPointer {
                                    (arguments.c, arguments.ldc) = ($0.baseAddress, d)
                                    tk_gemm_prepacked(&arguments)
                                }
                                tk_gemm_panels(&byPanels.values, d, panels.baseAddress, tk_panel_size(m), b.baseAddress, v, d, m)
                            }
                        }
                    }
                }
            }
        }
        let size = Double(m) * exp(-1)
        expectClose(byPanels.values[0..<v * d], byRows.values[0..<v * d].map { Expected(Double($0), size * 1e-5) }, context)
        #expect(byPanels.zoneIsIntact && byRows.zoneIsIntact, "\(context)")
        #expect(byPanels.values[0..<v * d].contains { abs($0 - 1) > 1e-4 }, "\(context)")
    }

    private func packed(_ values: [Float], k: Int, n: Int, transposed: Bool) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: tk_gemm_packed_b_bytes(k, n, 0) + 64)
        values.withUnsafeBufferPointer {
            var view = tk_matrix(
                data: $0.baseAddress, type: TK_F32, row_stride: transposed ? 1 : n, column_stride: transposed ? k : 1)
            tk_gemm_pack_b(&bytes, &view, k, n, 0, n, 0)
        }
        return bytes
    }
}
