package dev.invitations.station.topology;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Something that is broken by hand after the topology was applied, and what the doctor has to say of it.
 *
 * @param subject as the doctor names it, such as {@code queue email-worker}
 * @param words that its sentence must have
 * @param mend the beginning of the command that it must name
 * @param without where it can't be made, and why
 */
record Breakage(
        String name,
        Consumer<Emulator> breaking,
        String status,
        String subject,
        String check,
        List<String> words,
        String mend,
        Map<Kind, String> without) {

    /** The emulators there are. */
    enum Kind {
        STATION,
        LOCALSTACK
    }

    static Breakage of(String name, Consumer<Emulator> breaking) {
        return new Breakage(name, breaking, "problem", "", "", List.of(), "./station apply", Map.of());
    }

    Breakage isFoundOn(String wantedSubject, String wantedCheck, String... wantedWords) {
        return new Breakage(name, breaking, status, wantedSubject, wantedCheck, List.of(wantedWords), mend, without);
    }

    /** It works, and not as it should. */
    Breakage asWarning() {
        return new Breakage(name, breaking, "warning", subject, check, words, mend, without);
    }

    Breakage isMendedBy(String command) {
        return new Breakage(name, breaking, status, subject, check, words, command, without);
    }

    Breakage notOn(Kind kind, String reason) {
        Map<Kind, String> more = new EnumMap<>(Kind.class);
        more.putAll(without);
        more.put(kind, reason);
        return new Breakage(name, breaking, status, subject, check, words, mend, more);
    }

    @Override
    public String toString() {
        return name;
    }
}
