import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** What a runner and the bench say to each other: a line each; the end of standard input is to leave. */
final class Conversation {
    private Conversation() {}

    static void ready(Journal journal) {
        Thread listener = new Thread(() -> listen(journal));
        listener.setDaemon(true);
        listener.start();
        System.out.println("ready");
    }

    private static void listen(Journal journal) {
        try {
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) if (order.equals("stop")) journal.enough();
        } catch (IOException e) {
            e.printStackTrace();
        }
        System.exit(0);
    }

    /** Tells the figures and stays until it has been looked at. */
    static void done(String figures) throws InterruptedException {
        System.out.println("done " + figures);
        Thread.sleep(Long.MAX_VALUE);
    }
}
