import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a task does: so many waits of so many milliseconds, asleep or for an answer over TCP. Its record says its id and its kind. */
final class Work {
    /** Fails at first; is to be tried again after 100 ms, or after 5 s. */
    static final byte FAILS_SHORT = 1;
    static final byte FAILS_LONG = 2;
    /** Waits for `holdMs` instead. */
    static final byte HOLDS = 3;

    private final int steps;
    private final int ms;
    private final int holdMs;
    /** Null where it sleeps. */
    private final EchoClient echo;

    Work(Spec spec) {
        steps = spec.number("steps");
        ms = spec.number("ms");
        holdMs = spec.number("holdMs");
        int port = spec.number("echoPort");
        echo = port > 0 ? new EchoClient(port) : null;
    }

    static int idOf(byte[] value) {
        return ByteBuffer.wrap(value).getInt();
    }

    static byte kindOf(byte[] value) {
        return value[4];
    }

    static boolean fails(byte kind, long failedBefore) {
        return (kind == FAILS_SHORT || kind == FAILS_LONG) && failedBefore == 0;
    }

    void block(byte kind) throws InterruptedException {
        if (kind == HOLDS) {
            if (holdMs > 0) Thread.sleep(holdMs);
            return;
        }
        if (ms > 0) for (int step = 0; step < steps; step++) waitOnce();
    }

    private void waitOnce() throws InterruptedException {
        if (echo == null) {
            Thread.sleep(ms);
            return;
        }
        CompletableFuture<Void> answer = new CompletableFuture<>();
        echo.ask(ms, () -> answer.complete(null));
        answer.join();
    }

    /** The same without a thread that waits. */
    void defer(byte kind, ScheduledExecutorService scheduler, Runnable then) {
        if (kind == HOLDS) scheduler.schedule(then, holdMs, TimeUnit.MILLISECONDS);
        else if (ms == 0) then.run();
        else step(steps, scheduler, then);
    }

    private void step(int left, ScheduledExecutorService scheduler, Runnable then) {
        Runnable next = () -> {
            if (left == 1) then.run();
            else step(left - 1, scheduler, then);
        };
        if (echo == null) scheduler.schedule(next, ms, TimeUnit.MILLISECONDS);
        else echo.ask(ms, next);
    }
}
