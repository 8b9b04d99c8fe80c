package dev.banyan.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls made at the same moment. */
final class Together {

    private Together() {}

    /** The answers of {@code calls} calls that start together, in the order of their numbers 0..n-1. */
    static <T> List<T> call(int calls, IntFunction<T> call) throws Exception {
        var start = new CyclicBarrier(calls);
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try {
            var tasks = new ArrayList<Callable<T>>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                tasks.add(() -> {
                    start.await();
                    return call.apply(number);
                });
            }
            var answers = new ArrayList<T>();
            for (Future<T> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
