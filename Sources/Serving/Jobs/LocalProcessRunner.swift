import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// Processes of this machine, begun without a shell, each in a group of its own.
///
/// A process gets three descriptors and no other of the service's, stands back behind the service where cores are scarce, and is
/// the first to go where memory runs out.
public final class LocalProcessRunner: ProcessRunner {
    /// Processes that were begun here and are not reaped; only while one is here its number cannot belong to another.
    private let living = Mutex<Set<ProcessIdentity>>([])

    public init() {}

    // MARK: Beginning

    public func start(
        _ command: ProcessCommand, receive: @escaping @Sendable (ProcessEvent) -> Void
    ) throws(ProcessError) -> ProcessIdentity {
        var (output, errors) = ([Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2))
        guard pipe(&output) == 0 else { throw failure(command, errno) }
        guard pipe(&errors) == 0 else {
            let number = errno
            for descriptor in output { close(descriptor) }
            throw failure(command, number)
        }
        for descriptor in output + errors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let (number, process) = spawn(command, output: output[1], errors: errors[1])
        close(output[1])
        close(errors[1])
        guard number == 0 else {
            close(output[0])
            close(errors[0])
            throw failure(command, number)
        }
        restrain(process, command)
        let identity = ProcessIdentity(number: process, begun: LocalProcessRunner.begun(process) ?? 0)
        living.withLock { _ = $0.insert(identity) }
        // A queue of its own is a thread of its own while it waits.
        let (out, err) = (output[0], errors[0])
        DispatchQueue(label: "tastemaker.job").async { [self] in
            LocalProcessRunner.pump(out, err, receive)
            receive(.ended(reap(identity)))
        }
        return identity
    }

    private func spawn(_ command: ProcessCommand, output: Int32, errors: Int32) -> (error: Int32, process: pid_t) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        _ = closeFrom(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        posix_spawnattr_setpgroup(&attributes, 0)
        var (none, ordinary) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // A server ignores some signals, and what is ignored is inherited.
        sigemptyset(&ordinary)
        for signal in [SIGPIPE, SIGTERM, SIGINT, SIGHUP] { sigaddset(&ordinary, signal) }
        posix_spawnattr_setsigdefault(&attributes, &ordinary)
        var words = ([command.program] + command.arguments).map { strdup($0) } + [nil]
        var environment = command.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + environment { free(word) } }
        var process = pid_t()
        let error = posix_spawn(&process, command.program, &actions, &attributes, &words, &environment)
        return (error, process)
    }

    /// Cores and memory go to the service first.
    private func restrain(_ process: pid_t, _ command: ProcessCommand) {
        // The whole group: a thread that began already is in it.
        _ = setpriority(__priority_which_t(PRIO_PGRP.rawValue), id_t(process), command.niceness)
        guard let file = fopen("/proc/\(process)/oom_score_adj", "w") else { return }
        fputs("800", file)
        fclose(file)
    }

    private func failure(_ command: ProcessCommand, _ number: Int32) -> ProcessError {
        ProcessError(program: command.program, number: number, reason: String(cString: strerror(number)))
    }

    // MARK: Listening

    /// Reads both streams until both have ended.
    private static func pump(_ output: Int32, _ errors: Int32, _ receive: (ProcessEvent) -> Void) {
        var polled = [pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0)]
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while polled.contains(where: { $0.fd >= 0 }) {
            guard poll(&polled, 2, -1) >= 0 else {
                if errno == EINTR { continue }
                break
            }
            for place in 0..<2 where polled[place].fd >= 0 && polled[place].revents != 0 {
                let count = Glibc.read(polled[place].fd, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    close(polled[place].fd)
                    polled[place].fd = -1
                    continue
                }
                let bytes = Array(buffer[..<count])
                receive(place == 0 ? .output(bytes) : .errors(bytes))
            }
        }
        for entry in polled where entry.fd >= 0 { close(entry.fd) }
    }

    /// Waits without giving the number back, then gives it back while nobody can send a signal to it.
    private func reap(_ identity: ProcessIdentity) -> ProcessEnd {
        var info = siginfo_t()
        while waitid(P_PID, id_t(identity.number), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return living.withLock { living in
            living.remove(identity)
            var status: Int32 = 0
            while waitpid(identity.number, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
        }
    }

    // MARK: Ending

    @discardableResult
    public func signal(_ process: ProcessIdentity, _ signal: ProcessSignal) -> Bool {
        // Numbers below 2 stand for groups and for the first process of all.
        guard process.number > 1 else { return false }
        let number = signal == .kill ? SIGKILL : SIGTERM
        return living.withLock { living in
            // Of one that an earlier service began, number and start must agree.
            guard living.contains(process) || LocalProcessRunner.begun(process.number) == process.begun else { return false }
            return Glibc.kill(-process.number, number) == 0 || Glibc.kill(process.number, number) == 0
        }
    }

    public func isAlive(_ process: ProcessIdentity) -> Bool {
        process.number > 1 && LocalProcessRunner.begun(process.number) == process.begun
    }

    /// The start of a process as the kernel tells it; nil where there is none, or only what is left of one.
    static func begun(_ process: pid_t) -> UInt64? {
        guard let file = fopen("/proc/\(process)/stat", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 1024)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let text = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        // The program's name stands in parentheses and may hold anything.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z" else { return nil }
        return UInt64(fields[19])
    }
}

/// In glibc since 2.34; its header shows it only to programs that ask for GNU extensions.
@_silgen_name("posix_spawn_file_actions_addclosefrom_np")
private func closeFrom(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ descriptor: Int32) -> Int32
