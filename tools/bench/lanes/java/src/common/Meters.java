import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

final class Meters {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Meters() {}

    /** Time of the monotonic clock and CPU time of the process, compiler and collector included, in microseconds. */
    static String mark() {
        return "{\"at\":" + System.nanoTime() / 1_000 + ",\"cpu\":" + SYSTEM.getProcessCpuTime() / 1_000 + "}";
    }
}
