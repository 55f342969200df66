import module java.base;

/** A clock, and the events that are due, in the order of their times. All times are seconds. */
final class Simulation {

    private record Event(double at, long number, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            var order = Double.compare(at, other.at);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** The same numbers each time, so that a run can be repeated. On any JVM, with StrictMath. */
    private final SplittableRandom random = new SplittableRandom(1);

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Runnable> forgetful = new ArrayList<>();
    private long number;
    private double now;

    double now() {
        return now;
    }

    void after(double seconds, Runnable action) {
        events.add(new Event(now + seconds, number++, action));
    }

    /** Returns a time with an exponential distribution. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns new servers with one queue. */
    Station station(int servers) {
        var station = new Station(this, servers);
        forgetful.add(station::forget);
        return station;
    }

    Cores cores(int number) {
        var cores = new Cores(this, number);
        forgetful.add(cores::forget);
        return cores;
    }

    /** Runs for some time, forgets what was counted, and runs for some more time. */
    void run(double warmUp, double seconds) {
        runUntil(now + warmUp);
        forgetful.forEach(Runnable::run);
        runUntil(now + seconds);
    }

    private void runUntil(double end) {
        while (!events.isEmpty() && events.peek().at <= end) {
            var event = events.poll();
            now = event.at;
            event.action.run();
        }
        now = end;
    }
}
