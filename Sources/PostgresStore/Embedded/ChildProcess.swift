internal import Glibc
internal import PostgresClient
internal import Synchronization

/// A program that was started, and its end.
final class ChildProcess: Sendable {
    private struct State {
        var exitStatus: Int32?
        var waiting: [OneShot<Int32?>] = []
    }

    let pid: pid_t
    private let state: Mutex<State>

    private init(pid: pid_t) {
        self.pid = pid
        state = Mutex(State())
    }

    /// Starts a program with its output appended to `log`, or gives nil when it cannot be started.
    ///
    /// A thread of its own starts it and waits for its end. `PR_SET_PDEATHSIG` (see `Account.prefix`) works on the death
    /// of the thread that started the child, so this must not be one of Swift's or Dispatch's, which come and go.
    static func start(_ arguments: [String], log: String) async -> ChildProcess? {
        let started = OneShot<ChildProcess?>()
        Threads.start {
            guard let pid = spawn(arguments, log: log) else { return started.give(nil) }
            let child = ChildProcess(pid: pid)
            started.give(child)
            child.waitForEnd()
        }
        return await started.value()
    }

    /// The wait status, once the program has ended; nil while it runs.
    var exitStatus: Int32? { state.withLock { $0.exitStatus } }

    /// Sends a signal, unless the program has ended.
    func signal(_ number: Int32) {
        // Under the lock: until the end has been recorded the number cannot have passed to another process.
        state.withLock { state in
            if state.exitStatus == nil { kill(pid, number) }
        }
    }

    /// Waits for the end, at most `timeout` and until the task is cancelled; nil when it has not ended by then.
    func ended(within timeout: Duration?) async -> Int32? {
        let waiter = OneShot<Int32?>()
        let status = state.withLock { state in
            if state.exitStatus == nil { state.waiting.append(waiter) }
            return state.exitStatus
        }
        if let status { return status }
        async let _ = Self.give(up: waiter, after: timeout)
        return await withTaskCancellationHandler {
            await waiter.value()
        } onCancel: {
            waiter.give(nil)
        }
    }

    private static func give(up waiter: OneShot<Int32?>, after timeout: Duration?) async {
        guard let timeout else { return }
        do {
            try await Task.sleep(for: timeout)
            waiter.give(nil)
        } catch {
            // It ended first.
        }
    }

    /// Sends each signal in turn, and waits so many seconds for the end before the next.
    ///
    /// On a thread, because stopping must also work in a task that has been cancelled, where no wait can be timed.
    func stop(_ signals: [(number: Int32, seconds: Int)]) async {
        let done = OneShot<Void>()
        Threads.start {
            for (number, seconds) in signals where self.exitStatus == nil {
                self.signal(number)
                for _ in 0..<(seconds * 100) where self.exitStatus == nil { usleep(10_000) }
            }
            done.give(())
        }
        await done.value()
    }

    private func waitForEnd() {
        // Look first and collect afterwards: until it is collected its number stays its own.
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
        let waiting = state.withLock { state in
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
            state.exitStatus = status
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.give(exitStatus) }
    }

    /// Nothing of ours: no locale, and no `PG…` variable that would change what the server does.
    private static let environment = [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "TZ=UTC",
    ]

    /// Lets no descriptor but those of standard input and output pass to a child.
    ///
    /// A server that outlived this program would keep its pipes and sockets open, and whoever waits for the end of
    /// those would wait for the server.
    private static func keepDescriptors() {
        for descriptor in Files.names(in: "/proc/self/fd").compactMap({ Int32($0) }) where descriptor > 2 {
            let flags = fcntl(descriptor, F_GETFD)
            if flags >= 0 { _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) }
        }
    }

    private static func spawn(_ arguments: [String], log: String) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o640)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        keepDescriptors()
        // A group of its own, so that Ctrl-C stops us and we stop it, in that order; and the signals as they were
        // before this program began to handle them.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var words = arguments.map { strdup($0) }
        words.append(nil)
        var environment = Self.environment.map { strdup($0) }
        environment.append(nil)
        defer { for text in words + environment { free(text) } }
        var pid: pid_t = 0
        let program = arguments[0]
        return posix_spawnp(&pid, program, &actions, &attributes, &words, &environment) == 0 ? pid : nil
    }
}

/// Who the server runs as.
struct Account {
    let name: String
    let user: uid_t
    let group: gid_t

    /// The program's own account, or an unprivileged one when that is root: PostgreSQL refuses to run as root.
    static func forServer() throws(EmbeddedPostgresError) -> Account {
        guard geteuid() == 0 else { return Account(name: "", user: geteuid(), group: getegid()) }
        let name = "postgres"
        guard setpriv != nil, let entry = getpwnam(name) else { throw .noUnprivilegedUser }
        return Account(name: name, user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
    }

    /// What goes before a command to run it as this account and, where `setpriv` is installed, to have it stop when
    /// this program dies, even by `kill -9`: the kernel then sends it SIGINT, a fast shutdown.
    ///
    /// The kernel says nothing of a parent that died before it was asked to. So the command is only run when its parent
    /// is this program still.
    func prefix(parent: pid_t = getpid()) -> [String] {
        guard let setpriv = Self.setpriv else { return [] }
        let change = geteuid() == 0 ? ["--reuid=\(user)", "--regid=\(group)", "--clear-groups"] : []
        let ifParentLives = ["/bin/sh", "-c", "[ \"$PPID\" = \"$0\" ] && exec \"$@\"", "\(parent)"]
        return [setpriv, "--pdeathsig=INT"] + change + ["--"] + ifParentLives
    }

    /// Whether this account may pass through a folder with these permissions.
    func canEnter(_ folder: stat) -> Bool {
        if folder.st_uid == user { return folder.st_mode & 0o100 != 0 }
        if folder.st_gid == group { return folder.st_mode & 0o010 != 0 }
        return folder.st_mode & 0o001 != 0
    }

    private static let setpriv: String? = ["/usr/bin/setpriv", "/bin/setpriv"].first { (path: String) in
        access(path, X_OK) == 0
    }
}
