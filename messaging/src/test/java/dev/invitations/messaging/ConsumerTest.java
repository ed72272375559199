package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.EventIds;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.UserInvited;
import dev.invitations.contract.topology.Durations;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Attempt;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a message by what its handler does, and what is said of it. */
class ConsumerTest {
    private static final int MAX_RECEIVES = 5;
    private static final Duration WHEN_AWAY = Duration.ofSeconds(20);
    private static final Duration MAX_AGE = Duration.ofDays(28);
    private static final Logger LOG = Logger.getLogger(Consumer.class.getName());
    private static final QueueSubscription SUBSCRIPTION = new QueueSubscription(
            "",
            "email-worker",
            false,
            FilterPolicy.ALL,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            MAX_RECEIVES,
            Duration.ofDays(1),
            Duration.ofDays(2));

    private final List<String> log = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                log.add(new PatternFormatter("%s").format((ExtLogRecord) line));
            }
        }

        @Override
        public void flush() {
            // All is there.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    private final UserInvited event = Events.invited("friend@example.com");

    @BeforeEach
    void listen() {
        LOG.addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(listener);
    }

    @Test
    void whatIsHandledIsDoneAndNothingIsSaid() {
        assertThat(consume(event, 1, (_, _) -> {})).isEqualTo(new Outcome.Done());

        assertThat(log).isEmpty();
    }

    @Test
    void theHandlerHearsHowOftenAndWhetherForTheLastTime() {
        List<Delivery> deliveries = new ArrayList<>();
        consume(event, MAX_RECEIVES - 1, (_, delivery) -> deliveries.add(delivery));
        consume(event, MAX_RECEIVES, (_, delivery) -> deliveries.add(delivery));

        assertThat(deliveries)
                .extracting(Delivery::receiveCount, Delivery::isLast)
                .containsExactly(tuple(MAX_RECEIVES - 1, false), tuple(MAX_RECEIVES, true));
    }

    @Test
    void aFailureIsOneLineWithTheEventTheReceiveCountAndWhatHappensNext() {
        Outcome outcome = consume(event, 2, (_, _) -> {
            throw new IllegalStateException("not yet");
        });

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(log)
                .containsExactly("email-worker: user_invited " + event.id()
                        + " failed at receive 2 of 5: java.lang.IllegalStateException: not yet; the message comes back in "
                        + Durations.format(failed.delay())));
    }

    @Test
    void aFailureAtTheLastReceiveSaysThatTheMessageGoesToTheDeadLetterQueue() {
        consume(event, MAX_RECEIVES, (_, _) -> {
            throw new IllegalStateException("not yet");
        });

        assertThat(log).singleElement().satisfies(line -> assertThat(line)
                .contains("failed at receive 5 of 5")
                .endsWith("the message goes to the dead-letter queue, as its receives are used up"));
    }

    @Test
    void aHandlerThatWasInterruptedSaysWhy() {
        consume(event, 1, (_, delivery) -> {
            ((Attempt) delivery.heartbeat()).interrupt("handlerTimeout is PT5M");
            throw new InterruptedException();
        });

        assertThat(log).singleElement().satisfies(line -> assertThat(line)
                .contains("failed at receive 1 of 5 (interrupted: handlerTimeout is PT5M): "));
    }

    @Test
    void theMoreOftenItFailedTheLongerItMayStayAwayAndChanceDecides() {
        List<Duration> afterFirst = delays(1);
        List<Duration> afterThird = delays(3);

        assertThat(afterFirst).allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(1)));
        assertThat(afterThird).allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(4)));
        assertThat(afterThird).anySatisfy(delay -> assertThat(delay).isGreaterThan(Duration.ofSeconds(2)));
        assertThat(afterThird).anySatisfy(delay -> assertThat(delay).isLessThan(Duration.ofSeconds(1)));
    }

    private List<Duration> delays(int receiveCount) {
        return IntStream.range(0, 200)
                .mapToObj(_ -> consume(event, receiveCount, (_, _) -> {
                    throw new IllegalStateException();
                }))
                .map(outcome -> ((Outcome.Failed) outcome).delay())
                .toList();
    }

    @Test
    void whatComesLaterIsNoFailure() {
        Outcome outcome = consume(event, 1, (_, _) -> {
            throw new RetryLater("somebody else is at it", Duration.ofSeconds(7));
        });

        assertThat(outcome).isEqualTo(new Outcome.Later(Duration.ofSeconds(7)));
        assertThat(log).isEmpty();
    }

    @Test
    void whatIsAwayIsNamed() {
        Dependency away = new Dependency() {
            @Override
            public String name() {
                return "the mail server";
            }

            @Override
            public void check() {
                throw new IllegalStateException();
            }
        };

        Outcome outcome = consume(event, 1, (_, _) -> {
            throw new DependencyUnavailable(away, new IllegalStateException("no answer"));
        });

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unavailable.class, unavailable -> {
            assertThat(unavailable.dependency()).isSameAs(away);
            assertThat(unavailable.why()).isEqualTo("the mail server is unavailable: no answer");
        });
        assertThat(log).singleElement().satisfies(line -> assertThat(line)
                .contains(
                        event.id().toString(), "at receive 1 of 5", "the mail server", "the message comes back in 2"));
    }

    @Test
    void whatIsRefusedTellsAllThatTheDeadLetterSays() {
        Outcome outcome = consume(event, 3, (_, _) -> {
            throw new Refused("nobody lives there");
        });

        assertThat(outcome)
                .isEqualTo(new Outcome.Refuse(
                        "nobody lives there", "REFUSED", Refused.class.getName(), "a test", Optional.empty()));
        assertThat(log)
                .containsExactly("email-worker: user_invited " + event.id()
                        + " is refused at receive 3 and goes to the dead-letter queue: nobody lives there");
    }

    @Test
    void whatIsTooOldIsRefused() {
        UserInvited old = new UserInvited(
                EventIds.random(),
                Instant.now().minus(MAX_AGE).minusSeconds(1),
                "acme",
                "friend@example.com",
                Optional.empty(),
                Optional.empty(),
                "boss",
                Optional.empty());

        assertThat(problem(consume(old, 1, (_, _) -> {}))).isEqualTo("TOO_OLD");
    }

    @Test
    void whatItsHandlerDoesNotTakeIsRefused() {
        assertThat(problem(consume(Events.emailed("friend@example.com"), 1, (_, _) -> {})))
                .isEqualTo("OTHER_TYPE");
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertThat(problem(consume("Hello", 1, (_, _) -> {}))).isEqualTo("NOT_JSON");
    }

    @Test
    void anEventOfATypeThatNobodyKnowsIsRefused() {
        String unknown = json(event).replace("\"user_invited\"", "\"user_forgotten\"");

        assertThat(problem(consume(unknown, 1, (_, _) -> {}))).isEqualTo("UNKNOWN_EVENT_TYPE");
    }

    private static String problem(Outcome outcome) {
        return ((Outcome.Refuse) outcome).problem();
    }

    private static String json(InvitationEvent event) {
        return new CloudEvent(event, "/test", Optional.empty()).toJson();
    }

    private static Outcome consume(InvitationEvent event, int receiveCount, EventHandler<UserInvited> handler) {
        return consume(json(event), receiveCount, handler);
    }

    private static Outcome consume(String body, int receiveCount, EventHandler<UserInvited> handler) {
        Attempt attempt = new Attempt();
        attempt.begin(0);
        Outcome outcome = new Consumer<>(
                        "a test",
                        SUBSCRIPTION,
                        UserInvited.class,
                        handler,
                        MAX_AGE,
                        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                        WHEN_AWAY,
                        new TraceContext(OpenTelemetry.noop()))
                .apply(new Received("m1", new Message(body, Map.of()), receiveCount, attempt));
        attempt.end();
        return outcome;
    }
}
