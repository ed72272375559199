package dev.invitations.station.topology;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Something that is broken by hand after a topology was applied, and what the doctor has to say of it.
 *
 * @param topology is applied before
 * @param subject as the doctor names it, such as {@code queue email-worker}
 * @param words that its sentence must have
 * @param mend the beginning of the command that it must name
 * @param without where it can't be made, and why
 */
record Breakage(
        String name,
        String topology,
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
        return new Breakage(
                name, Breakages.TOPOLOGY, breaking, "problem", "", "", List.of(), "./station apply", Map.of());
    }

    Breakage in(String otherTopology) {
        return new Breakage(name, otherTopology, breaking, status, subject, check, words, mend, without);
    }

    Breakage isFoundOn(String wantedSubject, String wantedCheck, String... wantedWords) {
        return new Breakage(
                name, topology, breaking, status, wantedSubject, wantedCheck, List.of(wantedWords), mend, without);
    }

    /** It works, and not as it should. */
    Breakage asWarning() {
        return new Breakage(name, topology, breaking, "warning", subject, check, words, mend, without);
    }

    /** By the AWS CLI, or by another command than {@code apply} alone. */
    Breakage isMendedBy(String command) {
        return new Breakage(name, topology, breaking, status, subject, check, words, command, without);
    }

    Breakage notOn(Kind kind, String reason) {
        Map<Kind, String> more = new EnumMap<>(Kind.class);
        more.putAll(without);
        more.put(kind, reason);
        return new Breakage(name, topology, breaking, status, subject, check, words, mend, more);
    }

    @Override
    public String toString() {
        return name;
    }
}
