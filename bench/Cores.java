import module java.base;

/** Cores that share their time among all that is to be done, as the scheduler of the kernel does. */
final class Cores {

    /** @param end when it is done, as work that each task has got since the beginning */
    private record Task(double end, long number, Runnable done) implements Comparable<Task> {

        @Override
        public int compareTo(Task other) {
            var order = Double.compare(end, other.end);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    private final Simulation simulation;
    private final int cores;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long changes;
    /** The work that a task has got that was there from the beginning. */
    private double progress;

    private double changedAt;
    private double busySeconds;
    private double forgottenAt;

    Cores(Simulation simulation, int cores) {
        this.simulation = simulation;
        this.cores = cores;
    }

    /** Takes so many seconds of one core, and more time the more tasks there are than cores. */
    void serve(double seconds, Runnable done) {
        proceed();
        tasks.add(new Task(progress + seconds, changes, done));
        awaitNext();
    }

    void forget() {
        proceed();
        busySeconds = 0;
        forgottenAt = simulation.now();
    }

    /** Returns the share of the cores that was busy. */
    double utilisation() {
        proceed();
        return busySeconds / cores / (simulation.now() - forgottenAt);
    }

    /** Gives each task its share of the time since the last change. */
    private void proceed() {
        var elapsed = simulation.now() - changedAt;
        progress += elapsed * speed();
        busySeconds += elapsed * Math.min(cores, tasks.size());
        changedAt = simulation.now();
    }

    private double speed() {
        return Math.min(1, cores / (double) Math.max(1, tasks.size()));
    }

    private void awaitNext() {
        var change = ++changes;
        if (!tasks.isEmpty()) {
            simulation.after(Math.max(0, tasks.peek().end - progress) / speed(), () -> {
                if (change == changes) { // nothing has come or gone since
                    proceed();
                    var task = tasks.poll();
                    awaitNext();
                    task.done.run();
                }
            });
        }
    }
}
