package dev.invitations.email;

import dev.invitations.contract.topology.Durations;
import dev.invitations.messaging.Dependency;
import dev.invitations.messaging.DependencyUnavailable;
import dev.invitations.messaging.RetryLater;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The mail server, by the client and the settings of quarkus-mailer, and connections that are kept for the next mail.
 *
 * <p>It is not Quarkus' own {@code Mailer}, whose time-out gives up waiting and not the connection: a mail server that
 * hangs would hold every connection for good, and once it wakes it would be sent every mail that was long sent again.
 * Here a connection that is silent for too long is closed, a mail that waits for one is taken back, and one that a mail
 * server is being handed is waited for, however slow that server is.
 */
@Startup
@ApplicationScoped
class MailServer implements Dependency {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_GREETING = Duration.ofMinutes(1);

    private final MailClient client;
    private final Context eventLoop;
    private final String from;
    private final Semaphore connections;
    private final Duration wait;
    private final Duration greeting;

    MailServer(Vertx vertx, MailSettings settings) {
        client = MailClient.create(vertx, settings.toVertx());
        eventLoop = vertx.getOrCreateContext();
        from = settings.from();
        connections = new Semaphore(settings.connections(), true);
        // To come again is counted as a receive, to wait is not.
        wait = Duration.ofMillis(Math.min(settings.timeout().toMillis(), LONGEST_WAIT.toMillis()));
        // Until a mail server is ready there are some replies to wait for, each of which may take its time.
        greeting = Duration.ofMillis(Math.min(3 * settings.timeout().toMillis(), LONGEST_GREETING.toMillis()));
    }

    @Override
    public String name() {
        return "the mail server";
    }

    /**
     * Connects and greets as for a mail, with credentials where there are some, and then sends none. Blocks for a minute
     * and a half at most.
     */
    @Override
    public void check() throws InterruptedException {
        OutgoingMail none = new OutgoingMail(new MailMessage().setFrom(from).setTo(from));
        none.takeBack();
        try {
            handOver(none);
        } catch (CancellationException e) {
            // It is ready for a mail.
        }
    }

    /**
     * Sends a mail to one recipient. Blocks until the mail server took it or refused it, or did not greet within a
     * minute, or was silent for {@code quarkus.mailer.timeout}. Who is interrupted takes the mail back, or, where the mail
     * server is being handed it already, waits all the same: only then is it known whether it was sent.
     *
     * @throws RecipientRefused where the mail server refuses the recipient for good
     * @throws RetryLater where all connections are in use for half a minute
     * @throws IOException where it does not take this mail now
     * @throws DependencyUnavailable where it is away, or would take no mail from us
     */
    void send(MailMessage message) throws RecipientRefused, IOException, InterruptedException {
        try {
            handOver(new OutgoingMail(message));
        } catch (CompletionException e) {
            if (e.getCause() instanceof SMTPException refusal) {
                SmtpReply reply = new SmtpReply(refusal);
                if (reply.isFinal()) {
                    throw new RecipientRefused(reply.answer());
                }
                if (reply.isOfThisMail()) {
                    throw new IOException("the mail server did not take the mail: " + refusal.getMessage(), refusal);
                }
            }
            throw new DependencyUnavailable(this, e.getCause());
        }
    }

    private void handOver(OutgoingMail mail) throws InterruptedException {
        if (!connections.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new RetryLater("all connections to the mail server are in use", wait);
        }
        try {
            CompletableFuture<MailResult> sent = onEventLoop(mail);
            if (mail.isUnderWay(sent, greeting)) {
                sent.join();
            } else if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before the mail server was ready; the mail was taken back");
            } else {
                throw new CompletionException(new IOException("it did not greet within " + Durations.format(greeting)));
            }
        } finally {
            connections.release();
        }
    }

    /** On one event loop: connections that pass between event loops lose one reply in some thousand (Vert.x 4.5). */
    private CompletableFuture<MailResult> onEventLoop(MailMessage mail) {
        Promise<MailResult> result = Promise.promise();
        eventLoop.runOnContext(ignored -> client.sendMail(mail).onComplete(result));
        return result.future().toCompletionStage().toCompletableFuture();
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
