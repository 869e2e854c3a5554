// Letters: T rows, D width, K inner width of a branch.
// A residual branch is walked in blocks of rows: what lies between its products stays in the cache, and only what the way back needs
// is written to memory. Weight gradients are one product each over all rows.

/// The weights of a linear layer as a branch needs them.
struct LinearWeight {
    let tensor: Tensor
    let forward: MatrixOperand
    let backward: MatrixOperand
    var rows: Int { tensor.rows }
    var columns: Int { tensor.columns }
}

extension Tape {
    func weight(_ parameter: Parameter) -> LinearWeight {
        let tensor = self.parameter(parameter)
        let packed = packedWeights?[parameter]
        return LinearWeight(
            tensor: tensor, forward: packed?.forward ?? .plain(.rowMajor(tensor)),
            backward: packed?.backward ?? .plain(.transposed(tensor.value, tensor.columns)))
    }

    /// The sum of `x` and a branch of it: its gradient is that of x too, to which the branch adds on the way back.
    func residual(of x: Tensor) -> Tensor {
        Tensor(
            value: arena.allocate(Float.self, count: x.count), gradient: recording ? x.gradient ?? arena.zeros(x.count) : nil, rows: x.rows,
            columns: x.columns)
    }

    /// x + dropout(down(swiGLU(up(norm(x))))), with shared gradient: nothing but this may read x.
    ///
    /// - Parameters:
    ///   - up: `[D, 2K]`; down: `[K, D]`.
    ///   - salt: tells this dropout from the others of the same segment.
    /// - Complexity: O(T·D·K); keeps 2K values a row for the way back.
    package func gatedFeedForward(
        _ x: Tensor, gain: Parameter, up: Parameter, down: Parameter, segments: JaggedOffsets, dropout: DropoutSeeds?, salt: UInt64
    ) -> Tensor {
        precondition(
            up.columns == 2 * down.rows && up.rows == x.columns && down.columns == x.columns, "feed-forward \(up.key): shapes differ")
        let (t, d, k) = (x.rows, x.columns, down.rows)
        let y = residual(of: x)
        let (g, up, down) = (parameter(gain), weight(up), weight(down))
        let mask = RowMask(segments, dropout, salt: salt, recording: recording)
        let width = 2 * d + 3 * k
        let kept = recording ? OperandRows(rows: t, columns: 2 * k, arena: arena) : nil
        let inverse = arena.allocate(Float.self, count: t)
        arena.scoped {
            let most = RowBlocks.rows(width)
            let normed = OperandRows(rows: most, columns: d, arena: arena)
            let hidden = OperandRows(rows: most, columns: k, arena: arena)
            let wide = arena.allocate(Float.self, count: most * 2 * k)
            let branch = arena.allocate(Float.self, count: most * d)
            for rows in RowBlocks(t, width: width) {
                let first = rows.lowerBound
                Kernels.rmsNorm(x.value + first * d, gain: g.value, into: normed, at: 0, inverse: inverse + first, rows: rows.count)
                product(normed.view(), up.forward, into: wide, (rows.count, 2 * k, d))
                Kernels.swiGLU(wide, into: hidden, keeping: kept?.at(first), rows: rows.count)
                product(hidden.view(), down.forward, into: branch, (rows.count, d, k))
                add(branch, to: x, into: y, rows, mask)
            }
        }
        record { [unowned self] in
            guard let dy = y.gradient, let kept else { return }
            arena.scoped {
                let masked = OperandRows(rows: t, columns: d, arena: arena)
                let hidden = OperandRows(rows: t, columns: k, arena: arena)
                let slopes = OperandRows(rows: t, columns: 2 * k, arena: arena)
                let normed = OperandRows(rows: t, columns: d, arena: arena)
                let most = RowBlocks.rows(width)
                let dhidden = arena.allocate(Float.self, count: most * k)
                let dnormed = arena.allocate(Float.self, count: most * d)
                for rows in RowBlocks(t, width: width) {
                    let first = rows.lowerBound
                    drop(dy, into: masked, rows, mask)
                    product(masked.view(first), down.backward, into: dhidden, (rows.count, k, d))
                    Kernels.swiGLUBackward(dhidden, kept: kept.at(first), into: slopes, hidden: hidden, at: first, rows: rows.count)
                    product(slopes.view(first), up.backward, into: dnormed, (rows.count, d, 2 * k))
                    normalizeAgain(x, gain: g, inverse: inverse, into: normed, dnormed: dnormed, rows)
                }
                carry(hidden.transposed, masked.view(), to: down, rows: t)
                carry(normed.transposed, slopes.view(), to: up, rows: t)
            }
        }
        return y
    }

    /// linear(norm(x)).   weight: `[D, N]`; returns `[T, N]`.
    package func normalizedLinear(_ x: Tensor, gain: Parameter, _ weight: Parameter) -> Tensor {
        precondition(x.columns == weight.rows, "linear \(weight.key): \(x.columns) columns meet \(weight.rows) rows")
        let (t, d) = (x.rows, x.columns)
        let y = make(t, weight.columns)
        let (g, weight) = (parameter(gain), self.weight(weight))
        let width = d + weight.columns
        let inverse = arena.allocate(Float.self, count: t)
        arena.scoped {
            let normed = OperandRows(rows: RowBlocks.rows(width), columns: d, arena: arena)
            for rows in RowBlocks(t, width: width) {
                let first = rows.lowerBound
                Kernels.rmsNorm(x.value + first * d, gain: g.value, into: normed, at: 0, inverse: inverse + first, rows: rows.count)
                product(normed.view(), weight.forward, into: y.value + first * y.columns, (rows.count, y.columns, d))
            }
        }
        record { [unowned self] in
            guard let dy = y.gradient else { return }
            arena.scoped {
                let normed = OperandRows(rows: t, columns: d, arena: arena)
                let dnormed = arena.allocate(Float.self, count: RowBlocks.rows(width) * d)
                for rows in RowBlocks(t, width: width) {
                    product(
                        .rowMajor(dy + rows.lowerBound * y.columns, y.columns), weight.backward, into: dnormed, (rows.count, d, y.columns))
                    normalizeAgain(x, gain: g, inverse: inverse, into: normed, dnormed: dnormed, rows)
                }
                carry(normed.transposed, .rowMajor(dy, y.columns), to: weight, rows: t)
            }
        }
        return y
    }

    /// x + dropout(linear(a · sigmoid(g))), with shared gradient: of what comes after this, nothing may read x.
    package func gatedLinear(
        _ a: Tensor, by gate: Columns, _ weight: Parameter, addedTo x: Tensor, segments: JaggedOffsets, dropout: DropoutSeeds?,
        salt: UInt64
    ) -> Tensor {
        precondition(
            a.rows == gate.tensor.rows && a.columns == gate.count && weight.rows == a.columns && weight.columns == x.columns
                && x.rows == a.rows, "gated linear \(weight.key): shapes differ")
        let (t, d, k) = (x.rows, x.columns, a.columns)
        let y = residual(of: x)
        let weight = self.weight(weight)
        let mask = RowMask(segments, dropout, salt: salt, recording: recording)
        let width = 3 * d + 4 * k
        arena.scoped {
            let most = RowBlocks.rows(width)
            let gated = OperandRows(rows: most, columns: k, arena: arena)
            let branch = arena.allocate(Float.self, count: most * d)
            for rows in RowBlocks(t, width: width) {
                Kernels.gate(a, by: gate, into: gated, at: 0, rows)
                product(gated.view(), weight.forward, into: branch, (rows.count, d, k))
                add(branch, to: x, into: y, rows, mask)
            }
        }
        record { [unowned self] in
            guard let dy = y.gradient else { return }
            arena.scoped {
                let masked = OperandRows(rows: t, columns: d, arena: arena)
                let gated = OperandRows(rows: t, columns: k, arena: arena)
                let dgated = arena.allocate(Float.self, count: RowBlocks.rows(width) * k)
                for rows in RowBlocks(t, width: width) {
                    drop(dy, into: masked, rows, mask)
                    Kernels.gate(a, by: gate, into: gated, at: rows.lowerBound, rows)
                    guard let da = a.gradient, let dgate = gate.gradient else { continue }
                    product(masked.view(rows.lowerBound), weight.backward, into: dgated, (rows.count, k, d))
                    let (first, stride) = (rows.lowerBound, gate.stride)
                    Kernels.sigmoidGateBackward(
                        a.value + first * k, gate: gate.value + first * stride, gateStride: stride, dy: dgated, da: da + first * k,
                        dgate: dgate + first * stride, rows: rows.count, columns: k)
                }
                carry(gated.transposed, masked.view(), to: weight, rows: t)
            }
        }
        return y
    }

    // MARK: Parts

    private func product(_ a: MatrixView, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>, _ shape: (m: Int, n: Int, k: Int)) {
        MatrixProduct.multiply(a, b, into: c, rowStride: shape.n, shape: shape, arena: arena)
    }

    /// The weight's gradient grows by aᵀ · b, over `rows` rows.
    private func carry(_ transposed: MatrixView, _ b: MatrixView, to weight: LinearWeight, rows: Int) {
        guard let gradient = weight.tensor.gradient else { return }
        MatrixProduct.multiply(
            transposed, .plain(b), into: gradient, rowStride: weight.columns, shape: (weight.rows, weight.columns, rows), beta: 1,
            arena: arena)
    }

    /// y = x + dropout(branch); branch: a block of rows.
    private func add(_ branch: UnsafeMutablePointer<Float>, to x: Tensor, into y: Tensor, _ rows: Range<Int>, _ mask: RowMask) {
        let d = x.columns
        mask.forEachPiece(rows) { piece, seed, place in
            let at = piece.lowerBound * d
            Kernels.addDropped(
                x.value + at, branch + (piece.lowerBound - rows.lowerBound) * d, into: y.value + at, count: piece.count * d, seed: seed,
                first: place * d, keep: mask.keep)
        }
    }

    private func drop(_ dy: UnsafeMutablePointer<Float>, into masked: OperandRows, _ rows: Range<Int>, _ mask: RowMask) {
        let d = masked.columns
        mask.forEachPiece(rows) { piece, seed, place in
            Kernels.drop(
                dy + piece.lowerBound * d, into: masked, at: piece.lowerBound, rows: piece.count, seed: seed, first: place * d,
                keep: mask.keep)
        }
    }

    /// The normalised rows once more, for the gradient of the weight, and the gradient of x from theirs.
    private func normalizeAgain(
        _ x: Tensor, gain: Tensor, inverse: UnsafeMutablePointer<Float>, into normed: OperandRows, dnormed: UnsafeMutablePointer<Float>,
        _ rows: Range<Int>
    ) {
        let (first, d) = (rows.lowerBound, x.columns)
        Kernels.rmsNorm(x.value + first * d, gain: gain.value, into: normed, at: first, inverse: inverse + first, rows: rows.count)
        guard let dx = x.gradient, let dgain = gain.gradient else { return }
        Kernels.rmsNormBackward(
            x.value + first * d, gain: gain.value, inverse: inverse + first, dy: dnormed, dx: dx + first * d, dgain: dgain,
            rows: rows.count, columns: d)
    }
}
