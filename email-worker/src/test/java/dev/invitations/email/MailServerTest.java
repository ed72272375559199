package dev.invitations.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.invitations.messaging.DependencyUnavailable;
import dev.invitations.messaging.RetryLater;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailServerTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final ScriptedSmtp smtp = new ScriptedSmtp();
    private MailServer mailServer = mailServer(Map.of());

    @AfterEach
    void close() throws IOException {
        mailServer.close();
        smtp.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    static Stream<Arguments> finalReplies() {
        return Stream.of(
                        "RCPT|550 5.1.1 <ann@example.com>: no such user|550 5.1.1 <ann@example.com>: no such user",
                        "RCPT|550-5.1.1 There is no such user\r\n550 5.1.1 here|550 5.1.1 There is no such user 5.1.1 here",
                        "RCPT|501 5.1.3 Bad recipient address syntax|501 5.1.3 Bad recipient address syntax",
                        "RCPT|551 User not local|551 User not local",
                        "RCPT|552 5.2.2 Mailbox full|552 5.2.2 Mailbox full",
                        "RCPT|553 Not that name|553 Not that name",
                        "RCPT|554 5.7.1 Relay access denied|554 5.7.1 Relay access denied",
                        "RCPT|556 5.1.10 Domain takes no mail|556 5.1.10 Domain takes no mail",
                        "DATA|554 5.5.1 No valid recipients|554 5.5.1 No valid recipients",
                        ".|550 5.7.1 This looks like spam|550 5.7.1 This looks like spam",
                        ".|552 5.3.4 Too big for this mailbox|552 5.3.4 Too big for this mailbox")
                .map(line -> arguments((Object[]) line.split("\\|")));
    }

    @ParameterizedTest
    @MethodSource("finalReplies")
    void aReplyThatRefusesTheRecipientIsFinal(String command, String reply, String reason) {
        smtp.answering(command, reply);

        assertThatThrownBy(() -> mailServer.send(mail("ann@example.com")))
                .isInstanceOf(RecipientRefused.class)
                .hasMessage(reason);
        assertThat(smtp.mails()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("finalReplies")
    void soItIsWhereCommandsArePipelined(String command, String reply, String reason) {
        smtp.withPipelining().answering(command, reply);

        assertThatThrownBy(() -> mailServer.send(mail("ann@example.com")))
                .isInstanceOf(RecipientRefused.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    RCPT    | 450 4.2.1 Greylisted, come again
                    RCPT    | 451 4.7.1 Greylisted, come again
                    RCPT    | 452 4.2.2 Mailbox full for now
                    DATA    | 451 Local error
                    .       | 451 4.7.1 Filter is busy
                    .       | 452 4.2.2 Mailbox full for now
                    """)
    void aReplyThatPutsOffThisMailIsNoReasonToHoldBackOthers(String command, String reply) {
        smtp.answering(command, reply);

        assertThatThrownBy(() -> mailServer.send(mail("ann@example.com")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the mail server did not take the mail: ");
        assertThat(smtp.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CONNECT | 554 5.3.2 No SMTP service here
                    CONNECT | 421 4.3.2 Too busy
                    EHLO    | hang up
                    AUTH    | 535 5.7.8 Authentication credentials invalid
                    AUTH    | 454 4.7.0 Temporary authentication failure
                    MAIL    | 451 4.7.1 Too many mails of this sender
                    MAIL    | 530 5.7.0 Authentication required
                    MAIL    | 550 5.7.1 Sender refused
                    MAIL    | 452 4.3.1 Out of storage
                    RCPT    | 421 4.7.0 Too many of you
                    RCPT    | 452 4.3.1 Out of storage
                    RCPT    | 503 5.5.1 Bad sequence of commands
                    RCPT    | 521 5.3.2 This host takes no mail
                    RCPT    | 530 5.7.0 Must issue a STARTTLS command first
                    RCPT    | 555 5.5.4 Unsupported parameter
                    RCPT    | nonsense
                    DATA    | 451 4.3.0 Local error
                    DATA    | 503 5.5.1 Bad sequence of commands
                    .       | 451 4.3.0 Local error
                    .       | 421 4.3.2 Shutting down
                    RCPT    | hang up
                    .       | hang up
                    """)
    void anyOtherFailureIsOfTheMailServer(String command, String reply) {
        mailServer = mailServer(Map.of("username", "worker", "password", "secret"));
        smtp.answering(command, reply);

        assertThatThrownBy(() -> mailServer.send(mail("ann@example.com")))
                .isInstanceOf(DependencyUnavailable.class)
                .hasMessageStartingWith("the mail server is unavailable: ");
        assertThat(smtp.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CONNECT | 421 4.3.2 Too busy
                    CONNECT | hang up
                    CONNECT | silence
                    EHLO    | hang up
                    AUTH    | 535 5.7.8 Authentication credentials invalid
                    """)
    void aMailServerThatTakesNoMailFromUsIsNotBack(String command, String reply) {
        mailServer = mailServer(Map.of("username", "worker", "password", "secret", "timeout", "1s"));
        smtp.answering(command, reply);

        assertThatThrownBy(() -> mailServer.check()).isInstanceOf(CompletionException.class);
    }

    @Test
    void whetherItIsBackIsSeenWithoutSendingAnything() throws Exception {
        mailServer = mailServer(Map.of("username", "worker", "password", "secret"));

        mailServer.check();

        assertThat(smtp.commands()).anyMatch(command -> command.startsWith("AUTH"));
        assertThat(smtp.commands()).noneMatch(command -> command.startsWith("MAIL"));
        await("no connection is used up").until(() -> smtp.stillOpen() == 0);
    }

    @Test
    void whoIsInterruptedBeforeTheMailServerIsReadyHasSentNothing() throws Exception {
        smtp.answering("CONNECT", ScriptedSmtp.SILENCE);
        Sending mail = new Sending("ann@example.com");
        await().until(() -> smtp.connections() == 1);

        mail.thread.interrupt();
        assertThatThrownBy(mail.sent::get).hasRootCauseInstanceOf(InterruptedException.class);

        smtp.wake();
        mailServer.send(mail("bob@example.com"));
        await().until(() -> smtp.stillOpen() <= 1);
        assertThat(smtp.mails()).singleElement().asString().contains("bob@example.com");
    }

    @Test
    void whoIsInterruptedWhileTheMailServerIsHandedTheMailKnowsThatItWasSent() throws Exception {
        smtp.answering("DATA", ScriptedSmtp.SILENCE);
        Sending mail = new Sending("ann@example.com");
        await().until(() -> smtp.commands().contains("DATA"));

        mail.thread.interrupt();
        smtp.wake();

        assertThat(mail.sent.get()).isTrue();
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void aMailServerThatHangsUpInsteadOfGreetingIsGivenUpToo() throws Exception {
        mailServer = mailServer(Map.of("timeout", "1s"));
        smtp.answering("CONNECT", ScriptedSmtp.HANG_UP);

        assertThatThrownBy(() -> mailServer.send(mail("ann@example.com")))
                .isInstanceOf(DependencyUnavailable.class)
                .hasMessage("the mail server is unavailable: it did not greet within 3s");

        smtp.answering("CONNECT", "220 scripted");
        mailServer.send(mail("bob@example.com"));
        assertThat(smtp.mails()).singleElement().asString().contains("bob@example.com");
    }

    @Test
    void aMailServerThatIsDownMayComeBack() throws Exception {
        smtp.close();

        assertThatThrownBy(() -> mailServer.send(mail("ann@example.com"))).isInstanceOf(DependencyUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void aMailServerThatHangsIsGivenUpAndSentNothingMoreOnceItWakes(String command) throws Exception {
        mailServer = mailServer(Map.of("timeout", "2s", "max-pool-size", "1"));
        smtp.answering(command, ScriptedSmtp.SILENCE);

        assertThatThrownBy(() -> mailServer.send(mail("ann@example.com"))).isInstanceOf(DependencyUnavailable.class);
        int commandsBefore = smtp.commands().size();
        smtp.wake();

        await().until(() -> smtp.stillOpen() == 0);
        assertThat(smtp.commands()).hasSize(commandsBefore);
        mailServer.send(mail("bob@example.com"));
        assertThat(smtp.mails().getLast()).contains("bob@example.com");
    }

    @Test
    void aMailServerThatIsSlowIsWaitedForAndSentAMailOnce() throws Exception {
        mailServer = mailServer(Map.of("timeout", "1s"));
        smtp.answeringAfter(Duration.ofMillis(600));

        mailServer.send(mail("ann@example.com"));

        assertThat(smtp.mails()).hasSize(1);
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @Test
    void whoFindsAllConnectionsInUseComesAgain() throws Exception {
        mailServer = mailServer(Map.of("timeout", "4s", "max-pool-size", "1"));
        smtp.answeringAfter(Duration.ofMillis(2500));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> {
                mailServer.send(mail("ann@example.com"));
                return null;
            });
            await().until(() -> smtp.connections() == 1);

            assertThatThrownBy(() -> mailServer.send(mail("bob@example.com"))).isInstanceOf(RetryLater.class);
            smtp.wake();
            first.get();
        }
        assertThat(smtp.mails()).singleElement().asString().contains("ann@example.com");
    }

    @Test
    void mailsShareFewConnections() throws Exception {
        mailServer = mailServer(Map.of("max-pool-size", "4"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> {
                        mailServer.send(mail("person" + i + "@example.com"));
                        return null;
                    }))
                    .toList();
            for (Future<?> one : sent) {
                one.get();
            }
        }
        assertThat(smtp.mails()).hasSize(100);
        assertThat(smtp.connections()).isLessThanOrEqualTo(4);
    }

    @Test
    void credentialsAreUsedWhereTheyAreConfigured() throws Exception {
        mailServer = mailServer(Map.of("username", "worker", "password", "secret"));

        mailServer.send(mail("ann@example.com"));

        assertThat(smtp.commands()).anyMatch(command -> command.startsWith("AUTH PLAIN"));
    }

    @ParameterizedTest
    @CsvSource({
        "start-tls, sometimes, 'quarkus.mailer.start-tls: \"sometimes\" is refused'",
        "timeout, 0s, 'quarkus.mailer.timeout: \"PT0S\" is refused'",
        "timeout, 2h, 'it must be from 1s to 1h'",
        "from, nobody, 'quarkus.mailer.from: \"nobody\" is refused'",
        "tls-configuration-name, mail, 'quarkus.mailer.tls-configuration-name: \"mail\" is refused'",
        "approved-recipients, .*@example.com, 'quarkus.mailer.approved-recipients does nothing in the e-mail worker'"
    })
    void aSettingThatIsWrongOrUnknownIsNamed(String setting, String value, String said) {
        assertThatThrownBy(() -> mailServer(Map.of(setting, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(said);
    }

    private MailServer mailServer(Map<String, String> settings) {
        return MailServers.of(VERTX, smtp, settings);
    }

    /** A mail that is sent on a thread of its own. */
    private final class Sending {
        private final CompletableFuture<Boolean> sent = new CompletableFuture<>();
        private final Thread thread;

        Sending(String to) {
            thread = Thread.startVirtualThread(() -> {
                try {
                    mailServer.send(mail(to));
                    sent.complete(Thread.currentThread().isInterrupted());
                } catch (Exception e) {
                    sent.completeExceptionally(e);
                }
            });
        }
    }

    private static MailMessage mail(String to) {
        return new MailMessage()
                .setFrom("Invitations <invitations@example.com>")
                .setTo(to)
                .setSubject("You are invited")
                .setText("Hello");
    }
}
