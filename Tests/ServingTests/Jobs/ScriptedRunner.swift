import Serving
import Synchronization

/// A runner whose processes do what the test says.
final class ScriptedRunner: ProcessRunner {
    struct Process {
        var command: ProcessCommand
        var identity: ProcessIdentity
        var receive: @Sendable (ProcessEvent) -> Void
        var signals: [ProcessSignal] = []
        var isAlive = true
    }
    private struct State {
        var processes: [Process] = []
        var refusal: ProcessError?
        /// Alive, though begun by an earlier service.
        var strangers: Set<ProcessIdentity> = []
        var strangeSignals: [ProcessIdentity] = []
    }
    private let state = Mutex(State())
    /// One element for each process that begins.
    let starts: AsyncStream<Int>
    private let started: AsyncStream<Int>.Continuation
    /// What a process does when it is asked to end; nil: it does not listen.
    let answersTermination: Bool

    init(answersTermination: Bool = true) {
        (starts, started) = AsyncStream.makeStream()
        self.answersTermination = answersTermination
    }

    func start(_ command: ProcessCommand, receive: @escaping @Sendable (ProcessEvent) -> Void) throws(ProcessError) -> ProcessIdentity {
        let refusal = state.withLock { $0.refusal }
        if let refusal { throw refusal }
        let (number, identity) = state.withLock { state in
            let number = state.processes.count
            let identity = ProcessIdentity(number: Int32(100 + number), begun: UInt64(number))
            state.processes.append(Process(command: command, identity: identity, receive: receive))
            return (number, identity)
        }
        started.yield(number)
        return identity
    }

    func signal(_ process: ProcessIdentity, _ signal: ProcessSignal) -> Bool {
        let place = state.withLock { state -> Int? in
            if state.strangers.contains(process) {
                state.strangeSignals.append(process)
                return nil
            }
            guard let place = state.processes.firstIndex(where: { $0.identity == process && $0.isAlive }) else { return nil }
            state.processes[place].signals.append(signal)
            return place
        }
        guard let place else { return state.withLock { $0.strangers.contains(process) } }
        if signal == .kill { end(place, .signalled(9)) } else if answersTermination { end(place, .signalled(15)) }
        return true
    }

    func isAlive(_ process: ProcessIdentity) -> Bool {
        state.withLock { $0.strangers.contains(process) || $0.processes.contains { $0.identity == process && $0.isAlive } }
    }

    // MARK: The script

    func say(_ number: Int, _ text: String) { processes[number].receive(.errors(Array(text.utf8))) }
    func print(_ number: Int, _ text: String) { processes[number].receive(.output(Array(text.utf8))) }

    func end(_ number: Int, _ end: ProcessEnd) {
        let receive = state.withLock { state -> (@Sendable (ProcessEvent) -> Void)? in
            guard state.processes[number].isAlive else { return nil }
            state.processes[number].isAlive = false
            return state.processes[number].receive
        }
        receive?(.ended(end))
    }

    func refuse(_ error: ProcessError?) { state.withLock { $0.refusal = error } }
    func leaveBehind(_ process: ProcessIdentity) { state.withLock { _ = $0.strangers.insert(process) } }
    var processes: [Process] { state.withLock { $0.processes } }
    var strangeSignals: [ProcessIdentity] { state.withLock { $0.strangeSignals } }
}
