package dev.invitations.bench.workers;

import dev.invitations.bench.contender.Standing;

/**
 * What was measured of a contender.
 *
 * @param messagesPerSecond from the first message that was handled to the last
 * @param cpuSeconds of its process, per 1,000 messages
 * @param allocatedKiB per message
 * @param calls of SQS, per message
 * @param p50Millis the time from the send of a fast message to the start of its handler that half of them did not exceed
 * @param p99Millis and that all but one in a hundred did not
 * @param residentMiB what its process held at the end
 */
record Figures(
        double messagesPerSecond,
        double cpuSeconds,
        double allocatedKiB,
        double calls,
        double p50Millis,
        double p99Millis,
        double residentMiB) {

    static Figures between(Standing before, Standing after, int calls) {
        // None handled is one, so that what was used in vain shows.
        int messages = Math.max(1, after.handled());
        return new Figures(
                after.handled() * 1e6 / Math.max(1, after.lastHandledMicros() - after.firstHandledMicros()),
                (after.usage().cpuNanos() - before.usage().cpuNanos()) / 1e6 / messages,
                (after.usage().allocatedBytes() - before.usage().allocatedBytes()) / 1024.0 / messages,
                (double) calls / messages,
                after.p50Micros() / 1e3,
                after.p99Micros() / 1e3,
                after.usage().residentKiB() / 1024.0);
    }

    /** These, with the times of a trial in which messages came one by one: of a backlog they tell nothing. */
    Figures withTimesOf(Figures paced) {
        return new Figures(
                messagesPerSecond, cpuSeconds, allocatedKiB, calls, paced.p50Millis, paced.p99Millis, residentMiB);
    }
}
