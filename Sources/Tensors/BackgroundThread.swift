#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Dispatch
import Synchronization

/// A thread that does one kind of work when it is asked to, and lets all other threads go first where cores are scarce.
///
/// Work that nobody waits for would else take a core's half from an answer whenever both are ready. On Linux the thread is nicer than
/// the process; a niceness cannot be taken back without privileges, so that the threads of a common pool cannot be used. Elsewhere it is
/// a thread like others.
package final class BackgroundThread: Sendable {
    private final class Body: Sendable {
        let signal = DispatchSemaphore(value: 0)
        let isOver = Atomic(false)
        let name: String
        let niceness: Int32
        let pause: Double
        let work: @Sendable () -> Double?

        init(_ name: String, niceness: Int32, pause: Double, work: @escaping @Sendable () -> Double?) {
            (self.name, self.niceness, self.pause, self.work) = (name, niceness, pause, work)
        }

        func run() {
            #if os(Linux)
                // Of the calling thread alone.
                _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
                if let file = fopen("/proc/thread-self/comm", "w") {
                    fputs(name, file)
                    fclose(file)
                }
            #endif
            while true {
                signal.wait()
                var rest: Double? = pause
                while let seconds = rest, !isOver.load(ordering: .acquiring) {
                    _ = signal.wait(timeout: .now() + seconds)
                    if isOver.load(ordering: .acquiring) { return }
                    rest = work()
                }
                if isOver.load(ordering: .acquiring) { return }
            }
        }
    }
    private let body: Body

    /// - Parameters:
    ///   - name: what tools show of the thread; at most 15 bytes.
    ///   - niceness: Linux only. With 5 a thread that is always ready gets a quarter of a core that an answer wants whole: it falls behind
    ///     for a moment, and not for good.
    ///   - pause: seconds between being asked and doing it, so that more can be done at once.
    ///   - work: what is to be done; returns the seconds after which it has to be tried again, nil = when it is asked again. It must not
    ///     hold what holds the thread.
    package init(_ name: String, niceness: Int32 = 5, pause: Double, work: @escaping @Sendable () -> Double?) {
        body = Body(name, niceness: niceness, pause: pause, work: work)
        BackgroundThread.start(body)
    }

    deinit {
        body.isOver.store(true, ordering: .releasing)
        body.signal.signal()
    }

    /// Asks for the work; returns at once.
    package func wake() { body.signal.signal() }

    private static func start(_ body: Body) {
        let held = Unmanaged.passRetained(body)
        #if canImport(Darwin)
            var thread: pthread_t?
            let error = pthread_create(&thread, nil, { BackgroundThread.enter($0) }, held.toOpaque())
        #else
            var thread = pthread_t()
            let error = pthread_create(&thread, nil, { BackgroundThread.enter($0!) }, held.toOpaque())
        #endif
        guard error == 0 else {
            // No thread to be had: one of the common ones is better than none.
            held.release()
            return DispatchQueue.global(qos: .utility).async { body.run() }
        }
        #if canImport(Darwin)
            pthread_detach(thread!)
        #else
            pthread_detach(thread)
        #endif
    }

    private static func enter(_ body: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
        return nil
    }
}
