import NIOCore
import NIOPosix

/// Speaks bytes to a server, well formed or not.
enum RawConnection {
    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let promise: EventLoopPromise<[UInt8]>
        private let quiet: TimeAmount
        private let patience: TimeAmount
        private var bytes: [UInt8] = []
        private var end: Scheduled<Void>?
        init(_ promise: EventLoopPromise<[UInt8]>, quiet: TimeAmount, patience: TimeAmount) {
            (self.promise, self.quiet, self.patience) = (promise, quiet, patience)
        }
        func channelActive(context: ChannelHandlerContext) { wait(patience, context) }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(buffer: unwrapInboundIn(data))
            wait(quiet, context)
        }
        func channelInactive(context: ChannelHandlerContext) {
            end?.cancel()
            promise.succeed(bytes)
        }
        private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
            end?.cancel()
            end = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
        }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    /// Sends pieces and reads until the server closes, or says nothing more.
    ///
    /// - Parameters:
    ///   - seconds: without a further byte, after which the connection is closed from here.
    ///   - patience: seconds until the first byte; a busy server needs some.
    static func exchange(port: Int, _ pieces: [[UInt8]], seconds: Int64 = 2, patience: Int64 = 120) async throws -> String {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(Collector(promise, quiet: .seconds(seconds), patience: .seconds(patience)))
            }
        }.connect(host: "127.0.0.1", port: port).get()
        for piece in pieces { try? await channel.writeAndFlush(ByteBuffer(bytes: piece)).get() }
        return String(decoding: try await promise.futureResult.get(), as: UTF8.self)
    }

    static func exchange(port: Int, _ text: String, seconds: Int64 = 2, patience: Int64 = 120) async throws -> String {
        try await exchange(port: port, [Array(text.utf8)], seconds: seconds, patience: patience)
    }
}
