internal import Glibc

/// The executor of one connection: a queue of jobs and the one thread that runs them.
///
/// libpq waits in `poll`, and a wait on one of Swift's cooperative threads (as many as there are cores) would stop
/// everything else in the program. So each connection is an actor on a thread of its own. There are as many of these
/// threads as the pool has connections, a small fixed number; a request that waits for a connection is a suspended task
/// and costs no thread.
final class ConnectionThread: SerialExecutor {
    private let jobs = JobQueue()

    init() {
        let jobs = jobs
        Threads.start { jobs.runUntilStopped() }
    }

    deinit {
        jobs.stop()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.append(UnownedJob(job), for: self)
    }
}

/// The jobs of one executor.
///
/// `@unchecked Sendable`: `waiting` and `stopped` are only touched while `lock` is held.
private final class JobQueue: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// With each job its executor, which must outlive the job even when the job drops the actor.
    private var waiting: [(job: UnownedJob, executor: ConnectionThread)] = []
    private var stopped = false

    init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    func append(_ job: UnownedJob, for executor: ConnectionThread) {
        pthread_mutex_lock(lock)
        waiting.append((job, executor))
        pthread_cond_signal(changed)
        pthread_mutex_unlock(lock)
    }

    func stop() {
        pthread_mutex_lock(lock)
        stopped = true
        pthread_cond_signal(changed)
        pthread_mutex_unlock(lock)
    }

    func runUntilStopped() {
        while let jobs = next() {
            for (job, executor) in jobs {
                job.runSynchronously(on: executor.asUnownedSerialExecutor())
            }
        }
    }

    /// All jobs that wait, or nil when there will be no more.
    private func next() -> [(job: UnownedJob, executor: ConnectionThread)]? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while waiting.isEmpty && !stopped { pthread_cond_wait(changed, lock) }
        if waiting.isEmpty { return nil }
        defer { waiting.removeAll(keepingCapacity: true) }
        return waiting
    }
}

/// Threads outside Swift's concurrency, for calls that block.
package enum Threads {
    private final class Body {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs `body` on a new thread that ends with it.
    ///
    /// Without a thread for a connection the program cannot work: it stops when the system has none left.
    package static func start(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let status = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        precondition(status == 0, "the system has no thread left")
        pthread_detach(thread)
    }
}
