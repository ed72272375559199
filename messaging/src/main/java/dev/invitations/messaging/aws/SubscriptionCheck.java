package dev.invitations.messaging.aws;

import dev.invitations.topology.aws.Reason;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Looks whether what a subscription needs exists as declared, until it once does. Not after that: a newer topology that is
 * applied must not take running pods down. It changes nothing.
 *
 * <p>That AWS is away, or doesn't let this service look, is no reason to be unready: every other pod would be so too.
 */
final class SubscriptionCheck implements AutoCloseable {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String UNKNOWN = "whether all is as declared is not known: ";
    private static final Logger LOG = Logger.getLogger(SubscriptionCheck.class);

    private final Declaration declaration;
    private final Thread looking;
    private final long start = System.nanoTime();
    private volatile Finding finding = new Finding.None();

    /** What was seen last. */
    private sealed interface Finding {
        record None() implements Finding {}

        record AsDeclared() implements Finding {}

        record Wrong(String what) implements Finding {}

        record Unknown(String why) implements Finding {}
    }

    private SubscriptionCheck(Declaration declaration) {
        this.declaration = declaration;
        this.looking = Thread.ofVirtual().name("subscription-check").unstarted(this::lookUntilAsDeclared);
    }

    static SubscriptionCheck start(Declaration declaration) {
        SubscriptionCheck check = new SubscriptionCheck(declaration);
        check.looking.start();
        return check;
    }

    /** What is not as declared, and what would mend it. */
    Optional<String> problem() {
        return switch (finding) {
            case Finding.None none when isPatient() -> Optional.of("looking whether all is as declared");
            case Finding.Wrong wrong -> Optional.of(wrong.what());
            default -> Optional.empty();
        };
    }

    /** Why it is not known whether all is as declared. */
    Optional<String> doubt() {
        return switch (finding) {
            case Finding.None none when !isPatient() -> Optional.of(UNKNOWN + "AWS has not answered yet");
            case Finding.Unknown unknown -> Optional.of(UNKNOWN + unknown.why());
            default -> Optional.empty();
        };
    }

    /** An AWS that keeps silent must not keep a service from being ready. */
    private boolean isPatient() {
        return System.nanoTime() - start < PATIENCE.toNanos();
    }

    private void lookUntilAsDeclared() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (true) {
                Finding found = look();
                boolean isNews = !found.equals(finding);
                finding = found;
                if (found instanceof Finding.AsDeclared) {
                    return;
                }
                if (isNews) {
                    LOG.warn(problem().or(this::doubt).orElseThrow());
                }
                // Nobody waits for what may never be told.
                pause = found instanceof Finding.Unknown ? doubled(pause) : SHORTEST_PAUSE;
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private Finding look() {
        try {
            return declaration.problem().<Finding>map(Finding.Wrong::new).orElseGet(Finding.AsDeclared::new);
        } catch (RuntimeException e) {
            // Whatever it is: a check that ended here would go on saying what it said last.
            return new Finding.Unknown(e instanceof SdkException refusal ? Reason.of(refusal) : e.toString());
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
