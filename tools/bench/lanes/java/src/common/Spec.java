import java.util.HashMap;
import java.util.Map;

/** What a runner is asked to do: `name=value` arguments. */
final class Spec {
    /** How long a group waits for a member that was killed, as ours does; usually it would be 45 s. */
    static final String SESSION_MS = "10000";

    private final Map<String, String> values = new HashMap<>();

    Spec(String[] args) {
        for (String arg : args) {
            int at = arg.indexOf('=');
            values.put(arg.substring(0, at), arg.substring(at + 1));
        }
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) throw new IllegalArgumentException("missing: " + name);
        return value;
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }
}
