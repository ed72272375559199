package dev.invitations.email;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
class MailServer {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST_GREETING = Duration.ofMinutes(1);

    private final MailClient client;
    private final Context eventLoop;
    private final Semaphore connections;
    private final Duration greeting;

    MailServer(Vertx vertx, MailSettings settings) {
        client = MailClient.create(vertx, settings.toVertx());
        eventLoop = vertx.getOrCreateContext();
        connections = new Semaphore(settings.connections(), true);
        // Until a mail server is ready there are some replies to wait for, each of which may take its time.
        greeting = Duration.ofMillis(Math.min(3 * settings.timeout().toMillis(), LONGEST_GREETING.toMillis()));
    }

    /**
     * Sends a mail to one recipient. Blocks until the mail server took it or refused it, or did not greet within a
     * minute, or was silent for {@code quarkus.mailer.timeout}.
     *
     * @throws RecipientRefused where the mail server refuses the recipient for good
     * @throws RetryLater where all connections are in use
     * @throws IOException anything else; the mail may be sent again
     */
    void send(MailMessage message) throws RecipientRefused, IOException, InterruptedException {
        if (!connections.tryAcquire(SOON.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new RetryLater("all connections to the mail server are in use", SOON);
        }
        try {
            OutgoingMail mail = new OutgoingMail(message);
            CompletableFuture<MailResult> sent = onEventLoop(mail);
            if (!mail.isUnderWay(sent, greeting)) {
                throw new IOException("the mail server did not greet within " + greeting);
            }
            sent.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SMTPException reply) {
                RecipientRefused refused = RecipientRefused.by(reply).orElse(null);
                if (refused != null) {
                    throw refused;
                }
            }
            throw new IOException(
                    "the mail server did not take the mail: " + e.getCause().getMessage(), e.getCause());
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
