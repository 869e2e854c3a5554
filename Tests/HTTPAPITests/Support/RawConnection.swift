import NIOCore
import NIOPosix

/// Speaks bytes to a server, well formed or not.
enum RawConnection {
    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let promise: EventLoopPromise<[UInt8]>
        private var bytes: [UInt8] = []
        init(_ promise: EventLoopPromise<[UInt8]>) { self.promise = promise }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) { bytes += Array(buffer: unwrapInboundIn(data)) }
        func channelInactive(context: ChannelHandlerContext) { promise.succeed(bytes) }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    /// Sends pieces and reads until the server closes.
    ///
    /// - Parameter seconds: after which the connection is closed from here.
    static func exchange(port: Int, _ pieces: [[UInt8]], seconds: Int64 = 2) async throws -> String {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Collector(promise)) }
        }.connect(host: "127.0.0.1", port: port).get()
        let timeout = loop.scheduleTask(in: .seconds(seconds)) { channel.close(promise: nil) }
        for piece in pieces { try? await channel.writeAndFlush(ByteBuffer(bytes: piece)).get() }
        let bytes = try await promise.futureResult.get()
        timeout.cancel()
        return String(decoding: bytes, as: UTF8.self)
    }

    static func exchange(port: Int, _ text: String, seconds: Int64 = 2) async throws -> String {
        try await exchange(port: port, [Array(text.utf8)], seconds: seconds)
    }
}
