import module java.base;

/** Closes what a run has opened, the newest first, when the JVM ends: after the run, or on a signal. */
final class Cleanup {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean isOver;

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::run));
    }

    /** Closes a resource at once if a signal has already ended the run. */
    synchronized <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        if (isOver) {
            closeAll();
        }
        return resource;
    }

    synchronized boolean isOver() {
        return isOver;
    }

    private synchronized void run() {
        isOver = true;
        ProcessHandle.current().children().forEach(ProcessHandle::destroy); // also wrk and pgbench
        closeAll();
    }

    private void closeAll() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) { // the others must be closed as well
                System.err.println("Not cleaned up: " + e);
            }
        }
    }
}
