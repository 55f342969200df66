import module java.base;

/** Runs tasks at the same time. */
final class Tasks {

    private Tasks() {}

    /** Runs tasks with so many virtual threads, and returns their results in order. Throws the failure of a task. */
    static <T> List<T> run(int threads, List<Callable<T>> tasks) throws Exception {
        try (var executor = Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
            var results = new ArrayList<T>();
            for (var result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }
}
