package dev.invitations.topology.export;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Names in a place where each may be used once, and where fewer characters are allowed than in SNS and SQS. */
final class UniqueNames {
    private final Set<String> taken = new HashSet<>();

    /** A text in letters and digits: {@code email-worker queue} becomes {@code EmailWorkerQueue}. */
    static String inLetters(String text) {
        return Arrays.stream(text.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /**
     * That name, once. In letters and digits {@code email-worker} and {@code email_worker} are the same, so the later one
     * gets a hash behind it; always the same one, since a resource with another name would be another resource.
     *
     * @param standsFor what tells it from whatever else asks for that name
     */
    String claim(String name, String standsFor) {
        String free = name;
        for (String salted = standsFor; !taken.add(free); salted += "#") {
            free = name + "%08x".formatted(salted.hashCode());
        }
        return free;
    }
}
