import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the echo server. Many share a connection, as with HTTP/2; what is asked while one sends is sent in one go. echo-client.ts does the same. */
final class EchoClient {
    private static final int CONNECTIONS = 3;

    private final Connection[] connections = new Connection[CONNECTIONS];
    private final AtomicInteger next = new AtomicInteger();

    EchoClient(int port) {
        try {
            for (int at = 0; at < CONNECTIONS; at++) connections[at] = new Connection(port);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** `answered` runs on the thread that reads. */
    void ask(int ms, Runnable answered) {
        int number = next.getAndIncrement();
        connections[(number & Integer.MAX_VALUE) % CONNECTIONS].ask(number, ms, answered);
    }

    private static final class Connection {
        private final Socket socket;
        private final Map<Integer, Runnable> waiting = new ConcurrentHashMap<>();
        private ByteBuffer outgoing = ByteBuffer.allocate(1 << 20);
        private ByteBuffer spare = ByteBuffer.allocate(1 << 20);

        Connection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            start(this::write);
            start(this::read);
        }

        synchronized void ask(int number, int ms, Runnable answered) {
            waiting.put(number, answered);
            outgoing.putInt(number).putInt(ms);
            if (outgoing.position() == 2 * Integer.BYTES) notify();
        }

        private synchronized ByteBuffer taken() throws InterruptedException {
            while (outgoing.position() == 0) wait();
            ByteBuffer full = outgoing;
            outgoing = spare.clear();
            spare = full;
            return full;
        }

        private void write() throws Exception {
            OutputStream out = socket.getOutputStream();
            while (true) {
                ByteBuffer full = taken();
                out.write(full.array(), 0, full.position());
            }
        }

        private void read() throws Exception {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            while (true) waiting.remove(in.readInt()).run();
        }

        private interface Loop {
            void run() throws Exception;
        }

        private static void start(Loop loop) {
            Thread thread = new Thread(() -> {
                try {
                    loop.run();
                } catch (Exception e) {
                    e.printStackTrace();
                    System.exit(1);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }
}
