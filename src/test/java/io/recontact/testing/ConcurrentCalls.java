package io.recontact.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs threads that start at the same time. */
public final class ConcurrentCalls {

    private ConcurrentCalls() {}

    /** The call of one thread. */
    @FunctionalInterface
    public interface Racer<T> {

        /** Runs with the number of the thread, from 0. */
        T run(int number) throws Exception;
    }

    /** Runs all threads and returns their results in the order of their numbers. */
    public static <T> List<T> run(int racers, Racer<T> racer) {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newFixedThreadPool(racers)) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < racers; i++) {
                int number = i;
                Callable<T> run = () -> {
                    start.await();
                    return racer.run(number);
                };
                futures.add(executor.submit(run));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
