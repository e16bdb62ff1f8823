import java.util.HashMap;
import java.util.Map;

/** What a runner is asked to do: `name=value` arguments. */
final class Spec {
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
