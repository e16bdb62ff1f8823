import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Every execution of a run: the task's id, whether it failed, when it began and ended. An entry is 24 bytes, big-endian: int id, int failed, double begun, double
 * ended, in microseconds of the machine's monotonic clock. With `journalEach=1` each is written at once, so that it outlives a kill.
 */
final class Journal {
    private static final int ENTRY = 24;

    private final FileChannel file;
    private final boolean each;
    private final int[] ids;
    private final byte[] failed;
    private final long[] begun;
    private final long[] ended;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicIntegerArray seen;
    private final AtomicInteger distinct = new AtomicInteger();
    private final int total;
    private final int fromMark;
    private final int toMark;
    private final CountDownLatch all = new CountDownLatch(1);
    private volatile String from = "null";
    private volatile String to = "null";

    Journal(Spec spec) throws IOException {
        total = spec.number("total");
        int warmUp = spec.number("warmUp");
        fromMark = warmUp + (total - warmUp) / 10;
        toMark = warmUp + (total - warmUp) * 9 / 10;
        each = spec.number("journalEach") == 1;
        int capacity = each ? 0 : 2 * total + 100_000;
        ids = new int[capacity];
        failed = new byte[capacity];
        begun = new long[capacity];
        ended = new long[capacity];
        seen = new AtomicIntegerArray(total);
        Path path = Path.of(spec.text("journal"));
        // A runner that was killed and started again goes on with what it had done.
        if (Files.exists(path)) recall(ByteBuffer.wrap(Files.readAllBytes(path)));
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void ended(int id, boolean hasFailed, long beganAt) {
        long now = System.nanoTime();
        if (each) write(id, hasFailed, beganAt, now);
        else {
            int at = next.getAndIncrement();
            if (at < ids.length) {
                ids[at] = id;
                failed[at] = (byte) (hasFailed ? 1 : 0);
                begun[at] = beganAt;
                ended[at] = now;
            }
        }
        if (!hasFailed) count(id);
    }

    private void recall(ByteBuffer before) {
        while (before.remaining() >= ENTRY) {
            int id = before.getInt();
            boolean hasFailed = before.getInt() == 1;
            before.position(before.position() + 2 * Double.BYTES);
            if (!hasFailed) count(id);
        }
    }

    private void count(int id) {
        if (seen.getAndSet(id, 1) == 1) return;
        int count = distinct.incrementAndGet();
        if (count == fromMark) from = Meters.mark();
        if (count == toMark) to = Meters.mark();
        if (count == total) all.countDown();
    }

    /** Nobody waits for more. */
    void enough() {
        all.countDown();
    }

    /** Waits until every task is done once, or it is enough. */
    void awaitAll() throws InterruptedException {
        all.await();
    }

    /** The same, for a system that may lose some: not for longer than this. */
    void awaitAll(int ms) throws InterruptedException {
        all.await(ms, TimeUnit.MILLISECONDS);
    }

    String close() throws IOException {
        int count = Math.min(next.get(), ids.length);
        ByteBuffer buffer = ByteBuffer.allocate(count * ENTRY);
        for (int at = 0; at < count; at++) put(buffer, ids[at], failed[at] == 1, begun[at], ended[at]);
        buffer.flip();
        while (buffer.hasRemaining()) file.write(buffer);
        file.close();
        return "{\"from\":" + from + ",\"to\":" + to + "}";
    }

    private void write(int id, boolean hasFailed, long beganAt, long endedAt) {
        ByteBuffer buffer = ByteBuffer.allocate(ENTRY);
        put(buffer, id, hasFailed, beganAt, endedAt);
        buffer.flip();
        try {
            file.write(buffer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(ByteBuffer buffer, int id, boolean hasFailed, long beganAt, long endedAt) {
        buffer.putInt(id).putInt(hasFailed ? 1 : 0).putDouble(beganAt / 1e3).putDouble(endedAt / 1e3);
    }
}
