package dev.invitations.system;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Faults of the local AWS that nobody may lose anything by. (To refuse a delivery is to send it to the DLQ: not here.) */
final class AwsFaults {
    /** The longest that AWS keeps anything back. */
    static final Duration LONGEST_DELAY = Duration.ofSeconds(3);

    private final Random random;
    private final Deck<String> kinds;

    AwsFaults(Random random) {
        this.random = random;
        this.kinds = new Deck<>(random, kinds());
    }

    /** The next one to wish for, as JSON. */
    String next() {
        String kind = kinds.deal();
        Duration by = Duration.ofMillis(random.nextLong(200, LONGEST_DELAY.toMillis()));
        int times = random.nextInt(1, 6);
        boolean hasDuration = kind.contains("delay") || kind.contains("reorder");
        return "{" + kind + (hasDuration ? ",\"by\":\"" + by + "\"" : "") + ",\"times\":" + times + "}";
    }

    private static List<String> kinds() {
        Stream<String> receiving = Station.WORKERS.stream().flatMap(worker -> calls("sqs", worker));
        Stream<String> publishing = Stream.of("invitation-api", "email-worker").flatMap(who -> calls("sns", who));
        Stream<String> delivering = Station.WORKERS.stream().flatMap(AwsFaults::deliveries);
        return Stream.of(receiving, publishing, delivering)
                .flatMap(kinds -> kinds)
                .toList();
    }

    private static Stream<String> calls(String service, String accessKey) {
        String on = "\"on\":\"call\",\"service\":\"" + service + "\",\"accessKey\":\"" + accessKey + "\"";
        return Stream.of("throttle", "duplicate", "delay", "drop").map(fault -> on + ",\"fault\":\"" + fault + "\"");
    }

    private static Stream<String> deliveries(String endpoint) {
        String on = "\"on\":\"delivery\",\"endpoint\":\"" + endpoint + "\"";
        return Stream.of("throttle", "duplicate", "delay", "reorder").map(fault -> on + ",\"fault\":\"" + fault + "\"");
    }
}
